//! What the owner does with everybody's records: people from a table, a check of every attempt, and what belongs to one
//! person, to take along and to take away.

use std::path::PathBuf;

use egui::{ProgressBar, TextEdit, Ui};

use super::{Look, TeamIntent, TeamState, Trial};
use crate::locale::{audit, files};
use crate::store::{AttemptId, BadLine, Copied, Unjournaled, Verdict};
use crate::views::page::em;
use crate::views::parts::{self, faint};
use crate::views::theme::Kit;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// People of a table are here.
    Imported {
        /// How many are new.
        added: usize,
        /// How many were here before.
        known: usize,
        /// Where their first passphrases are, where people sign in.
        passphrases: Option<PathBuf>,
    },
    /// A table has faults; nobody of it was added.
    BadTable(PathBuf, Vec<BadLine>),
    /// A file cannot be read or written, in words.
    NoFile(String),
    /// Everything kept about somebody is in this file.
    Exported(String, PathBuf),
    /// Somebody is erased; these copies of older layouts still hold them.
    Erased(String, Vec<PathBuf>),
    /// Attempts are being checked, or were.
    Audited(Audit),
    /// A rubric is being tried, or was.
    Tried(Box<Trial>),
    /// A rubric of this number counts, and so many scorecards by it were added.
    Adopted(u32, u32),
    /// Everything was copied to another store: where, and how much.
    Copied(PathBuf, Copied),
}

/// How far a check of every attempt is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// How many attempts there are.
    pub of: usize,
    /// How many are as they were played.
    pub intact: usize,
    /// How many were erased on purpose.
    pub erased: usize,
    /// How many this version cannot play again.
    pub old: usize,
    /// Those that were changed: which, whose, of what scenario, and how.
    pub altered: Vec<(AttemptId, String, Verdict)>,
    /// What the journals of attempts do not bear out, with whose journal it is.
    pub unjournaled: Vec<(Unjournaled, String)>,
}

impl Audit {
    /// How many were looked at.
    pub fn done(&self) -> usize {
        self.intact + self.erased + self.old + self.altered.len()
    }
}

pub(super) fn show(ui: &mut Ui, kit: &Kit, look: Look<'_>, state: &mut TeamState) -> Option<TeamIntent> {
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(kit.t("People from a CSV file", "从 CSV 文件导入人员"));
        let field = TextEdit::singleline(&mut state.table).desired_width(em(ui) * 22.0).margin(parts::INSIDE);
        let hint = kit.t("/home/me/people.csv", "/home/me/人员.csv");
        let field = ui.add(field.hint_text(hint)).labelled_by(label.id);
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let ready = !state.table.trim().is_empty();
        let pressed = ui.add_enabled(ready, egui::Button::new(kit.t("Import", "导入"))).clicked();
        if ready && (pressed || entered) {
            intent = Some(TeamIntent::Import(PathBuf::from(state.table.trim())));
        }
    });
    faint(
        ui,
        kit,
        kit.t(
            "Columns: name, rights, team, leads; only the name is needed. A table with a fault adds nobody.",
            "列：姓名、权限、团队、主管\u{ff0c}只有姓名必填。表格有错误时不会导入任何人。",
        ),
    );
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(kit.t("Every attempt that is kept", "所有保存的练习记录"));
        let running = matches!(&look.told, Some(Told::Audited(audit)) if audit.done() < audit.of);
        let words = kit.t("Check them for changes", "核验是否被改动");
        if ui.add_enabled(!running, egui::Button::new(words)).clicked() {
            intent = Some(TeamIntent::Audit);
        }
    });
    ui.horizontal_wrapped(|ui| {
        let label =
            ui.label(kit.t("Copy all of it to an empty folder or a server", "全部复制到空文件夹或服务器"));
        let field = TextEdit::singleline(&mut state.copy).desired_width(em(ui) * 22.0).margin(parts::INSIDE);
        ui.add(field.hint_text("postgresql://hotseat@db.example/hotseat")).labelled_by(label.id);
        let there = state.copy.trim().to_owned();
        let words = kit.t("Copy and compare", "复制并核对");
        if ui.add_enabled(!there.is_empty(), egui::Button::new(words)).clicked() {
            intent = Some(TeamIntent::Copy(there));
        }
    });
    for person in &look.crew.left {
        ui.horizontal_wrapped(|ui| {
            ui.label(kit.t(format!("{} has left.", person.name), format!("{} 已离开。", person.name)));
            let words = kit.t(format!("Bring back {}", person.name), format!("恢复 {}", person.name));
            if ui.button(words).clicked() {
                intent = Some(TeamIntent::Return(person.id));
            }
        });
    }
    intent
}

