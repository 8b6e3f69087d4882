//! Where a report goes: the screen, standard output, or a file that is written whole or not at all.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::ArgMatches;
use serde_json::Value;

use crate::cli::Setup;
use crate::cli::screen::{Screen, say};

/// As what a report is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Json,
    Html,
}

/// Where a report goes, and as what.
pub(super) struct Outlet {
    pub(super) format: Format,
    file: Option<PathBuf>,
}

/// A report in one of its formats.
pub(super) enum Written {
    Text(Screen),
    Json(Value),
    Html(String),
}

impl Outlet {
    /// What was asked for; where a file is named and no format, the file's ending says which.
    pub(super) fn of(setup: &Setup, inner: &ArgMatches) -> anyhow::Result<Self> {
        let file = inner.get_one::<PathBuf>("output").cloned();
        let format = match (inner.get_one::<String>("format").map(String::as_str), &file) {
            (Some("json"), _) => Format::Json,
            (Some("html"), _) => Format::Html,
            (Some(_), _) | (None, None) => Format::Text,
            (None, Some(file)) => by_ending(setup, file)?,
        };
        Ok(Self { format, file })
    }

    /// A screen for the text of a report: the terminal, or one that keeps it for the file.
    pub(super) fn screen(&self) -> Screen {
        if self.file.is_some() { Screen::for_a_file() } else { Screen::new() }
    }

    /// The exit code where there is nothing to write down: a script that wants a file has none then.
    pub(super) fn without(&self) -> u8 {
        u8::from(self.file.is_some())
    }

    /// Writes it.
    pub(super) fn put(&self, setup: &Setup, report: Written) -> anyhow::Result<u8> {
        let text = match report {
            Written::Text(screen) => screen.text(),
            Written::Json(json) => serde_json::to_string_pretty(&json)? + "\n",
            Written::Html(page) => page,
        };
        let Some(file) = &self.file else {
            std::io::stdout().write_all(text.as_bytes())?;
            return Ok(0);
        };
        setup.write(file, text.as_bytes())?;
        let file = file.display();
        say(&setup.language.pick(format!("Written: {file}"), format!("已写入：{file}")))
    }
}

fn by_ending(setup: &Setup, file: &Path) -> anyhow::Result<Format> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    Ok(match ending.as_deref() {
        Some("html" | "htm") => Format::Html,
        Some("json") => Format::Json,
        Some("txt") => Format::Text,
        Some(_) | None => {
            let name = file.display();
            bail!(setup.language.pick(
                format!("what shall {name} be? Let it end in .html, .json or .txt, or add --format"),
                format!("{name} 应写成什么格式？请以 .html、.json 或 .txt 结尾，或加上 --format"),
            ))
        }
    })
}
