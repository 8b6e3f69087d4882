//! The commands that take things out of the store for other programs.

use std::path::PathBuf;

use clap::{Arg, Command, value_parser};

use super::Words;

impl Words {
    /// Whose attempts, and since when.
    fn scope(&self) -> [Arg; 2] {
        [
            self.opt(
                "since",
                "DATE",
                self.t("Begun on that day or later: 2026-12-01, or 30d", "从哪天起：2026-12-01 或 30d"),
            ),
            self.opt("person", "NAME", self.t("Only of this person", "只导出此人的")),
        ]
    }

    pub(super) fn export_command(&self) -> Command {
        let path = |name: &'static str, value: &'static str, help: &'static str| {
            self.argument(name, value, help).required(true).value_parser(value_parser!(PathBuf))
        };
        self.sub("export", self.t("Take results out for other programs", "导出成绩供其他软件使用"))
            .subcommand_required(true)
            .disable_help_subcommand(true)
            .subcommand_help_heading(self.t("Commands", "命令"))
            .after_help(self.t(
                "You export what you may see: your own attempts, and of the people you lead what was assigned, certified or shared.",
                "导出范围与您的查看权限一致：您自己的练习，以及所带成员的指派任务、认证考试和已分享的练习。",
            ))
            .subcommand(
                self.sub("csv", self.t("Write tables as CSV files, one a question", "导出为 CSV 文件，一张表回答一个问题"))
                    .arg(path("to", "DIR", self.t("The folder they go into", "存放目录")))
                    .args(self.scope()),
            )
            .subcommand(
                self.sub("xlsx", self.t("Write the same tables as one workbook", "把同样的表导出为一个 Excel 工作簿"))
                    .arg(path("to", "FILE", self.t("Where it goes", "写入哪个文件")))
                    .arg(self.flag("findings", self.t(
                        "With findings also where there are more than 20,000 attempts",
                        "超过 2 万次练习时也放入评分依据",
                    )))
                    .args(self.scope()),
            )
            .subcommand(
                self.sub("html", self.t("Write reports to read and print: teams, scenarios, people", "导出可阅读和打印的报告：团队、场景、个人"))
                    .after_help(self.t(
                        "Each is one file that needs nothing else; index.html lists them. `hotseat report` writes one alone.",
                        "每份报告是一个独立的文件，index.html 列出全部。只要一份时用 `hotseat report`。",
                    ))
                    .arg(path("to", "DIR", self.t("The folder they go into", "存放目录")))
                    .arg(self.opt("person", "NAME", self.t("Only of this person", "只导出此人的"))),
            )
            .subcommand(self.xapi_command())
            .subcommand(
                self.sub("rubric", self.t("Write what Hotseat judges as a QA scorecard", "把评分标准导出为质检评分表"))
                    .arg(path("to", "FILE", self.t("Where it goes", "写入哪个文件"))),
            )
            .subcommand(self.scorecards_command())
    }

    fn scorecards_command(&self) -> Command {
        let path = |arg: Arg| arg.value_parser(value_parser!(PathBuf));
        self.sub("scorecards", self.t("Fill in your own QA scorecard, attempt by attempt", "用自己的质检评分表逐次评分"))
            .after_help(self.t(
                "The scorecard is a CSV file: group, question, weight, scale, critical, auto-fail, n/a, and hotseat, which names the criteria that answer the question; `hotseat export rubric` lists them. Columns may be called otherwise: --map question=Criteria,group=Section.",
                "评分表为 CSV 文件，列有：group 分组、question 问题、weight 权重、scale 评分方式、critical 关键、auto-fail 一票否决、n/a 可不适用，以及 hotseat，用于写明由哪些标准作答，标准见 `hotseat export rubric`。列名不同时用 --map question=评分项,group=板块 指明。",
            ))
            .arg(path(self.argument("to", "FILE", self.t("Where it goes", "写入哪个文件")).required(true)))
            .arg(path(self.opt("card", "FILE.csv", self.t(
                "Your scorecard; Hotseat's own criteria if left out",
                "您的评分表，不写则用 Hotseat 自己的标准",
            ))))
            .arg(self.opt("map", "FIELD=COLUMN,…", self.t("Which column holds what", "各列的含义")))
            .args(self.scope())
    }

    fn xapi_command(&self) -> Command {
        let base = self.opt(
            "base",
            "URL",
            self.t(
                "What ids of activities begin with: a web address of yours that stays the same [env: HOTSEAT_XAPI_BASE]",
                "活动编号的开头：贵单位的一个固定网址[环境变量：HOTSEAT_XAPI_BASE]",
            ),
        );
        let home = self.opt(
            "home",
            "URL",
            self.t(
                "Where people have their accounts; as --base if left out [env: HOTSEAT_XAPI_HOME]",
                "人员账号所属的网址，不写则同 --base[环境变量：HOTSEAT_XAPI_HOME]",
            ),
        );
        let env = |arg: Arg, name: &'static str| arg.env(name).hide_env(true);
        self.sub("xapi", self.t("Write xAPI statements, or send them to an LRS", "导出 xAPI 语句，或发送到学习记录存储"))
            .after_help(self.t(
                "Name and password for the LRS are in HOTSEAT_LRS_USER and HOTSEAT_LRS_PASSWORD. What was sent is noted: run again, it sends only what is new, also after it was cut off. People are named by account, never by mail address. Exit status: 0 all is there, 1 something was refused, 2 could not run.",
                "LRS 的用户名和密码写在 HOTSEAT_LRS_USER 和 HOTSEAT_LRS_PASSWORD 中。已发送的部分会记下，再次运行只发送新的内容，中途断开也能接着发。人员以账号标识，从不使用邮箱。退出码：0 全部送达，1 有语句被拒，2 无法运行。",
            ))
            .arg(
                self.opt("to", "FILE", self.t("Where they go, one a line; - is standard output", "写入哪个文件，每行一条，- 为标准输出"))
                    .conflicts_with("lrs"),
            )
            .arg(self.opt("lrs", "URL", self.t(
                "Send them to this learning record store, https://lrs.example.com/xapi",
                "发送到此学习记录存储，https://lrs.example.com/xapi",
            )))
            .arg(env(base, "HOTSEAT_XAPI_BASE"))
            .arg(env(home, "HOTSEAT_XAPI_HOME"))
            .arg(self.flag("names", self.t("With people's names beside their accounts", "在账号之外附上姓名")))
            .arg(self.flag("again", self.t("Send what is there already too", "已发送过的也重新发送")).requires("lrs"))
            .args(self.scope())
    }
}
