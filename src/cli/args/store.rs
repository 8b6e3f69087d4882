//! The commands about whole stores.

use clap::{Arg, Command, value_parser};

use super::Words;

impl Words {
    pub(super) fn store_command(&self) -> Command {
        let place = |name: &'static str, value: &'static str, help: &'static str| {
            self.argument(name, value, help).required(true)
        };
        let count = |name: &'static str, default: &'static str, help: &'static str| {
            let one = Arg::new(name).long(name).value_name("N").default_value(default).help(help);
            one.hide_default_value(true)
                .value_parser(value_parser!(u32).range(1..))
                .help_heading(self.options())
        };
        self.sub("store", self.t("Move a store, or hand over what was kept here", "迁移存储，或提交本机保存的练习"))
            .subcommand_required(true)
            .disable_help_subcommand(true)
            .subcommand_help_heading(self.t("Commands", "命令"))
            .subcommand(
                self.sub("copy", self.t("Copy everything into an empty store", "把全部数据复制到一个空的存储"))
                    .after_help(self.t(
                        "A store is a folder or an address, postgresql://… All of it goes in one transaction and is compared row by row; where anything differs, nothing is kept. Where passphrases are set, the owner signs in.",
                        "存储可以是文件夹，也可以是地址 postgresql://…。全部数据在一个事务里复制并逐行核对，有任何不符则不保留。设有口令时，需所有者登录。",
                    ))
                    .arg(place("from", "FROM", self.t("The store that is", "现有的存储")))
                    .arg(place("to", "TO", self.t("The empty one", "空的存储"))),
            )
            .subcommand(
                self.sub(
                    "hand-over",
                    self.t("Hand over what was played while the team's store was away", "提交团队存储不可用期间的练习"),
                )
                .after_help(self.t(
                    "Happens by itself whenever you sign in; this also takes what was broken off a moment ago. Exit status: 0 done, 1 something stays here, 2 could not run.",
                    "每次登录时会自动进行；此命令还会提交刚刚中断的练习。退出码：0 完成，1 有练习留在本机，2 无法运行。",
                )),
            )
            .subcommand(
                self.sub("rollup", self.t("Bring the numbers about everybody up to date", "更新面向全体人员的汇总"))
                    .after_help(self.t(
                        "Reports about everybody and about all scenarios read rollups, which are counted from the attempts beforehand. Those reports do this by themselves; a nightly job saves them the time. It takes a manager, a trainer or the owner. Exit status: 0 done, 1 with --rebuild something was wrong and is right now, 2 could not run.",
                        "关于全体人员和全部场景的报告读取事先统计好的汇总。这些报告会自动更新汇总，夜间定时运行可节省等待时间。需主管、培训师或所有者。退出码：0 完成，1 用 --rebuild 发现不对之处并已改正，2 无法运行。",
                    ))
                    .arg(self.flag("rebuild", self.t(
                        "Count everything anew from the attempts, and name what was wrong",
                        "按原始记录全部重新统计，并列出不对之处",
                    ))),
            )
            .subcommand(
                self.sub("fill", self.t("Make a big store to try things on", "生成一个大存储用于试验"))
                    .after_help(self.t(
                        "Plays short sessions on every scenario, in both languages, as practice and as exams, about 40 events each, and keeps them again and again under new ids, people and times. Every thirty people are a team. The same seed gives the same store.",
                        "在每个场景上用两种语言各玩几段约 40 个事件的练习和考试，再以新的编号、人员和时间反复写入。每三十人一个团队。种子相同，结果相同。",
                    ))
                    .arg(place("to", "STORE", self.t("An empty store", "空的存储")))
                    .arg(count("attempts", "10000", self.t("How many attempts [default: 10000]", "练习次数[默认：10000]")))
                    .arg(count("people", "300", self.t("How many people [default: 300]", "人数[默认：300]")))
                    .arg(count("seed", "1", self.t("Which store [default: 1]", "种子[默认：1]"))),
            )
    }
}
