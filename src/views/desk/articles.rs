//! The knowledge base: a search over titles and texts, and the article that is open.

use egui::Ui;
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use super::fields::{self, Words};
use super::look::Look;
use super::seen::Seen;
use super::turn::Turn;
use super::{DeskIntent, Out, quote, scroll, search};
use crate::scenario::desk::Article;
use crate::views::parts;

/// Characters of a text shown in the list.
const SNIPPET: usize = 90;

/// What is searched for, and which article is open.
#[derive(Debug, Default)]
pub(super) struct State {
    words: String,
    open: Option<String>,
    turn: Turn,
    cache: CommonMarkCache,
}

/// Draws the list, or the article that is open.
pub(super) fn show(ui: &mut Ui, look: Look<'_>, seen: &Seen, state: &mut State, out: &mut Out) {
    let open = state.open.clone();
    match open.as_ref().and_then(|id| Some((id, look.desk().articles.get(id)?))) {
        Some((id, article)) => page(ui, look, state, (id, article), out),
        None => list(ui, look, seen, state, out),
    }
}

fn list(ui: &mut Ui, look: Look<'_>, seen: &Seen, state: &mut State, out: &mut Out) {
    let kit = look.kit;
    if look.desk().articles.is_empty() {
        parts::empty(
            ui,
            kit,
            kit.t("The knowledge base is empty.", "知识库是空的。"),
            kit.t("This desk has no articles.", "这个工作台没有文章。"),
        );
        return;
    }
    let hint = kit.t("Search the knowledge base", "搜索知识库");
    let box_ = fields::search(ui, &mut state.words, hint, out);
    let words = search::words(&state.words);
    let found = found(look, &words);
    if let (true, Some((id, _))) = (fields::entered(ui, &box_), found.first()) {
        state.turn.open(&box_);
        open(state, id, out);
    }
    if found.is_empty() {
        parts::empty(
            ui,
            kit,
            kit.t("No article holds these words.", "没有包含这些词的文章。"),
            kit.t("Try fewer words; every one must be found.", "少输几个词试试，每个词都要找到才算。"),
        );
        return;
    }
    scroll(ui, "articles", |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (id, article) in found {
            let title = look.say(&article.title);
            let body = search::plain(look.say(&article.body));
            let (part, hits) = search::snippet(&body, &words, SNIPPET);
            let mut row = Words::new(ui, kit).marked(title, &search::hits(title, &words), true);
            if seen.read.contains(id) {
                row = row.faint(kit.t("  read", "  已读"));
            }
            row = row.plain("\n").marked(&part, &hits, false).faint("\n");
            row = row.marked(id, &search::hits(id, &words), false);
            if let Some(updated) = updated(look, article) {
                row = row.faint(&format!(" · {updated}"));
            }
            let row = row.row(ui, title);
            state.turn.row(&row, id);
            if row.clicked() {
                state.turn.open(&row);
                open(state, id, out);
            }
        }
    });
}

fn open(state: &mut State, id: &str, out: &mut Out) {
    state.open = Some(id.to_owned());
    out.intents.push(DeskIntent::Read(id.to_owned()));
}

/// The articles that hold every word, those with words in the title first.
fn found<'a>(look: Look<'a>, words: &[String]) -> Vec<(&'a String, &'a Article)> {
    let mut found: Vec<(usize, &String, &Article)> = look
        .desk()
        .articles
        .iter()
        .filter_map(|(id, article)| {
            let title = look.say(&article.title);
            let body = search::plain(look.say(&article.body));
            search::holds(&format!("{title} {body} {id}"), words).then(|| {
                let missing = words.iter().filter(|word| !search::holds(title, std::slice::from_ref(word)));
                (missing.count(), id, article)
            })
        })
        .collect();
    found.sort_by_key(|(missing, id, _)| (*missing, *id));
    found.into_iter().map(|(_, id, article)| (id, article)).collect()
}

fn page(ui: &mut Ui, look: Look<'_>, state: &mut State, (id, article): (&str, &Article), out: &mut Out) {
    let kit = look.kit;
    let back = fields::link(ui, kit, kit.t("‹ All articles", "‹ 全部文章"));
    state.turn.page(&back);
    if back.clicked() {
        state.turn.close(&back, id);
        state.open = None;
    }
    scroll(ui, id, |ui| {
        parts::heading(ui, look.say(&article.title));
        let about = match updated(look, article) {
            Some(updated) => format!("{id} · {updated}"),
            None => format!("{id} · {}", kit.t("no date", "未注明日期")),
        };
        parts::faint(ui, kit, about);
        ui.add_space(4.0);
        for (place, text) in quote::paragraphs(look.say(&article.body)).into_iter().enumerate() {
            ui.push_id(place, |ui| paragraph(ui, look, &mut state.cache, text, out));
        }
    });
}

/// A paragraph as it is written, and to be quoted.
fn paragraph(ui: &mut Ui, look: Look<'_>, cache: &mut CommonMarkCache, text: &str, out: &mut Out) {
    let plain = if quote::is_heading(text) { String::new() } else { search::plain(text) };
    quote::paragraph(ui, look, &plain, out, |ui| {
        // egui has no bold by itself: strong words stand out by the colour of pressed text.
        ui.visuals_mut().widgets.active.fg_stroke.color = look.kit.palette.accent;
        CommonMarkViewer::new().show(ui, cache, text);
    });
}

/// When an article was last changed and how long ago that is: the date tells a stale one, nothing else does.
fn updated(look: Look<'_>, article: &Article) -> Option<String> {
    let kit = look.kit;
    let date = article.updated.as_deref()?;
    let ago = months(look, date).map_or(String::new(), |months| match months {
        ..=0 => kit.t(", this month".to_owned(), "，本月".to_owned()),
        1 => kit.t(", 1 month ago".to_owned(), "，1 个月前".to_owned()),
        2..=23 => kit.t(format!(", {months} months ago"), format!("，{months} 个月前")),
        _ => kit.t(format!(", {} years ago", months / 12), format!("，{} 年前", months / 12)),
    });
    Some(kit.t(format!("updated {date}{ago}"), format!("更新于 {date}{ago}")))
}

/// Months from a date such as `2025-09` to the day the scenario is played on.
fn months(look: Look<'_>, date: &str) -> Option<i32> {
    let mut parts = date.split('-');
    let (year, month): (i32, i32) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let now = look.session.scenario().now();
    Some((i32::from(now.year()) - year) * 12 + i32::from(now.month()) - month)
}
