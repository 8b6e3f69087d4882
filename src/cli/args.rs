//! The arguments of `hotseat`, with help that teaches, in both languages.

mod export;
mod store;
mod team;

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, Resettable};
use clap::{Arg, ArgAction, Command, value_parser};

use crate::scenario::Language;

/// The language of the interface: `--lang`, then `HOTSEAT_LANG`, then the system's.
pub(super) fn language(arguments: &[String]) -> Language {
    let mut asked = None;
    for (index, argument) in arguments.iter().enumerate() {
        if argument == "--lang" {
            asked = arguments.get(index + 1).cloned();
        } else if let Some(value) = argument.strip_prefix("--lang=") {
            asked = Some(value.to_owned());
        }
    }
    let asked = asked.or_else(|| std::env::var("HOTSEAT_LANG").ok()).or_else(sys_locale::get_locale);
    if asked.is_some_and(|name| name.to_lowercase().starts_with("zh")) { Language::Zh } else { Language::En }
}

/// The whole command line, worded in `language`.
pub fn command(language: Language) -> Command {
    let words = Words(language);
    let mut hotseat = Command::new("hotseat")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words.t(
            "Hotseat: the flight simulator for customer service",
            "Hotseat 坐席：客户服务的“飞行模拟器”",
        ))
        .after_help(words.t(
            "Without a command Hotseat opens its window; where there is no screen, it lists the scenarios here and starts the\none you choose.\nIn the terminal for the first time? hotseat play first-day --mode learn",
            "不带命令运行时打开窗口；没有图形界面时，在终端里列出全部场景供您选择。\n第一次在终端里用？试试：hotseat play first-day --mode learn --lang zh",
        ))
        .help_template(words.t(
            "{about}\n\nUsage: {usage}\n\n{all-args}\n\n{after-help}",
            "{about}\n\n用法：{usage}\n\n{all-args}\n\n{after-help}",
        ))
        .subcommand_help_heading(words.t("Commands", "命令"))
        .next_help_heading(words.options())
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .arg(help_flag(language).global(true))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(words.t("Print the version", "显示版本")),
        )
        .args(global_arguments(language))
        .args(play_options(language).into_iter().map(|option| option.hide(true)))
        .subcommands(words.for_trainees())
        .subcommands(words.for_trainers())
        .subcommands(words.for_teams())
        .subcommand(words.export_command())
        .subcommand(words.store_command());
    hotseat.build();
    hotseat
}

/// The same arguments, with nothing taken from the environment.
pub(super) fn without_environment(command: Command) -> Command {
    command.mut_args(|argument| argument.env(Resettable::Reset)).mut_subcommands(without_environment)
}

/// Headings with the colon of Chinese: clap sets a narrow one behind each.
pub(super) fn chinese_colons(help: &str) -> String {
    ["命令", "选项", "参数"]
        .iter()
        .fold(help.to_owned(), |help, heading| help.replace(&format!("{heading}:"), &format!("{heading}：")))
}

/// The words of the help in one language.
struct Words(Language);

