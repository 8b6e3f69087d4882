//! The commands about whole stores.

use clap::Command;

use super::Words;

impl Words {
    pub(super) fn store_command(&self) -> Command {
        let place = |name: &'static str, value: &'static str, help: &'static str| {
            self.argument(name, value, help).required(true)
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
    }
}
