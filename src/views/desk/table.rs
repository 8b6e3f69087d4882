//! Records on screen: one as a card of its columns, several as a table of which only what is seen is drawn.

use std::collections::BTreeMap;

use egui::{Align, Button, Frame, Layout, Margin, RichText, ScrollArea, TextStyle, Ui, vec2};
use egui_extras::{Column, TableBuilder};
use unicode_width::UnicodeWidthStr;

use super::fields::{self, em};
use super::look::Look;
use super::{Out, quote};
use crate::views::theme::bold;

/// Rows looked at to find the columns of a table and how wide they are.
const SAMPLE: usize = 64;
/// Rows of a table on screen at once; the rest is scrolled to.
const ROWS_SEEN: f32 = 10.0;

/// Which record is opened in each table, and what was copied last.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    opened: BTreeMap<String, String>,
    copied: Option<String>,
}

/// Draws records named `table.key`, table by table.
pub(super) fn shown(
    ui: &mut Ui,
    look: Look<'_>,
    sheets: &mut Sheets,
    salt: &str,
    names: &[String],
    out: &mut Out,
) {
    let mut tables: Vec<(&str, Vec<String>)> = Vec::new();
    for (table, key) in names.iter().filter_map(|name| name.split_once('.')) {
        match tables.iter_mut().find(|(one, _)| *one == table) {
            Some((_, keys)) => keys.push(key.to_owned()),
            None => tables.push((table, vec![key.to_owned()])),
        }
    }
    for (table, keys) in tables {
        records(ui, look, sheets, salt, (table, &keys), out);
    }
}

/// Draws the records of one table.
pub(super) fn records(
    ui: &mut Ui,
    look: Look<'_>,
    sheets: &mut Sheets,
    salt: &str,
    (table, keys): (&str, &[String]),
    out: &mut Out,
) {
    if let [key] = keys {
        card(ui, look, sheets, (table, key), out);
        return;
    }
    grid(ui, look, sheets, salt, table, keys);
    let opened = sheets.opened.get(table).filter(|key| keys.contains(*key)).cloned();
    if let Some(key) = opened {
        card(ui, look, sheets, (table, &key), out);
    } else {
        let how = look.kit.t("Press a number to open the record.", "点击编号查看整条记录。");
        fields::caption(ui, look.kit, how);
    }
}

/// A record with all its columns, each to be copied and quoted.
fn card(ui: &mut Ui, look: Look<'_>, sheets: &mut Sheets, (table, key): (&str, &str), out: &mut Out) {
    let kit = look.kit;
    let frame = Frame::new()
        .fill(kit.palette.well)
        .stroke(egui::Stroke::new(1.0, kit.palette.line))
        .corner_radius(6)
        .inner_margin(Margin::symmetric(10, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 5.0;
        ui.spacing_mut().interact_size.y = ui.text_style_height(&TextStyle::Body);
        let heading = format!("{} {key}", look.title_of(table));
        taken(ui, look, sheets, (&format!("{table}.{key}"), look.key(table), key), out, |ui| {
            ui.label(RichText::new(&heading).font(egui::FontId::new(em(ui), bold())));
        });
        for (column, value) in look.record(table, key) {
            let label = look.title(&column);
            let words = look.value(&value);
            let private = look.private(table, &column);
            fields::pair(
                ui,
                |ui| head(ui, look, &label, private),
                |ui, ()| {
                    let place = format!("{table}.{key}.{column}");
                    taken(ui, look, sheets, (&place, &label, &words), out, |ui| {
                        ui.label(if words.is_empty() { "—" } else { words.as_str() });
                    });
                },
            );
        }
    });
}

/// Something with buttons at the right end that copy and quote it: its place, what it is called, and its text.
fn taken(
    ui: &mut Ui,
    look: Look<'_>,
    sheets: &mut Sheets,
    (place, name, text): (&str, &str, &str),
    out: &mut Out,
    contents: impl FnOnce(&mut Ui),
) {
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        fields::copy(ui, look.kit, place, name, text, &mut sheets.copied);
        quote::button(ui, look, name, text, out);
        ui.with_layout(Layout::top_down(Align::Min), contents);
    });
}

/// The name of a column, marked where it holds personal data.
fn head(ui: &mut Ui, look: Look<'_>, label: &str, private: bool) {
    let kit = look.kit;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(RichText::new(label).color(kit.palette.faint));
        if private {
            let mark = ui.label(RichText::new(LOCK).small().color(kit.palette.warn));
            let name = kit.t("private", "隐私");
            mark.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, name));
            mark.on_hover_text(kit.t(
                "Personal data: for nobody whose identity is not verified.",
                "个人信息：未核实身份前不得透露。",
            ));
        }
    });
}

/// The sign of personal data.
const LOCK: &str = "🔒";

/// One column of a table: its code, what it is called, how wide it is.
struct Head {
    code: String,
    label: String,
    private: bool,
    width: f32,
}

