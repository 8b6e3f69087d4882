//! The commands of teams: signing in, people, assignments, reviews, audits.

mod calibrate;
mod certificate;
mod report;
mod rescore;
mod review;

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use super::Words;

impl Words {
    pub(super) fn opt(&self, name: &'static str, value: &'static str, help: &'static str) -> Arg {
        Arg::new(name).long(name).value_name(value).help(help).help_heading(self.options())
    }

    pub(super) fn flag(&self, name: &'static str, help: &'static str) -> Arg {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help).help_heading(self.options())
    }

    fn person(&self, help: &'static str) -> Arg {
        self.argument("person", "NAME", help)
    }

    fn output_file(&self, help: &'static str) -> Arg {
        Arg::new("output")
            .short('o')
            .long("output")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help(help)
            .help_heading(self.options())
    }

    pub(super) fn for_teams(&self) -> Vec<Command> {
        let whose = self.t("Whose; yours if left out", "谁的，不写则为您自己");
        vec![
            self.sub("sign-in", self.t("Have this machine remember you", "登录，并让本机记住您"))
                .after_help(self.t(
                    "Scripts give the passphrase in HOTSEAT_PASSPHRASE.",
                    "脚本可用环境变量 HOTSEAT_PASSPHRASE 提供口令。",
                ))
                .arg(self.person(self.t("Who", "姓名"))),
            self.sub("sign-out", self.t("Have this machine forget you", "退出，本机不再记住您")),
            self.people_command(),
            self.sub("assign", self.t("Give somebody something to do", "指派任务"))
                .after_help(self.t(
                    "Without --to and --team it is an exam open to everybody.",
                    "不写 --to 和 --team 时，为面向所有人的开放考试。",
                ))
                .arg(self.opt("scenario", "ID", self.t("One scenario", "一个场景")).conflicts_with("step"))
                .arg(self.opt("step", "ID", self.t(
                    "Every scenario that counts towards a step of a ladder",
                    "计入某一岗位的全部场景",
                )))
                .arg(self.opt("to", "NAME", self.t("To one person", "指派给一个人")).conflicts_with("team"))
                .arg(self.opt("team", "TEAM", self.t("To everybody in a team", "指派给整个团队")))
                .arg(self.flag("exam", self.t("As an exam, in certify mode", "作为认证考试")))
                .arg(self.opt("due", "DATE", self.t("Until when: 2026-12-01, or 14d", "期限：2026-12-01 或 14d")))
                .arg(
                    self.opt("pass-mark", "N", self.t("The score it takes, 0 to 100", "及格分，0 到 100"))
                        .value_parser(value_parser!(u8).range(0..=100)),
                )
                .arg(
                    self.opt("attempts", "N", self.t("How often it may be tried", "可尝试的次数"))
                        .value_parser(value_parser!(u8).range(1..)),
                ),
            self.sub("assignments", self.t("Show what is assigned and who is late", "查看任务和逾期情况"))
                .arg(self.person(whose))
                .arg(self.opt("team", "TEAM", self.t("Of everybody in a team", "整个团队的")))
                .arg(self.opt("withdraw", "ID", self.t("Take one back", "撤回一项"))),
            self.sub("attempts", self.t("Show attempts, share one, or dispute a finding", "查看、分享练习记录，或对评分提出异议"))
                .arg(self.person(whose))
                .arg(self.opt("show", "ID", self.t("One with its conversation and debrief", "查看一次的对话和复盘")))
                .arg(self.opt("share", "ID", self.t("Let whoever leads your team see it", "让您的主管可以查看")))
                .arg(self.opt("unshare", "ID", self.t("Let them see it no more", "不再让主管查看")))
                .arg(self.opt("appeal", "ID", self.t(
                    "Appeal against what was decided or overruled; somebody else hears it",
                    "对裁定或改判提出申诉，由另一人处理",
                )))
                .arg(self.opt("answer", "ID", self.t("Answer a comment on it", "回复其中一条点评")))
                .arg(
                    self.opt("comment", "N", self.t("Which, as --show numbers them", "第几号点评，编号见 --show"))
                        .value_parser(value_parser!(u32)),
                )
                .arg(self.opt("dispute", "ID", self.t("See one of its findings differently", "对其中一条评分依据提出异议")))
                .arg(
                    self.opt("finding", "N", self.t("Which, as --show numbers them", "第几条，编号见 --show"))
                        .value_parser(value_parser!(u32)),
                )
                .arg(self.opt("reason", "TEXT", self.t("Why, or what you answer", "理由或回复内容"))),
            self.review_command(),
            self.calibrate_command(),
            self.sub("verify", self.t("Name attempts and certificates that were altered", "查出被改动的练习记录和证书"))
                .after_help(self.t(
                    "Plays every attempt again and compares. Exit status: 0 all as it was, 1 something altered, 2 could not run.",
                    "逐个重放并比对。退出码：0 未被改动，1 有改动，2 无法运行。",
                ))
                .arg(
                    self.argument("what", "ID|FILE", self.t(
                        "Attempts or certificate files; all attempts if left out",
                        "练习编号或证书文件，不写则为全部练习",
                    ))
                    .num_args(0..),
                )
                .arg(self.flag("all", self.t("All attempts, beside the files named", "除所列文件外，再查全部练习")))
                .arg(self.opt("issuer", "DID", self.t(
                    "Certificates count only from this issuer, did:key:z6Mk…",
                    "只认此签发者的证书，did:key:z6Mk…",
                )))
                .arg(self.flag("deep", self.t("Listen to every reply anew", "重新听辨每一条回复"))),
            self.sub("watch", self.t("See who is in a session now, and listen in", "查看谁正在练习，并可旁听"))
                .after_help(self.t(
                    "Of people you lead: assigned and shared practice, and exams. Those whose customer is about to lose patience come first. You cannot say anything, and the trainee sees that you listen.",
                    "只限您主管的人员：指派或分享的练习，以及考试。客户快要失去耐心的排在前面。旁听时不能发言，学员会看到您在旁听。",
                ))
                .arg(self.argument("whom", "NAME|ID", self.t("Whom to listen in to; a list if left out", "旁听谁，不写则列出")))
                .arg(self.flag("once", self.t("Print what was said so far and stop", "只显示到目前为止的对话"))),
            self.certificate_command(),
            self.rescore_command(),
            self.report_command(),
        ]
    }

    fn people_command(&self) -> Command {
        let who = || self.person(self.t("Who", "姓名")).required(true);
        let many = |name: &'static str, help: &'static str| {
            self.opt(name, "NAME", help).num_args(1..).action(ArgAction::Append)
        };
        self.sub("people", self.t("Who is here, their rights, and teams", "人员、权限和团队"))
            .disable_help_subcommand(true)
            .subcommand_help_heading(self.t("Commands", "命令"))
            .subcommand(
                self.sub("list", self.t("List everybody", "列出所有人"))
                    .arg(self.flag("all", self.t("Also who left", "包括已离开的人"))),
            )
            .subcommand(
                self.sub("add", self.t("Add somebody", "添加一个人"))
                    .arg(who())
                    .arg(self.opt("rights", "RIGHTS", self.t(
                        "trainee, trainer, manager, owner; several with commas",
                        "学员、培训师、主管、所有者，多个用逗号隔开",
                    )))
                    .arg(self.opt("team", "TEAM", self.t("Their team", "所属团队")))
                    .arg(self.flag("leads", self.t("They lead it", "担任该团队主管"))),
            )
            .subcommand(
                self.sub("import", self.t("Add many from a CSV file", "从 CSV 文件批量添加"))
                    .after_help(self.t(
                        "Columns: name, rights, team, leads; only the first is needed. All of it is taken in, or nothing.",
                        "列：姓名、权限、团队、主管，只有第一列必填。要么全部导入，要么都不导入。",
                    ))
                    .arg(
                        self.argument("file", "FILE.csv", self.t("The table", "表格文件"))
                            .required(true)
                            .value_parser(value_parser!(PathBuf)),
                    )
                    .arg(self.output_file(self.t("Where first passphrases go", "初始口令写入哪个文件"))),
            )
            .subcommand(
                self.sub("rights", self.t("Say what somebody may do", "设置权限"))
                    .arg(who())
                    .arg(self.argument("rights", "RIGHTS", self.t("Their rights", "权限")).required(true)),
            )
            .subcommand(
                self.sub("passphrase", self.t("Set a passphrase", "设置口令"))
                    .after_help(self.t(
                        "The first is the owner's; from then on everybody signs in. An owner sets anybody's who forgot theirs. Scripts give the new one in HOTSEAT_NEW_PASSPHRASE.",
                        "首个口令须由所有者设置，此后每个人都需登录。忘记口令时由所有者重设。脚本可用环境变量 HOTSEAT_NEW_PASSPHRASE 提供新口令。",
                    ))
                    .arg(self.person(self.t("Whose; yours if left out", "谁的，不写则为您自己"))),
            )
            .subcommand(self.sub("teams", self.t("List the teams", "列出团队")))
            .subcommand(
                self.sub("team", self.t("Show or change a team", "查看或修改团队"))
                    .arg(self.argument("team", "TEAM", self.t("Which", "团队名")).required(true))
                    .after_help(self.t(
                        "A team is made when somebody joins it. Whoever leads it needs the right `manager`; added again with --add they lead it no more.",
                        "加入第一个人时自动建立团队。团队主管须有“主管”权限；用 --add 重新加入后不再担任主管。",
                    ))
                    .arg(many("add", self.t("Who joins", "加入的人")))
                    .arg(many("lead", self.t("Who leads it", "担任主管的人")))
                    .arg(many("remove", self.t("Who leaves", "移出的人")))
                    .arg(
                        self.flag("end", self.t(
                            "End it: nobody is in it any more, its assignments are taken back",
                            "解散团队：成员全部移出，任务全部撤回",
                        ))
                        .conflicts_with_all(["add", "lead", "remove"]),
                    ),
            )
            .subcommand(
                self.sub("leave", self.t("Somebody leaves; what they did stays", "登记某人离开，其记录保留"))
                    .after_help(self.t(
                        "They can neither sign in nor play until `hotseat people return`. To take away what they wrote, see `hotseat people erase`.",
                        "离开的人不能登录和练习，可用 `hotseat people return` 恢复。要清除其数据，请用 `hotseat people erase`。",
                    ))
                    .arg(who()),
            )
            .subcommand(
                self.sub("return", self.t("Bring back somebody who left", "恢复已离开的人")).arg(who()),
            )
            .subcommand(
                self.sub("export", self.t("Write down everything kept about somebody", "导出某人的全部数据"))
                    .arg(self.person(self.t("Whose; yours if left out", "谁的，不写则为您自己")))
                    .arg(self.output_file(self.t("Where it goes", "写入哪个文件")).required(true)),
            )
            .subcommand(
                self.sub("erase", self.t("Take away everything somebody wrote", "清除某人的全部数据"))
                    .arg(self.person(self.t("Whose; yours if left out", "谁的，不写则为您自己")))
                    .arg(self.flag("yes", self.t("Really", "确认"))),
            )
    }
}