impl Words {
    fn t(&self, en: &'static str, zh: &'static str) -> &'static str {
        self.0.pick(en, zh)
    }

    fn options(&self) -> &'static str {
        self.t("Options", "选项")
    }

    fn sub(&self, name: &'static str, about: &'static str) -> Command {
        Command::new(name)
            .about(about)
            .help_template(self.t(
                "{before-help}{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
                "{before-help}{about}\n\n用法：{usage}\n\n{all-args}{after-help}",
            ))
            .disable_help_flag(true)
            .arg(help_flag(self.0))
            .next_help_heading(self.options())
    }

    fn argument(&self, name: &'static str, value: &'static str, help: &'static str) -> Arg {
        Arg::new(name).value_name(value).help(help).help_heading(self.t("Arguments", "参数"))
    }

    fn format(&self) -> Arg {
        Arg::new("format")
            .long("format")
            .value_parser(PossibleValuesParser::new(["text", "json"]))
            .default_value("text")
            .hide_default_value(true)
            .hide_possible_values(true)
            .value_name("text|json")
            .help(self.t("How to print [default: text]", "输出格式[默认：text]"))
            .help_heading(self.options())
    }

    fn for_trainees(&self) -> Vec<Command> {
        let person =
            self.argument("person", "NAME", self.t("Whose; yours if left out", "谁的进度，不写则为您自己"));
        let times = Arg::new("times")
            .long("times")
            .value_name("N")
            .value_parser(value_parser!(u32).range(1..=1_000_000))
            .help(self.t("Replay so often and compare the hashes", "重放 N 次并比对哈希"));
        vec![
            self.sub("play", self.t("Sit down in front of a customer", "坐上坐席，接待一位客户")).after_help(self.t(
                "Type to answer; /help lists what the desk can do. Without a terminal it reads one input a line:\n  printf 'Hello, how can I help?\\n/tools\\n' | hotseat play first-day",
                "直接输入文字即可回复客户，/帮助 列出工作台的全部操作。没有终端时，每行读一条输入：\n  printf '您好，请问有什么可以帮您？\\n/工具\\n' | hotseat play first-day",
            ))
            .args(play_arguments(self.0)),
            self.sub("list", self.t("List the scenarios", "列出全部场景")).arg(self.format()),
            self.sub(
                "progress",
                self.t("Show what is due, abilities, and where somebody stands", "查看该练什么、能力估计和岗位进度"),
            )
            .arg(person)
            .arg(self.format()),
            self.sub("replay", self.t("Play a recorded run and print its scorecard", "重放一份记录并打印评分卡"))
                .after_help(self.t(
                    "Exit status: 0 replayed, 1 the record does not replay to what it says, 2 could not run.",
                    "退出码：0 重放成功，1 重放结果与记录不符，2 无法运行。",
                ))
                .arg(
                    self.argument("run", "RUN.ron", self.t("A run file", "运行记录文件"))
                        .required(true)
                        .value_parser(value_parser!(PathBuf)),
                )
                .arg(times)
                .arg(self.format()),
        ]
    }

    fn listener(&self) -> Command {
        let data = || {
            self.argument("data", "DATA", self.t("Labelled replies, JSON lines", "标注回复，每行一个 JSON"))
                .required(true)
                .num_args(1..)
                .value_parser(value_parser!(PathBuf))
        };
        let output = |help: &'static str| {
            Arg::new("output")
                .short('o')
                .long("output")
                .value_name("FILE")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(help)
                .help_heading(self.options())
        };
        let model =
            Arg::new("model")
                .long("model")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(self.t(
                    "The model to measure; the one in use if left out",
                    "要测量的模型，不写则为正在使用的",
                ))
                .help_heading(self.options());
        self.sub("listener", self.t("Teach the listener, and measure it", "训练和测量听辨模型"))
            .subcommand_required(true)
            .disable_help_subcommand(true)
            .subcommand_help_heading(self.t("Commands", "命令"))
            .subcommand(
                self.sub("train", self.t("Learn from labelled replies", "从标注回复中学习"))
                    .after_help(self.t(
                        "The same replies give the same file on every machine. See assets/listener/README.md.",
                        "同样的回复在任何机器上都得到同样的文件。详见 assets/listener/README.md。",
                    ))
                    .arg(data())
                    .arg(output(self.t("Where the model goes", "模型写入哪个文件"))),
            )
            .subcommand(
                self.sub("export", self.t("Write down what trainees say they meant", "导出学员注明本意的回复"))
                    .after_help(self.t(
                        "One labelled reply a line, for `train` once somebody has read it. Trainees say it in learn mode: “I meant …” or /meant.",
                        "每行一条标注回复，经人审读后可用于 train。学员在学习模式里用“我的本意是……”或 /本意 注明。",
                    ))
                    .arg(output(self.t("Where the replies go", "回复写入哪个文件"))),
            )
            .subcommand(
                self.sub("measure", self.t("Compare what is heard with labels", "比对听到的内容与标注"))
                    .arg(data())
                    .arg(model),
            )
            .subcommand(
                self.sub("cross", self.t("Leave each writer out, and measure on them", "逐个留出作者，训练后在其上测量"))
                    .after_help(self.t(
                        "Where no reply names its writer, a fifth of the situations is left out at a time. Takes minutes.",
                        "回复都没有注明作者时，每次留出五分之一的情境。需要几分钟。",
                    ))
                    .arg(data())
                    .arg(
                        Arg::new("share")
                            .long("share")
                            .value_name("PERCENT")
                            .value_parser(value_parser!(u8).range(1..=100))
                            .help(self.t(
                                "Learn only from so much of the rest, for a learning curve",
                                "只用其余的百分之几来训练，用于画学习曲线",
                            ))
                            .help_heading(self.options()),
                    ),
            )
    }

    fn for_trainers(&self) -> Vec<Command> {
        let paths =
            self.t("Files or folders; the scenario folder if left out", "文件或目录，不写则检查场景目录");
        let id = self.t("Its name: small letters, digits, hyphens", "场景代号：小写字母、数字、连字符");
        vec![
            self.sub("check", self.t("Name every fault in scenario files", "检查场景文件，列出全部错误"))
                .after_help(self.t(
                    "Checks scenarios, desks, house.ron, roles.ron and lexicons; folders are searched. Exit status: 0 clean, 1 faults, 2 could not run.",
                    "检查场景、工作台、house.ron、roles.ron 和词库文件，目录会逐个查找。退出码：0 无误，1 有错误，2 无法运行。",
                ))
                .arg(
                    self.argument("paths", "PATH", paths)
                        .num_args(0..)
                        .value_parser(value_parser!(PathBuf)),
                )
                .arg(self.format()),
            self.sub("new", self.t("Write a new scenario from a few questions", "回答几个问题，生成一个新场景"))
                .arg(self.argument("id", "ID", id)),
            self.sub("listen", self.t("Hear replies: JSON lines in, acts out", "听取回复：逐行读入 JSON，输出应答要素"))
                .after_help(self.t(
                    "Reads {\"id\",\"customer\",\"reply\"} a line on standard input; \"turn\" and \"tools\" are optional. With a scenario the answers say which of its facts are told.",
                    "从标准输入逐行读取 {\"id\",\"customer\",\"reply\"}，\"turn\" 和 \"tools\" 可省略。给出场景后，还会列出说到了其中哪些事实。",
                ))
                .arg(Arg::new("scenario").long("scenario").value_name("ID").help(self.t(
                    "Hear the facts of this scenario too",
                    "同时辨听该场景的事实",
                )))
                .arg(self.format()),
            self.listener(),
            self.sub("shots", self.t("Draw every screen of the window into a folder", "把窗口的每个界面画成图片存入目录"))
                .after_help(self.t(
                    "Needs a Vulkan driver, and no screen. Both languages, light and dark.",
                    "需要 Vulkan 驱动，不需要屏幕。中英文、浅色深色各一套。",
                ))
                .arg(
                    self.argument("folder", "DIR", self.t("Where the pictures go", "图片存放目录"))
                        .required(true)
                        .value_parser(value_parser!(PathBuf)),
                ),
            self.sub("completions", self.t("Print completions for a shell", "输出命令行补全脚本")).arg(
                self.argument("shell", "SHELL", "bash, zsh, fish, powershell, elvish")
                    .required(true)
                    .value_parser(value_parser!(clap_complete::Shell)),
            ),
        ]
    }
}