/// Says what came of the last work on somebody's or everybody's records.
pub(super) fn tell(ui: &mut Ui, kit: &Kit, told: &Told) {
    match told {
        Told::Imported { added, known, passphrases } => {
            parts::coloured(ui, kit.palette.good, files::imported(*added, *known, kit.language));
            if let Some(file) = passphrases {
                parts::coloured(ui, kit.palette.warn, files::first_passphrases(file, kit.language));
            }
        }
        Told::BadTable(file, faults) => {
            let mut lines = files::bad_table(file, faults, kit.language).into_iter();
            if let Some(head) = lines.next() {
                parts::coloured(ui, kit.palette.bad, head);
            }
            for fault in lines.take(MOST) {
                ui.label(fault);
            }
            more(ui, kit, faults.len());
        }
        Told::NoFile(why) => _ = parts::coloured(ui, kit.palette.bad, why),
        Told::Exported(name, file) => {
            parts::coloured(ui, kit.palette.good, files::exported(file, name, kit.language));
        }
        Told::Erased(name, copies) => {
            parts::coloured(ui, kit.palette.good, files::erased(name, kit.language));
            for copy in copies {
                parts::coloured(ui, kit.palette.warn, files::copy_left(copy, kit.language));
            }
        }
        Told::Audited(audit) => audited(ui, kit, audit),
        // These stand where rubrics are tried.
        Told::Tried(_) | Told::Adopted(..) => {}
        Told::Copied(place, copied) => {
            parts::coloured(ui, kit.palette.good, files::copied(place, *copied, kit.language));
        }
    }
}

/// How many faults are listed.
pub(super) const MOST: usize = 50;

fn audited(ui: &mut Ui, kit: &Kit, audit: &Audit) {
    let (done, of) = (audit.done(), audit.of);
    if done < of {
        #[expect(clippy::cast_precision_loss, reason = "a bar needs no more")]
        let part = done as f32 / of as f32;
        ui.add(ProgressBar::new(part).desired_width(em(ui) * 20.0).text(format!("{done} / {of}")));
    }
    let Audit { intact, erased, old, altered, .. } = audit;
    let changed = altered.len();
    let said = kit.t(
        format!(
            "{intact} intact, {changed} altered, {erased} erased, {old} not reproducible by this version"
        ),
        format!("完好 {intact}\u{ff0c}被改动 {changed}\u{ff0c}已抹除 {erased}\u{ff0c}本版本无法重放 {old}"),
    );
    let sound = changed == 0 && audit.unjournaled.is_empty();
    parts::coloured(ui, if sound { kit.palette.good } else { kit.palette.bad }, said);
    for (id, what, verdict) in altered.iter().take(MOST) {
        ui.label(format!("{what} · {id} · {}", audit::verdict(verdict, kit.language)));
    }
    more(ui, kit, changed);
    for (found, name) in audit.unjournaled.iter().take(MOST) {
        parts::coloured(ui, kit.palette.bad, audit::unjournaled(found, name, kit.language));
    }
    more(ui, kit, audit.unjournaled.len());
}

pub(super) fn more(ui: &mut Ui, kit: &Kit, all: usize) {
    if let Some(more) = all.checked_sub(MOST).filter(|more| *more > 0) {
        faint(ui, kit, kit.t(format!("and {more} more"), format!("另有 {more} 条")));
    }
}

/// What belongs to one person: to take along, and to take away once their name was typed.
pub(super) fn person(
    ui: &mut Ui,
    kit: &Kit,
    (id, name): (crate::store::PersonId, &str),
    state: &mut TeamState,
) -> Option<TeamIntent> {
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        if ui.button(kit.t("Export everything kept", "导出全部数据")).clicked() {
            intent = Some(TeamIntent::Export(id));
        }
        let typed = state.erasing.entry(id).or_default();
        let words =
            kit.t(format!("To erase it all, type {name}"), format!("如需清除全部数据\u{ff0c}请输入 {name}"));
        let label = ui.label(words);
        let field = TextEdit::singleline(typed).desired_width(em(ui) * 10.0).margin(parts::INSIDE);
        ui.add(field).labelled_by(label.id);
        let sure = typed.trim() == name;
        let words = kit.t("Erase for ever", "永久清除");
        if ui.add_enabled(sure, egui::Button::new(words)).clicked() {
            typed.clear();
            intent = Some(TeamIntent::Erase(id));
        }
    });
    intent
}
