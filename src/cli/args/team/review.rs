//! The commands of reviewers.

use clap::{Arg, Command, value_parser};

use super::Words;

impl Words {
    pub(super) fn review_command(&self) -> Command {
        let which = || self.argument("attempt", "ID", self.t("Which", "练习编号")).required(true);
        let due =
            || self.opt("due", "DATE", self.t("Until when: 2026-12-01, or 14d", "期限：2026-12-01 或 14d"));
        let why = || self.opt("reason", "TEXT", self.t("Why", "理由"));
        let number = |arg: Arg| arg.value_parser(value_parser!(u32).range(1..));
        self.sub("review", self.t("Review attempts: the queue, comments, rulings, exams", "复核：待办、点评、改判、裁定考试"))
            .after_help(self.t(
                "With an ID alone it shows the conversation with a number at each moment, how each message came in, the debrief, and what was said and ruled.",
                "只给出编号时，显示带时刻编号的对话、每条消息的输入方式、复盘，以及已有的点评和改判。",
            ))
            .args_conflicts_with_subcommands(true)
            .disable_help_subcommand(true)
            .subcommand_help_heading(self.t("Commands", "命令"))
            .arg(self.argument("attempt", "ID", self.t("Which; exams that wait if left out", "哪一次，不写则列出待裁定的考试")))
            .arg(self.flag("pass", self.t("It is passed", "通过")))
            .arg(self.flag("fail", self.t("It is not passed", "不通过")))
            .arg(why())
            .subcommand(
                self.sub("queue", self.t("List what waits: who has it, until when", "列出待复核的练习、负责人和期限"))
                    .arg(self.flag("mine", self.t("Only what you have", "只看由您负责的"))),
            )
            .subcommand(self.sub("take", self.t("Take one", "领取一项")).arg(which()).arg(due()))
            .subcommand(
                self.sub("give", self.t("Give one to another reviewer", "转交给另一位复核人"))
                    .arg(which())
                    .arg(self.argument("to", "NAME", self.t("To whom", "交给谁")).required(true))
                    .arg(due()),
            )
            .subcommand(
                self.sub("done", self.t("Say that nothing more is to be done", "标为已处理"))
                    .after_help(self.t(
                        "An open appeal is turned down by it, which takes a reason.",
                        "如有未处理的申诉，视为驳回，须写明理由。",
                    ))
                    .arg(which())
                    .arg(why()),
            )
            .subcommand(
                self.sub("comment", self.t("Comment on a moment", "点评某个时刻"))
                    .arg(which())
                    .arg(number(self.argument("moment", "N", self.t("Which moment, as the review numbers them", "时刻编号，见复核页"))).required(true))
                    .arg(self.argument("text", "TEXT", self.t("What you say", "点评内容")).required(true)),
            )
            .subcommand(
                self.sub("answer", self.t("Answer in a comment's thread", "在点评下回复"))
                    .arg(which())
                    .arg(number(self.argument("comment", "N", self.t("Which comment", "点评编号"))).required(true))
                    .arg(self.argument("text", "TEXT", self.t("What you say", "回复内容")).required(true)),
            )
            .subcommand(
                self.sub("overrule", self.t("Judge a finding otherwise than the machine", "改判一条评分依据"))
                    .after_help(self.t(
                        "Without --points the finding is turned round: full points for what was not earned, none for what was earned or taken. The machine's scorecard stays beside the reviewed one; the last ruling counts.",
                        "不写 --points 则按相反结果处理：未得分的给满分，已得分或扣分的归零。机器评分卡保留，以最后一次改判为准。",
                    ))
                    .arg(which())
                    .arg(number(self.opt("finding", "N", self.t("Which finding", "第几条评分依据"))).conflicts_with("critical"))
                    .arg(number(self.opt("critical", "N", self.t("Which critical error was none", "第几条致命错误不成立"))))
                    .arg(
                        self.opt("points", "N", self.t("What it is worth", "应得分数"))
                            .allow_negative_numbers(true)
                            .value_parser(value_parser!(i32)),
                    )
                    .arg(self.flag("take-back", self.t("Let it stand as the machine has it", "撤回改判，恢复机器评分")).conflicts_with("points"))
                    .arg(why().required(true)),
            )
            .subcommand(self.sub("overruled", self.t("Show what is overruled often: where the listener is wrong", "查看常被改判的项目：听辨哪里有误")))
            .subcommand(
                self.sub("export", self.t("Write overruled replies down as labelled ones", "把被改判的回复导出为标注数据"))
                    .after_help(self.t(
                        "One labelled reply a line, for `hotseat listener train` once somebody has read it. Names, mail addresses and long numbers are taken out.",
                        "每行一条标注回复，经人审读后可用于 `hotseat listener train`。姓名、邮箱和长号码均已去除。",
                    ))
                    .arg(self.output_file(self.t("Where the replies go", "回复写入哪个文件")).required(true)),
            )
            .subcommand(
                self.sub("sample", self.t("Draw a share of a team's attempts for review", "按比例抽查团队的练习"))
                    .after_help(self.t(
                        "Of what was assigned or certified and ends from now on. Which, follows from their ids alone.",
                        "从此后结束的指派练习和考试中抽取，抽中哪些只取决于练习编号。",
                    ))
                    .arg(self.argument("team", "TEAM", self.t("Which team", "团队名")).required(true))
                    .arg(
                        self.argument("percent", "PERCENT", self.t("How many in a hundred; 0 for none", "百分之几，0 为不抽查"))
                            .value_parser(value_parser!(u16).range(0..=100)),
                    ),
            )
    }
}
