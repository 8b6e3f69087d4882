//! `hotseat rescore`: what another rubric would change, and adopting it.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::ArgMatches;
use jiff::tz::TimeZone;
use serde_json::json;

use super::keep::now;
use super::listing::{padded, pairs};
use super::screen::{Look, Screen};
use super::{Setup, check, is_json};
use crate::locale::{audit, rescore as words, rubric as rubric_words};
use crate::progress::ScenarioHead;
use crate::score::{Rubric, RubricFile};
use crate::store::{Auditor, Ladders, Line, PersonId, Preview};

/// The most attempts of one kind listed as text that cannot be graded anew.
const MOST: usize = 20;

impl Setup {
    /// Shows what a rubric would change, and adopts it where that is wanted.
    pub(super) fn rescore(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        if inner.get_flag("show") {
            return self.show_rubric();
        }
        let path = inner.get_one::<PathBuf>("rubric").context(self.t(
            "name a rubric with --rubric FILE; --show prints one to begin with",
            "请用 --rubric 指定评分规则文件，--show 可打印一份作为起点",
        ))?;
        let file = self.rubric_file(path)?;
        let (dry, sure) = (inner.get_flag("dry-run"), inner.get_flag("yes"));
        if !dry && !sure && !std::io::stdin().is_terminal() {
            bail!(self.t(
                "say --dry-run to see what would change, or --yes to adopt it",
                "请用 --dry-run 试算，或用 --yes 直接启用",
            ));
        }
        let (mut store, _) = self.signed_in(true)?;
        let library = self.library()?;
        let roles = library.roles().map_err(|problems| self.worded(&problems))?;
        let all = library.list().map_err(|problem| self.worded(&[problem]))?;
        let installed: Vec<ScenarioHead> =
            all.values().flatten().map(|scenario| ScenarioHead::from(scenario.file())).collect();
        let ladders = Ladders { roles: &roles, installed: &installed, now: now()? };
        let mut auditor = Auditor::new(&store, self.listener()?, false);
        let preview = self.told(auditor.preview(file.rubric(), &ladders))?;
        let people = self.names(&store)?;
        let names: BTreeMap<PersonId, String> =
            people.into_iter().map(|person| (person.id, person.name)).collect();
        let json = is_json(inner);
        if !json {
            self.draw_preview(&preview, file.rubric(), &names)?;
        }
        let number = file.rubric().number;
        let adopt = !dry && (sure || self.confirmed(number)?);
        let added =
            if adopt { Some(self.told(store.adopt(&file, &preview.left_ids(), now()?))?) } else { None };
        if json {
            let report = self.report(&preview, file.rubric(), &names, added);
            writeln!(std::io::stdout(), "{}", serde_json::to_string_pretty(&report)?)?;
            return Ok(0);
        }
        let mut screen = Screen::new();
        screen.gap()?;
        match added {
            Some(added) => screen.say(Look::Good, 0, &rubric_words::adopted(number, added, self.language))?,
            None => screen.say(Look::Faint, 0, self.t("Nothing was changed.", "未作任何更改。"))?,
        }
        Ok(0)
    }

    /// `--show`: the text of the rubric that counts.
    fn show_rubric(&self) -> anyhow::Result<u8> {
        let (store, _) = self.signed_in(true)?;
        let adopted = self.told(store.adopted())?;
        let text = adopted.as_ref().map_or(Rubric::BUILTIN, |adopted| adopted.file.text());
        write!(std::io::stdout(), "{text}")?;
        Ok(0)
    }

