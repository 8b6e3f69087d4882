//! The commands that report: what attempts at scenarios come to.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command, value_parser};

use crate::cli::args::Words;

impl Words {
    pub(super) fn report_command(&self) -> Command {
        self.sub("report", self.t("Report what attempts come to", "汇总练习情况"))
            .disable_help_subcommand(true)
            .subcommand_required(true)
            .arg_required_else_help(true)
            .subcommand_help_heading(self.t("Commands", "命令"))
            .after_help(self.t(
                "With -o a report goes into a file, whole or not at all: FILE.html is a page to read and print, FILE.json is for programs, FILE.txt is as shown here. Exit status: 0 written, 1 there was nothing to write down, 2 could not run.",
                "加 -o 则写入文件，要么写完整，要么不动原文件：文件名.html 是可阅读和打印的网页，.json 供程序使用，.txt 与终端显示相同。退出码：0 已写入，1 没有可写的内容，2 无法运行。",
            ))
            .subcommand(
                self.sub("person", self.t("One person: where they stand, and what they played", "一个人：达标情况和练习记录"))
                    .after_help(self.t(
                        "Of others by what you may see: assigned and shared practice, and exams; how much is left out is said. Without a name it is about you.",
                        "他人的报告只含您可以查看的记录：指派或分享的练习，以及考试；未包含多少会注明。不写姓名则为您自己。",
                    ))
                    .arg(self.argument("person", "NAME", self.t("Who; you if left out", "姓名，不写则为您自己")))
                    .args(self.outlet()),
            )
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
                    .args(self.outlet()),
            )
            .subcommand(
                self.sub("team", self.t("A team: who is ready, and what it lacks", "一个团队：谁已就绪、短板在哪里"))
                    .after_help(self.t(
                        "By what you may see of it: assigned and shared practice, and exams. Without a name everybody you lead.",
                        "只统计您可以查看的记录：指派或分享的练习，以及考试。不写团队名则统计您主管的所有人。",
                    ))
                    .arg(self.argument("team", "TEAM", self.t("Which, as `hotseat people teams` shows it", "团队名称，见 `hotseat people teams`")))
                    .arg(self.narrowed("since", "DATE", self.t("Only attempts since this day, e.g. 2026-05-31", "只看这一天以来的记录，如 2026-05-31")))
                    .arg(self.narrowed("scenario", "ID", self.t("Only attempts at this scenario", "只看这个场景")))
                    .arg(self.narrowed("in", "LANGUAGE", self.t("Only attempts held in this language: en or zh", "只看使用该语言的记录：en 或 zh")).value_parser(["en", "zh"]))
                    .arg(
                        self.narrowed("mode", "MODE", self.t("Only attempts in this mode", "只看该模式"))
                            .value_parser(["practice", "certify"]),
                    )
                    .args(self.outlet()),
            )
            .subcommand(self.everybody_command())
            .subcommand(
                self.sub("scenarios", self.t("All scenarios in a table", "全部场景一览"))
                    .arg(self.format()),
            )
    }

    /// As what a report is written, and where to.
    fn outlet(&self) -> [Arg; 2] {
        let format = Arg::new("format")
            .long("format")
            .value_parser(PossibleValuesParser::new(["text", "json", "html"]))
            .hide_possible_values(true)
            .value_name("text|json|html")
            .help(self.t(
                "As what [default: as the file is called, else text]",
                "输出格式[默认：依文件名，否则为 text]",
            ))
            .help_heading(self.options());
        [format, self.output_file(self.t("Write it to this file", "写入此文件"))]
    }

    fn everybody_command(&self) -> Command {
        let count = |name: &'static str, default: &'static str, help: &'static str| {
            let one = self.narrowed(name, "N", help).default_value(default).hide_default_value(true);
            one.value_parser(value_parser!(u32).range(1..))
        };
        let sorts =
            ["name", "overall", "empathy", "tools", "resolution", "late", "waiting", "last", "attempts"];
        self.sub("everybody", self.t("Everybody you lead, also thousands", "您主管的全部人员，可达数千人"))
            .after_help(self.t(
                "Sorted by: name, overall, empathy, tools, resolution (the lowest first), late, waiting (the most first), last (who played longest ago first), attempts (the fewest first).",
                "排序方式：name 姓名，overall 总分、empathy 共情、tools 工具、resolution 解决（低者在前），late 逾期、waiting 待复核（多者在前），last 最久未练者在前，attempts 次数少者在前。",
            ))
            .arg(self.narrowed("team", "TEAM", self.t("Only this team", "只看这个团队")))
            .arg(self.narrowed("find", "TEXT", self.t("Only names that hold this", "只看姓名含有此内容的人")))
            .arg(
                self.narrowed("sort", "BY", self.t("What they are sorted by [default: name]", "排序方式[默认：name]"))
                    .value_parser(sorts)
                    .hide_possible_values(true),
            )
            .arg(self.flag("reversed", self.t("The other way round", "反过来排")))
            .arg(count("page", "1", self.t("Which page [default: 1]", "第几页[默认：1]")))
            .arg(count("show", "50", self.t("How many on a page [default: 50]", "每页几人[默认：50]")))
            .arg(self.format())
    }

    /// An option that narrows down what is looked at.
    fn narrowed(&self, name: &'static str, value: &'static str, help: &'static str) -> Arg {
        Arg::new(name).long(name).value_name(value).help(help).help_heading(self.options())
    }
}
