//! The commands of calibration.

use clap::{Arg, Command, value_parser};

use super::Words;

impl Words {
    pub(super) fn calibrate_command(&self) -> Command {
        let which = || self.argument("calibration", "ID", self.t("Which", "校准编号")).required(true);
        let case = || {
            self.argument("case", "N", self.t("Which case, from 1", "第几个案例，从 1 起"))
                .required(true)
                .value_parser(value_parser!(u32).range(1..))
        };
        let number = |arg: Arg| arg.value_parser(value_parser!(u32).range(1..=1000));
        self.sub("calibrate", self.t("Score the same attempts blind, and compare", "多人盲评同一批练习并比较结果"))
            .after_help(self.t(
                "Nobody sees names, the machine's scores or each other's until it is closed; then `show` says where you agree, where not, and who is lenient or severe.",
                "结束前看不到姓名、机器评分和彼此的评分；结束后用 `show` 查看哪里一致、哪里不一致、谁偏宽或偏严。",
            ))
            .subcommand_required(true)
            .disable_help_subcommand(true)
            .subcommand_help_heading(self.t("Commands", "命令"))
            .subcommand(
                self.sub("begin", self.t("Begin one", "开始一场校准"))
                    .arg(self.argument("title", "TITLE", self.t("What it is called", "名称")))
                    .arg(self.opt("with", "NAME", self.t("Who scores; twice or more", "评分人，可写多个，至少两人")).required(true).num_args(1..))
                    .arg(self.opt("attempt", "ID", self.t("Which attempts", "选用的练习，可写多个")).num_args(1..))
                    .arg(self.opt("team", "TEAM", self.t("Draw from a team's attempts", "从某个团队的练习中抽取")))
                    .arg(number(self.opt("draw", "N", self.t("How many are drawn [default: 10]", "抽取几次[默认：10]"))))
                    .arg(
                        self.opt("draw-seed", "N", self.t("Draw the same ones again", "按同一种子重新抽取"))
                            .value_parser(value_parser!(u64)),
                    )
                    .arg(self.opt("due", "DATE", self.t("Until when: 2026-12-01, or 14d", "期限：2026-12-01 或 14d"))),
            )
            .subcommand(self.sub("list", self.t("List them, and what you still have to score", "列出校准和您待评的案例")))
            .subcommand(self.sub("case", self.t("Read one case, and the criteria", "阅读一个案例和评分项目")).arg(which()).arg(case()))
            .subcommand(
                self.sub("score", self.t("Score one case", "给一个案例打分"))
                    .after_help(self.t(
                        "0 not met, 1 partly, 2 met; what is left out cannot be judged. For example: empathy=2 goal=1 courtesy=0",
                        "0 未做到，1 部分做到，2 做到；不写表示无法判断。例如：empathy=2 goal=1 courtesy=0",
                    ))
                    .arg(which())
                    .arg(case())
                    .arg(self.argument("ratings", "CRITERION=0|1|2", self.t("The ratings", "各项评分")).required(true).num_args(1..)),
            )
            .subcommand(self.sub("close", self.t("Close it: nobody scores any more, all is shown", "结束评分并公布结果")).arg(which()))
            .subcommand(self.sub("show", self.t("Show what a closed one came to", "查看结果")).arg(which()))
    }
}
