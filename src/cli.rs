//! The command line: subcommands, the terminal seat, and where the user's data lies.

mod account;
pub mod args;
mod assign;
mod attempts;
mod briefing;
mod calibrate;
mod certificate;
pub mod check;
pub mod data;
mod desk;
mod export;
pub mod fill;
mod import;
mod files;
pub mod new;
mod command;
mod curve;
mod debrief;
mod input;
mod keep;
mod listener;
mod list;
mod listing;
mod meant;
mod overruled;
mod play;
mod people;
mod progress;
mod replay;
mod report;
mod rescore;
mod rollup;
mod screen;
mod review;
mod reviewing;
mod seat;
mod show;
mod store;
mod verify;
mod watch;
mod wrap_up;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use clap::ArgMatches;

#[cfg(feature = "app")]
pub(crate) use {
    account::new_token,
    certificate::new_secret,
    export::not_exported,
    files::write_private,
    import::{NotImported, bring_in},
};

use crate::listen::Listener;
use crate::scenario::problem::Problem;
use crate::scenario::{Language, Library, Scenario};
use crate::store::Place;

/// What could not be run at all.
const COULD_NOT_RUN: u8 = 2;

/// What the window is started with.
#[derive(Clone, Debug)]
pub struct Launch {
    /// The language asked for, or the system's.
    pub language: Language,
    /// The folder of the user's data.
    pub data: PathBuf,
    /// The scenario folder; the scenarios in the program where none.
    pub scenarios: Option<PathBuf>,
    /// The listener.
    pub listener: Arc<Listener>,
    /// Where attempts are kept.
    pub store: Place,
    /// The name to suggest to whoever sits down.
    pub name: String,
    /// Which lines and variants are drawn; by chance where none.
    pub seed: Option<u64>,
}

/// What a build with a window offers beside the terminal.
#[derive(Clone, Copy)]
pub struct Window {
    /// Opens the window and returns when it is closed; else says why there can be none.
    pub open: fn(Launch) -> Result<(), String>,
    /// Draws every screen into a folder; else says why it cannot.
    pub shots: fn(Launch, &Path) -> Result<usize, String>,
}

