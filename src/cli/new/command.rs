//! The subcommand: asks, writes, and says what to do next.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::{Answers, AskError, NewError, Setting, ask, write};
use crate::cli::Setup;
use crate::scenario::Language;

impl Setup {
    /// Asks on standard error, so that what is printed is the file's path alone where output is piped.
    pub(in crate::cli) fn write_new(&self, id: Option<&String>) -> anyhow::Result<u8> {
        let folder = self.scenarios.clone().unwrap_or_else(|| PathBuf::from("scenarios"));
        let desks = desks(&folder);
        let setting =
            Setting { language: self.language, folder: &folder, desks: &desks, id: id.map(String::as_str) };
        let answers = ask(&mut io::stdin().lock(), &mut anstream::stderr(), setting)
            .map_err(|error| anyhow!(self.not_asked(&error)))?;
        let path = write(&folder, &answers).map_err(|error| anyhow!(self.not_written(&error)))?;
        let mut out = io::stdout();
        writeln!(out, "{}", path.display())?;
        if out.is_terminal() {
            writeln!(out, "{}", self.next(&path, &answers))?;
        }
        Ok(0)
    }

    fn next(&self, path: &Path, answers: &Answers) -> String {
        let (path, id) = (path.display(), &answers.id);
        let folder = match (&self.scenarios, self.scenario_folder()) {
            (Some(folder), _) => format!(" --scenarios {}", folder.display()),
            (None, Some(_)) => String::new(),
            (None, None) => " --scenarios scenarios".to_owned(),
        };
        self.language.pick(
            format!("Play it:   hotseat play {id} --mode learn{folder}\nThen open the file and make it yours; after each change:   hotseat check {path}"),
            format!("试着演练：  hotseat play {id} --mode learn{folder}\n然后打开文件，改成您自己的；每次改完：  hotseat check {path}"),
        )
    }

    fn not_asked(&self, error: &AskError) -> String {
        match (self.language, error) {
            (Language::En, _) => error.to_string(),
            (Language::Zh, AskError::Ended(question)) => {
                format!("回答到“{question}”就中断了，没有写入任何文件")
            }
            (Language::Zh, AskError::Terminal(why)) => format!("无法提问：{why}"),
        }
    }

    fn not_written(&self, error: &NewError) -> String {
        match (self.language, error) {
            (Language::En, _) => error.to_string(),
            (Language::Zh, NewError::Exists { path }) => {
                format!("“{}”已存在，未作改动：请换一个 id", path.display())
            }
            (Language::Zh, NewError::NotWritten { path, detail }) => {
                format!("无法写入“{}”（{detail}）：请检查目录、权限和磁盘空间", path.display())
            }
        }
    }
}

/// The shared desks beside the scenarios, by their path from the folder; none where there are none to read.
fn desks(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder.join("desks")) else { return Vec::new() };
    let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut desks: Vec<String> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
        .filter_map(|path| Some(format!("desks/{}", path.file_name()?.to_str()?)))
        .collect();
    desks.sort();
    desks
}