    fn rubric_file(&self, path: &Path) -> anyhow::Result<RubricFile> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).with_context(|| {
            self.language
                .pick(format!("the rubric {name} cannot be read"), format!("评分规则 {name} 无法读取"))
        })?;
        RubricFile::parse(&name, &text).map_err(|problems| {
            let colour = std::io::stderr().is_terminal();
            let rendered: Vec<String> =
                problems.iter().map(|problem| check::render(problem, self.language, colour)).collect();
            anyhow!("{}\n{}", self.t("the rubric has faults", "评分规则有错误"), rendered.join("\n\n"))
        })
    }

    /// Asks for the rubric's number at the terminal.
    fn confirmed(&self, number: u32) -> anyhow::Result<bool> {
        let asked = self.language.pick(
            format!("To adopt it, type its number ({number}); anything else leaves all as it is: "),
            format!("若要启用，请输入它的编号（{number}），输入其他内容则不作更改："),
        );
        let mut out = anstream::stderr();
        write!(out, "\n{asked}")?;
        out.flush()?;
        let mut typed = String::new();
        std::io::stdin().read_line(&mut typed)?;
        Ok(typed.trim() == number.to_string())
    }

    fn draw_preview(
        &self,
        preview: &Preview,
        rubric: &Rubric,
        names: &BTreeMap<PersonId, String>,
    ) -> anyhow::Result<()> {
        let ui = self.language;
        let mut screen = Screen::new();
        screen.title(&rubric_words::name(rubric, ui))?;
        pairs(&mut screen, &words::numbers(preview, ui))?;
        let [crossings, steps, left] = words::headings(ui);
        if !preview.crossings.is_empty() || preview.hidden > 0 {
            screen.title(crossings)?;
        }
        let rows = preview.crossings.iter().map(|one| {
            let [from, to] = one.lines;
            let look = if to == Line::NotPassed {
                Look::Bad
            } else if to == Line::Passed {
                Look::Good
            } else {
                Look::Warn
            };
            let day = one.ended.map(|at| at.to_zoned(TimeZone::system()).date().to_string());
            (
                look,
                vec![
                    named(names, one.person),
                    day.unwrap_or_default(),
                    one.title.clone(),
                    one.scores.map(words::score).join(" → "),
                    format!("{} → {}", words::line(from, ui), words::line(to, ui)),
                ],
            )
        });
        table(&mut screen, &rows.collect::<Vec<_>>())?;
        if preview.hidden > 0 {
            screen.say(Look::Faint, 2, &format!("  {}", words::hidden(preview.hidden, ui)))?;
        }
        if !preview.steps.is_empty() {
            screen.title(steps)?;
        }
        let rows = preview.steps.iter().map(|one| {
            let stands = one.stands.map(|stand| words::stand(stand, ui)).join(" → ");
            let (ladder, step) = (one.ladder.get(ui).to_owned(), one.step.get(ui).to_owned());
            (Look::Plain, vec![named(names, one.person), ladder, step, stands])
        });
        table(&mut screen, &rows.collect::<Vec<_>>())?;
        if !preview.left.is_empty() {
            screen.title(left)?;
        }
        for one in preview.left.iter().take(MOST) {
            screen.say(Look::Faint, 4, &format!("  {}  {}", one.attempt, audit::verdict(&one.why, ui)))?;
        }
        if let Some(more) = preview.left.len().checked_sub(MOST).filter(|more| *more > 0) {
            screen.say(Look::Faint, 2, &format!("  {}", words::more(more, ui)))?;
        }
        Ok(())
    }

    /// The same for programs.
    fn report(
        &self,
        preview: &Preview,
        rubric: &Rubric,
        names: &BTreeMap<PersonId, String>,
        added: Option<u32>,
    ) -> serde_json::Value {
        let ui = self.language;
        let who = |person| names.get(&person).map(String::as_str);
        let crossings = preview.crossings.iter().map(|one| {
            let [from, to] = one.lines;
            json!({
                "attempt": one.attempt.to_string(), "person": who(one.person), "title": one.title,
                "ended": one.ended.map(|at| at.to_string()), "scores": one.scores,
                "from": words::line_code(from), "to": words::line_code(to),
            })
        });
        let steps = preview.steps.iter().map(|one| {
            let [before, after] =
                one.stands.map(|stand| json!({ "state": stand.state, "percent": stand.percent, "certified": stand.certified }));
            json!({
                "person": who(one.person), "ladder": one.ladder.get(ui), "step": one.step.get(ui),
                "from": before, "to": after,
            })
        });
        let left = preview
            .left
            .iter()
            .map(|one| json!({ "attempt": one.attempt.to_string(), "why": audit::verdict(&one.why, ui) }));
        json!({
            "rubric": rubric.number, "title": rubric.title.get(ui), "graded": preview.graded,
            "changed": preview.changed, "mean_tenths": preview.mean_tenths(), "largest": preview.largest,
            "crossings": crossings.collect::<Vec<_>>(), "crossings_without_names": preview.hidden,
            "steps": steps.collect::<Vec<_>>(), "left": left.collect::<Vec<_>>(),
            "adopted": added.is_some(), "scorecards_added": added,
        })
    }
}

fn named(names: &BTreeMap<PersonId, String>, person: PersonId) -> String {
    names.get(&person).cloned().unwrap_or_else(|| person.to_string())
}

/// Rows in columns, Chinese characters counted as two.
fn table(screen: &mut Screen, rows: &[(Look, Vec<String>)]) -> anyhow::Result<()> {
    use unicode_width::UnicodeWidthStr;
    let columns = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|column| rows.iter().filter_map(|(_, cells)| cells.get(column)).map(|cell| cell.width()).max())
        .map(Option::unwrap_or_default)
        .collect();
    for (look, cells) in rows {
        let cells: Vec<String> =
            cells.iter().zip(&widths).map(|(cell, width)| padded(cell, *width)).collect();
        screen.exact(*look, format!("  {}", cells.join("  ")).trim_end())?;
    }
    Ok(())
}