fn help_flag(language: Language) -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(language.pick("Print this help", "显示这份帮助"))
        .help_heading(language.pick("Options", "选项"))
}

fn global_arguments(language: Language) -> Vec<Arg> {
    let t = |en: &'static str, zh: &'static str| language.pick(en, zh);
    let global = |name: &'static str, value: &'static str, help: &'static str| {
        let arg = Arg::new(name).long(name).value_name(value).help(help).global(true);
        // Behind what is a command's own.
        arg.display_order(900).help_heading(t("Options", "选项"))
    };
    let folder = |arg: Arg| arg.value_parser(value_parser!(PathBuf)).hide_env(true);
    vec![
        global("lang", "en|zh", t("Language of the interface and of a new session", "界面和新练习的语言"))
            .value_parser(PossibleValuesParser::new(["en", "zh"]))
            .hide_possible_values(true),
        folder(
            global(
                "data",
                "DIR",
                t(
                    "Where attempts are kept [env: HOTSEAT_DATA]",
                    "练习记录的存放目录[环境变量：HOTSEAT_DATA]",
                ),
            )
            .env("HOTSEAT_DATA"),
        ),
        folder(
            global(
                "scenarios",
                "DIR",
                t("The scenario folder [env: HOTSEAT_SCENARIOS]", "场景目录[环境变量：HOTSEAT_SCENARIOS]"),
            )
            .env("HOTSEAT_SCENARIOS"),
        ),
        folder(
            global(
                "listener",
                "DIR",
                t(
                    "A folder with lexicons of your own [env: HOTSEAT_LISTENER]",
                    "自备词库目录[环境变量：HOTSEAT_LISTENER]",
                ),
            )
            .env("HOTSEAT_LISTENER"),
        ),
        global(
            "store",
            "ADDRESS",
            t(
                "The team's store, postgresql://… [env: HOTSEAT_STORE]",
                "团队存储地址，postgresql://…[环境变量：HOTSEAT_STORE]",
            ),
        )
        .env("HOTSEAT_STORE")
        .hide_env(true)
        .hide_env_values(true),
        global("name", "NAME", t("Who plays [env: HOTSEAT_NAME]", "谁在练习[环境变量：HOTSEAT_NAME]"))
            .env("HOTSEAT_NAME")
            .hide_env(true),
    ]
}

