//! The command that grades history by another rubric.

use std::path::PathBuf;

use clap::{Command, value_parser};

use super::Words;

impl Words {
    pub(super) fn rescore_command(&self) -> Command {
        let rubric = self.opt("rubric", "FILE", self.t("The rubric to grade by", "用哪份评分规则"));
        self.sub("rescore", self.t("See what another rubric would change, and adopt it", "试算并启用另一套评分规则"))
            .after_help(self.t(
                "Nothing is changed before it is confirmed, and old scorecards stay. --show prints a file to begin with.",
                "确认之前不作任何更改，原有评分卡始终保留。--show 打印现行规则，可作为编写的起点。",
            ))
            .arg(rubric.value_parser(value_parser!(PathBuf)))
            .arg(self.flag("dry-run", self.t("Only show what would change", "只试算，不启用")))
            .arg(self.flag("yes", self.t("Adopt it without asking", "不再询问，直接启用")))
            .arg(self.flag("show", self.t("Print the rubric that counts now", "打印现行评分规则")))
            .arg(self.format())
    }
}
