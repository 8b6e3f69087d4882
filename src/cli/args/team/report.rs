//! The commands that report: what attempts at scenarios come to.

use clap::Command;

use crate::cli::args::Words;

impl Words {
    pub(super) fn report_command(&self) -> Command {
        self.sub("report", self.t("Report what attempts come to", "汇总练习情况"))
            .disable_help_subcommand(true)
            .subcommand_required(true)
            .arg_required_else_help(true)
            .subcommand_help_heading(self.t("Commands", "命令"))
            .subcommand(
                self.sub("scenario", self.t("One scenario: which criteria measure something", "一个场景：哪些评分项有效"))
                    .after_help(self.t(
                        "Over all attempts in practice and certify mode, without names. docs/numbers.md says what each number means.",
                        "统计练习模式和认证考试的全部记录，不含姓名。各项数字的含义见 docs/numbers.zh.md。",
                    ))
                    .arg(
                        self.argument("scenario", "ID", self.t("Which, as `hotseat list` shows it", "场景代号，见 `hotseat list`"))
                            .required(true),
                    )
                    .arg(self.format()),
            )
            .subcommand(
                self.sub("scenarios", self.t("All scenarios in a table", "全部场景一览"))
                    .arg(self.format()),
            )
    }
}
