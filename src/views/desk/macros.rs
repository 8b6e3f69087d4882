//! Ready replies: found by words or pinyin, their placeholders filled in, put into the composer.

use std::collections::BTreeMap;

use egui::Ui;

use super::fields::{self, Words, entered, line, pair};
use super::look::Look;
use super::turn::Turn;
use super::{DeskIntent, Out, scroll};
use crate::views::parts;
use crate::views::parts::capital;
use crate::views::theme::Kit;

/// The placeholder that stays filled in from one reply to the next: the trainee's own name.
const OWN_NAME: &str = "me";

/// What is searched for, the reply that is open, and what its placeholders are filled with.
#[derive(Debug, Default)]
pub(super) struct State {
    words: String,
    open: Option<String>,
    turn: Turn,
    filled: BTreeMap<String, String>,
    missing: bool,
}

/// A piece of a ready reply.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Words(&'a str),
    Gap(&'a str),
}

/// Draws the list, or the reply that is open.
pub(super) fn show(ui: &mut Ui, look: Look<'_>, state: &mut State, out: &mut Out) {
    let macros = &look.session.scenario().house().macros;
    let open = state.open.clone();
    match open.as_ref().and_then(|name| macros.get(name)) {
        Some(text) => page(ui, look, state, look.say(text), out),
        None => list(ui, look, state, out),
    }
}

fn list(ui: &mut Ui, look: Look<'_>, state: &mut State, out: &mut Out) {
    let kit = look.kit;
    let house = look.session.scenario().house();
    if house.macros.is_empty() {
        parts::empty(
            ui,
            kit,
            kit.t("The house has no ready replies.", "还没有快捷回复。"),
            kit.t("They are written in house.ron.", "可以在 house.ron 中添加。"),
        );
        return;
    }
    let hint = kit.t("Search by words or pinyin initials", "按文字或拼音首字母搜索");
    let box_ = fields::search(ui, &mut state.words, hint, out);
    let found: Vec<(&str, &str)> = house.replies(&state.words, look.talk()).collect();
    if let (true, Some((name, _))) = (entered(ui, &box_), found.first()) {
        state.turn.open(&box_);
        open(state, name);
    }
    if found.is_empty() {
        parts::empty(
            ui,
            kit,
            kit.t("No ready reply fits.", "没有符合的快捷回复。"),
            kit.t("Try fewer words.", "换个词试试。"),
        );
        return;
    }
    scroll(ui, "macros", |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (name, text) in found {
            let row = Words::new(ui, kit).plain(&preview(text, &BTreeMap::new(), kit));
            let row = row.faint(&format!("\n{name}")).row(ui, name);
            state.turn.row(&row, name);
            if row.clicked() {
                state.turn.open(&row);
                open(state, name);
            }
        }
    });
}

fn open(state: &mut State, name: &str) {
    state.open = Some(name.to_owned());
    state.missing = false;
}

fn page(ui: &mut Ui, look: Look<'_>, state: &mut State, text: &str, out: &mut Out) {
    let kit = look.kit;
    let back = fields::link(ui, kit, kit.t("‹ All replies", "‹ 全部回复"));
    state.turn.page(&back);
    if back.clicked() {
        let name = state.open.take().unwrap_or_default();
        state.turn.close(&back, &name);
        return;
    }
    scroll(ui, "macro", |ui| {
        let gaps = gaps(text);
        let mut sent = false;
        parts::card(ui, kit, |ui| {
            ui.set_width(ui.available_width());
            ui.label(preview(text, &state.filled, kit));
        });
        for gap in &gaps {
            let value = state.filled.entry((*gap).to_owned()).or_default();
            pair(
                ui,
                |ui| fields::name(ui, &called(gap, look)),
                |ui, label| {
                    let field = line(ui, value, label, "", out);
                    sent |= entered(ui, &field);
                    if state.missing && value.trim().is_empty() {
                        fields::wrong(ui, kit, kit.t("Fill this in.", "请填写此项。"));
                    }
                },
            );
        }
        sent |= parts::primary(ui, kit, kit.t("Put into the reply", "填入回复框"), true).clicked();
        if !sent {
            return;
        }
        let empty = |gap: &&str| state.filled.get(*gap).is_none_or(|value| value.trim().is_empty());
        state.missing = gaps.iter().any(empty);
        if !state.missing {
            out.intents.push(DeskIntent::Insert(filled(text, &state.filled)));
            state.filled.retain(|name, _| name == OWN_NAME);
            state.open = None;
        }
    });
}

/// A reply taken apart at its `{placeholders}`.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((gap, behind)) = after.split_once('}') else { break };
        pieces.push(Piece::Words(before));
        pieces.push(Piece::Gap(gap));
        rest = behind;
    }
    pieces.push(Piece::Words(rest));
    pieces
}

/// The placeholders of a reply, each once, in order.
fn gaps(text: &str) -> Vec<&str> {
    let mut gaps = Vec::new();
    for piece in pieces(text) {
        if let Piece::Gap(name) = piece
            && !gaps.contains(&name)
        {
            gaps.push(name);
        }
    }
    gaps
}

fn filled(text: &str, values: &BTreeMap<String, String>) -> String {
    let piece = |piece: &Piece<'_>| match piece {
        Piece::Words(words) => (*words).to_owned(),
        Piece::Gap(name) => values.get(*name).map_or("", |value| value.trim()).to_owned(),
    };
    pieces(text).iter().map(piece).collect()
}

/// The reply as it would be sent, with what is not filled in yet named in brackets.
fn preview(text: &str, values: &BTreeMap<String, String>, kit: &Kit) -> String {
    let piece = |piece: &Piece<'_>| match piece {
        Piece::Words(words) => (*words).to_owned(),
        Piece::Gap(name) => match values.get(*name).map(|value| value.trim()) {
            Some(value) if !value.is_empty() => value.to_owned(),
            _ => format!("[{}]", usual(name, kit).unwrap_or(name)),
        },
    };
    pieces(text).iter().map(piece).collect()
}

/// What a placeholder is called in a form.
fn called(name: &str, look: Look<'_>) -> String {
    usual(name, look.kit).map_or_else(|| look.title(name), capital)
}

/// What the placeholders of the house that comes with Hotseat are called.
fn usual(name: &str, kit: &Kit) -> Option<&'static str> {
    let (en, zh) = match name {
        "name" => ("customer's name", "客户称呼"),
        "me" => ("your name", "您的名字"),
        "minutes" => ("minutes", "几分钟"),
        "finding" => ("what you found", "查到的结果"),
        "change" => ("what will change", "要办的操作"),
        "time" => ("time", "时间"),
        "wish" => ("the customer's wish", "客户的要求"),
        "reason" => ("reason", "原因"),
        "offer" => ("what you can do", "能办的方案"),
        "amount" => ("amount", "金额"),
        "team" => ("team", "团队"),
        "summary" => ("summary", "小结"),
        _ => return None,
    };
    Some(kit.t(en, zh))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_keeps_its_words_around_what_is_filled_in() {
        let values = BTreeMap::from([("minutes".to_owned(), " 3 ".to_owned())]);
        assert_eq!(filled("About {minutes} minutes, {odd", &values), "About 3 minutes, {odd");
        assert_eq!(gaps("{a} and {b} and {a}"), ["a", "b"]);
    }
}