/// Runs the program with the process's own arguments; without a window everything happens in the terminal.
pub fn run(window: Option<Window>) -> ExitCode {
    let arguments: Vec<String> =
        std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let language = args::language(&arguments);
    let matches = match args::command(language).try_get_matches_from(std::env::args_os()) {
        Ok(matches) => matches,
        Err(error) => {
            // What the environment says is nothing that was typed: it does not belong into the usage of an error.
            let typed = args::without_environment(args::command(language));
            let error = typed.try_get_matches_from(std::env::args_os()).err().unwrap_or(error);
            return usage(&error, language);
        }
    };
    match Setup::new(&matches, language).run(&matches, window) {
        Ok(code) => ExitCode::from(code),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let mut err = anstream::stderr();
            let shown = format!("hotseat: {error:#}\n");
            // Where standard error is closed there is nobody left to tell.
            err.write_all(shown.as_bytes()).ok();
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

/// Prints help, the version, or what is wrong with the arguments.
fn usage(error: &clap::Error, language: Language) -> ExitCode {
    use clap::error::{ContextKind, ErrorKind};
    if !error.use_stderr() && language == Language::Zh {
        let help = args::chinese_colons(&error.render().ansi().to_string());
        anstream::stdout().write_all(help.as_bytes()).ok();
        return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(COULD_NOT_RUN));
    }
    if !error.use_stderr() || language == Language::En {
        error.print().ok();
        return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(COULD_NOT_RUN));
    }
    let named = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = named(ContextKind::InvalidArg);
    let kind = error.kind();
    let what = if kind == ErrorKind::UnknownArgument {
        format!("没有参数“{argument}”")
    } else if kind == ErrorKind::InvalidSubcommand {
        format!("没有命令“{}”", named(ContextKind::InvalidSubcommand))
    } else if kind == ErrorKind::MissingRequiredArgument {
        format!("缺少参数：{argument}")
    } else if matches!(kind, ErrorKind::InvalidValue | ErrorKind::ValueValidation) {
        format!("“{argument}”不能是“{}”", named(ContextKind::InvalidValue))
    } else {
        format!("参数有误：{kind}")
    };
    anstream::stderr().write_all(format!("hotseat: {what}。用 hotseat --help 查看用法。\n").as_bytes()).ok();
    ExitCode::from(COULD_NOT_RUN)
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// What every subcommand stands on.
#[derive(Clone)]
struct Setup {
    language: Language,
    data: Option<PathBuf>,
    scenarios: Option<PathBuf>,
    lexicons: Option<PathBuf>,
    name: Option<String>,
    store: Option<String>,
}

impl Setup {
    fn new(matches: &ArgMatches, language: Language) -> Self {
        let matches = matches.subcommand().map_or(matches, |(_, inner)| inner);
        let folder = |name: &str| matches.get_one::<PathBuf>(name).cloned();
        Self {
            language,
            data: folder("data"),
            scenarios: folder("scenarios"),
            lexicons: folder("listener"),
            name: matches.get_one::<String>("name").cloned(),
            store: matches.get_one::<String>("store").cloned(),
        }
    }

    fn run(&self, matches: &ArgMatches, window: Option<Window>) -> anyhow::Result<u8> {
        match matches.subcommand() {
            Some(("shots", inner)) => self.shots(inner, window),
            Some(("play", inner)) => play::play(self, inner),
            Some(("list", inner)) => self.list(is_json(inner)),
            Some(("progress", inner)) => {
                progress::show(self, inner.get_one::<String>("person"), is_json(inner))
            }
            Some(("replay", inner)) => replay::replay(self, inner),
            Some(("check", inner)) => self.check(inner),
            Some(("new", inner)) => self.write_new(inner.get_one::<String>("id")),
            Some(("listen", inner)) => self.listen(inner),
            Some(("listener", inner)) => self.listener_command(inner),
            Some(("completions", inner)) => self.completions(inner),
            Some(("sign-in", inner)) => self.sign_in(inner),
            Some(("sign-out", _)) => self.sign_out(),
            Some(("people", inner)) => self.people(inner),
            Some(("assign", inner)) => self.assign(inner),
            Some(("assignments", inner)) => self.assignments(inner),
            Some(("attempts", inner)) => self.attempts(inner),
            Some(("review", inner)) => self.review(inner),
            Some(("calibrate", inner)) => self.calibrate(inner),
            Some(("verify", inner)) => self.verify(inner),
            Some(("watch", inner)) => self.watch(inner),
            Some(("certificate", inner)) => self.certificate(inner),
            Some(("store", inner)) => self.store_command(inner),
            Some(("rescore", inner)) => self.rescore(inner),
            Some(("report", inner)) => self.report_command(inner),
            Some(("export", inner)) => self.export(inner),
            _ => self.sit_down(matches, window),
        }
    }

    /// Opens the window, or the terminal seat where there can be none.
    fn sit_down(&self, matches: &ArgMatches, window: Option<Window>) -> anyhow::Result<u8> {
        let Some(window) = window else { return play::play(self, matches) };
        let Err(why) = (window.open)(Launch { seed: matches.get_one("seed").copied(), ..self.launch()? })
        else {
            return Ok(0);
        };
        let told = self.language.pick(
            format!("No window: {why}.\nGoing on in the terminal.\n"),
            format!("无法打开窗口：{why}。\n改在终端里继续。\n"),
        );
        anstream::stderr().write_all(told.as_bytes()).ok();
        play::play(self, matches)
    }

    fn launch(&self) -> anyhow::Result<Launch> {
        Ok(Launch {
            language: self.language,
            data: self.folder()?,
            store: self.place()?,
            scenarios: self.scenario_folder(),
            listener: self.listener()?,
            name: self.person(),
            seed: None,
        })
    }

    /// Draws every screen into a folder.
    fn shots(&self, inner: &ArgMatches, window: Option<Window>) -> anyhow::Result<u8> {
        let folder = inner.get_one::<PathBuf>("folder").context("no folder was named")?;
        let Some(window) = window else {
            bail!(self.t("this build has no window to draw", "这个版本不带窗口，无法截图"));
        };
        let drawn = (window.shots)(self.launch()?, folder).map_err(|why| anyhow!(why))?;
        let told = self.language.pick(
            format!("{drawn} pictures in {}", folder.display()),
            format!("{} 中已生成 {drawn} 张图片", folder.display()),
        );
        writeln!(anstream::stdout(), "{told}")?;
        Ok(0)
    }

    fn t(&self, en: &'static str, zh: &'static str) -> &'static str {
        self.language.pick(en, zh)
    }

    /// The folder asked for, else `./scenarios` where it is one of ours; none for the scenarios in the program.
    fn scenario_folder(&self) -> Option<PathBuf> {
        let here = Path::new("scenarios");
        let ours = || here.join(crate::scenario::folder::HOUSE).is_file().then(|| here.to_owned());
        self.scenarios.clone().or_else(ours)
    }

    /// The scenarios of that folder, else those in the program.
    fn library(&self) -> anyhow::Result<Library> {
        match self.scenario_folder() {
            Some(folder) => Library::open(&folder).map_err(|problem| self.worded(&[problem])),
            None => Ok(Library::embedded()),
        }
    }

    /// Faults of a scenario as one error, worded as `hotseat check` words them.
    fn worded(&self, problems: &[Problem]) -> anyhow::Error {
        let colour = io::stderr().is_terminal();
        let rendered: Vec<String> =
            problems.iter().map(|problem| check::render(problem, self.language, colour)).collect();
        anyhow!("{}\n{}", self.t("the scenario has faults", "场景文件有错误"), rendered.join("\n\n"))
    }

    fn scenario(&self, library: &Library, id: &str, seed: u64) -> anyhow::Result<Arc<Scenario>> {
        let ids = library.ids().map_err(|problem| self.worded(&[problem]))?;
        if !ids.iter().any(|known| known == id) {
            let near = crate::session::near(id, ids.iter());
            let guess = near.map_or_else(String::new, |near| {
                self.language.pick(format!(" Did you mean `{near}`?"), format!("您是指“{near}”吗？"))
            });
            bail!(self.language.pick(
                format!("there is no scenario `{id}`.{guess} `hotseat list` shows them"),
                format!("没有场景“{id}”。{guess}用 `hotseat list` 查看全部场景"),
            ));
        }
        library.scenario(id, seed).map(Arc::new).map_err(|problems| self.worded(&problems))
    }

    /// The listener: lexicons and model of a folder, else those in the program.
    fn listener(&self) -> anyhow::Result<Arc<Listener>> {
        let own = self.lexicons.as_ref().map(|folder| folder.join("replies.model"));
        match own.filter(|model| model.is_file()) {
            Some(model) => self.taught(&model).map(Arc::new),
            None => Ok(Arc::new(self.lexicons()?.taught_as_shipped())),
        }
    }

    /// The lexicons of a folder, else those in the program, with no model yet.
    fn lexicons(&self) -> anyhow::Result<Listener> {
        let listener = match &self.lexicons {
            None => Listener::untaught(),
            Some(folder) => {
                let mut files = Vec::new();
                for name in ["en.ron", "zh.ron"] {
                    let path = folder.join(name);
                    let text = std::fs::read_to_string(&path).with_context(|| {
                        self.language.pick(
                            format!("the lexicon {} cannot be read", path.display()),
                            format!("词库 {} 无法读取", path.display()),
                        )
                    })?;
                    files.push((name, text));
                }
                let files: Vec<(&str, &str)> =
                    files.iter().map(|(name, text)| (*name, text.as_str())).collect();
                Listener::parse(&files)
            }
        };
        listener.map_err(|faults| {
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            anyhow!("{}\n{}", self.t("the lexicon has faults", "词库有错误"), faults.join("\n"))
        })
    }

    /// Who plays: the name given, else the system's, else a plain one.
    fn person(&self) -> String {
        let system = || std::env::var("USER").or_else(|_| std::env::var("USERNAME")).ok();
        self.name
            .clone()
            .or_else(system)
            .filter(|name| !name.trim().is_empty())
            .unwrap_or_else(|| "trainee".to_owned())
    }

    fn check(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let paths: Vec<PathBuf> = inner.get_many::<PathBuf>("paths").into_iter().flatten().cloned().collect();
        let format = if is_json(inner) { check::Format::Json } else { check::Format::Text };
        let colour = io::stdout().is_terminal();
        let library = if paths.is_empty() { self.library()? } else { Library::embedded() };
        let (text, code) = check::check(&paths, &library, format, self.language, colour);
        io::stdout().write_all(text.as_bytes())?;
        Ok(code)
    }

    fn completions(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let shell = inner.get_one::<clap_complete::Shell>("shell").copied().context("no shell was named")?;
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut args::command(self.language), "hotseat", &mut script);
        io::stdout().write_all(&script)?;
        Ok(0)
    }
}

fn is_json(matches: &ArgMatches) -> bool {
    matches.get_one::<String>("format").is_some_and(|format| format == "json")
}
