//! `hotseat list`: the scenarios there are.

use std::io::Write as _;

use super::{Setup, listing, screen};
use crate::locale::names;
use crate::scenario::Scenario;
use crate::scenario::problem::Problem;

impl Setup {
    /// The scenarios, one a line.
    pub(super) fn list(&self, json: bool) -> anyhow::Result<u8> {
        let library = self.library()?;
        let all = library.list().map_err(|problem| self.worded(&[problem]))?;
        let mut out = anstream::stdout();
        if json {
            let rows: Vec<serde_json::Value> = all
                .iter()
                .map(|(id, scenario)| match scenario {
                    Ok(scenario) => {
                        let file = scenario.file();
                        serde_json::json!({
                            "id": id, "title": file.title.get(self.language), "kind": file.kind, "level": file.level,
                            "minutes": file.minutes, "languages": file.languages, "roles": file.roles, "faults": 0,
                        })
                    }
                    Err(problems) => serde_json::json!({ "id": id, "faults": problems.len() }),
                })
                .collect();
            writeln!(out, "{}", serde_json::to_string_pretty(&rows)?)?;
            return Ok(0);
        }
        let mut screen = screen::Screen::new();
        if all.is_empty() {
            screen.line(self.t(
                "The scenario folder is empty. Write one: hotseat new",
                "场景目录是空的。新建一个：hotseat new",
            ))?;
        }
        let rows: Vec<(String, String)> =
            all.iter().map(|(id, scenario)| (id.clone(), self.heading(scenario))).collect();
        listing::pairs(&mut screen, &rows)?;
        Ok(0)
    }

    /// A scenario in a line: title, kind, level, minutes, languages.
    pub(super) fn heading(&self, scenario: &Result<Scenario, Vec<Problem>>) -> String {
        match scenario {
            Ok(scenario) => {
                let file = scenario.file();
                let title = file.title.get(self.language);
                let kind = names::kind(file.kind, self.language);
                let level = "●".repeat(usize::from(file.level))
                    + &"○".repeat(5_usize.saturating_sub(usize::from(file.level)));
                let languages: Vec<&str> = file.languages.iter().map(|language| language.code()).collect();
                self.language.pick(
                    format!("{title} · {kind} · {level} · {} min · {}", file.minutes, languages.join("/")),
                    format!("{title} · {kind} · {level} · {} 分钟 · {}", file.minutes, languages.join("/")),
                )
            }
            Err(problems) => {
                let count = problems.len();
                self.language.pick(
                    format!("cannot be played: {count} faults, see `hotseat check`"),
                    format!("无法使用：有 {count} 处错误，请运行 `hotseat check`"),
                )
            }
        }
    }
}