fn heads(ui: &Ui, look: Look<'_>, table: &str, keys: &[String]) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    let letter = em(ui) * 0.56;
    let wide =
        |text: &str| f32::from(u16::try_from(text.width()).unwrap_or(u16::MAX)).mul_add(letter, em(ui));
    for key in keys.iter().take(SAMPLE) {
        for (code, value) in look.record(table, key) {
            let width = wide(&look.value(&value));
            if let Some(head) = heads.iter_mut().find(|head| head.code == code) {
                head.width = head.width.max(width);
            } else {
                let label = look.title(&code);
                let private = look.private(table, &code);
                let mark = if private { wide(LOCK) } else { 0.0 };
                let width = width.max(wide(&label) + mark);
                heads.push(Head { code, label, private, width });
            }
        }
    }
    heads.sort_by_key(|head| look.rank(table, &head.code));
    for head in &mut heads {
        head.width = head.width.clamp(em(ui) * 3.5, em(ui) * 16.0);
    }
    heads
}

fn grid(ui: &mut Ui, look: Look<'_>, sheets: &mut Sheets, salt: &str, table: &str, keys: &[String]) {
    let heads = heads(ui, look, table, keys);
    let row = (ui.text_style_height(&TextStyle::Body) + 10.0).round();
    let first =
        keys.iter().take(SAMPLE).map(|key| key.width()).max().unwrap_or(4).max(look.key(table).width());
    let first = f32::from(u16::try_from(first).unwrap_or(24)).mul_add(em(ui) * 0.6, em(ui) * 1.6);
    let opened = sheets.opened.get(table).cloned();
    let (mut open, most) = (None, em(ui) * 14.0);
    ScrollArea::horizontal().id_salt(("table", salt, table)).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
        let mut builder = TableBuilder::new(ui)
            .id_salt(("rows", salt, table))
            .striped(true)
            .cell_layout(Layout::left_to_right(Align::Center))
            .min_scrolled_height(0.0)
            .max_scroll_height(row * ROWS_SEEN)
            .column(Column::initial(first.min(most)).clip(true));
        for head in &heads {
            builder = builder.column(Column::initial(head.width).clip(true));
        }
        let titles = |mut line: egui_extras::TableRow<'_, '_>| {
            line.col(|ui| title(ui, look, &look.title_of(table), false));
            for head in &heads {
                line.col(|ui| title(ui, look, &head.label, head.private));
            }
        };
        builder.header(row, titles).body(|body| {
            body.rows(row, keys.len(), |mut line| {
                let Some(key) = keys.get(line.index()) else { return };
                let record = look.session.record(table, key);
                line.set_selected(opened.as_ref() == Some(key));
                line.col(|ui| {
                    ui.spacing_mut().button_padding.x = 0.0;
                    let words = RichText::new(key).color(look.kit.palette.accent);
                    let button = ui.add(Button::new(words).small().truncate().frame_when_inactive(false));
                    if button.gained_focus() {
                        // The row below is drawn next, so that Tab finds it.
                        ui.scroll_to_rect(button.rect.expand2(vec2(0.0, row)), None);
                    }
                    if button.clicked() {
                        open = Some(key.clone());
                    }
                });
                for head in &heads {
                    let words = record.get(&head.code).map(|value| look.value(value)).unwrap_or_default();
                    line.col(|ui| {
                        ui.add(egui::Label::new(words).truncate());
                    });
                }
            });
        });
    });
    if let Some(key) = open {
        let again = opened.as_ref() == Some(&key);
        if again {
            sheets.opened.remove(table);
        } else {
            sheets.opened.insert(table.to_owned(), key);
        }
    }
}

fn title(ui: &mut Ui, look: Look<'_>, label: &str, private: bool) {
    let mark = if private { format!(" {LOCK}") } else { String::new() };
    let words = RichText::new(format!("{label}{mark}")).small().color(look.kit.palette.faint);
    ui.add(egui::Label::new(words).truncate());
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use egui_kittest::Harness;
    use egui_kittest::kittest::{NodeT as _, Queryable as _};

    use super::*;
    use crate::listen::Listener;
    use crate::scenario::{Language, Library};
    use crate::session::{Mode, Session};
    use crate::views::theme::{Kit, Palette, Shade};

    #[test]
    fn through_five_thousand_rows_only_those_in_sight_are_drawn() {
        let scenario = Library::embedded().scenario("system-outage", 0).unwrap();
        let listener = Listener::builtin().unwrap();
        let session = Session::begin(Arc::new(scenario), Arc::new(listener), Language::En, Mode::Learn, 0);
        let kit = Kit { language: Language::En, palette: Palette::new(Shade::Light, false), motion: false };
        let keys: Vec<String> = (0..5_000).map(|number| format!("P-{number}")).collect();
        let mut sheets = Sheets::default();
        let mut harness = Harness::builder().with_size([480.0, 600.0]).build_ui(|ui| {
            let look = Look { kit: &kit, session: &session };
            records(ui, look, &mut sheets, "test", ("payments", &keys), &mut Out::default());
        });
        harness.run();
        let mut last = 0;
        for _ in 0..120 {
            let drawn: Vec<usize> = harness
                .query_all_by_label_contains("P-")
                .filter_map(|row| row.accesskit_node().label()?.strip_prefix("P-")?.parse().ok())
                .collect();
            assert!((5..40).contains(&drawn.len()), "{} rows are drawn", drawn.len());
            last = drawn.into_iter().max().unwrap();
            harness.hover_at(egui::pos2(40.0, 150.0));
            harness.event(egui::Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: vec2(0.0, -1_500.0),
                modifiers: egui::Modifiers::NONE,
                phase: egui::TouchPhase::Move,
            });
            harness.run();
        }
        assert_eq!(last, 4_999, "the last row is scrolled to");
    }
}