fn play_arguments(language: Language) -> Vec<Arg> {
    let scenario = Arg::new("scenario")
        .value_name("SCENARIO")
        .help(language.pick("A scenario's id, as `hotseat list` shows it", "场景代号，见 `hotseat list`"))
        .help_heading(language.pick("Arguments", "参数"));
    std::iter::once(scenario).chain(play_options(language)).collect()
}

fn play_options(language: Language) -> Vec<Arg> {
    let t = |en: &'static str, zh: &'static str| language.pick(en, zh);
    let options = t("Options", "选项");
    vec![
        Arg::new("mode")
            .long("mode")
            .value_name("learn|practice|certify")
            .value_parser(PossibleValuesParser::new(["learn", "practice", "certify"]))
            .hide_possible_values(true)
            .help(t(
                "learn: hints, what was heard, step back; practice: feedback after [default]; certify: an exam you were assigned",
                "learn 学习模式：有提示、可回退；practice 练习模式：事后反馈[默认]；certify 认证考试：需有指派",
            ))
            .help_heading(options),
        Arg::new("seed")
            .long("seed")
            .value_name("N")
            .value_parser(value_parser!(u64))
            .help(t("Which lines and variants are drawn; 0 is as written", "决定台词和变体，0 为原样"))
            .help_heading(options),
        Arg::new("record")
            .long("record")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help(t("Write a run file that replays to the same hash", "写出可重放到相同哈希的记录文件"))
            .help_heading(options),
        Arg::new("resume")
            .long("resume")
            .action(ArgAction::SetTrue)
            .help(t("Go on with the session that was broken off", "继续上次中断的练习"))
            .help_heading(options),
    ]
}
