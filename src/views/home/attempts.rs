//! The attempts so far as a list; only what is in sight is drawn.

use egui::{
    Align2, Color32, CornerRadius, Id, Rect, RichText, Sense, Stroke, TextStyle, TextWrapMode, Ui,
    WidgetInfo, WidgetText, WidgetType, pos2, vec2,
};

use super::HomeIntent;
use super::data::{HomeData, Row, Verdict};
use crate::locale::names;
use crate::store::Summary;
use crate::views::page::em;
use crate::views::parts::{self, heading};
use crate::views::theme::Kit;

/// Rows drawn beyond what is in sight, so that the keyboard finds the next one.
const BEYOND: usize = 2;

/// Draws the list.
pub(super) fn show(ui: &mut Ui, kit: &Kit, data: &HomeData) -> Option<HomeIntent> {
    heading(ui, kit.t("Your attempts", "练习记录"));
    if data.attempts.is_empty() {
        let what = kit.t("Nothing here yet.", "还没有练习记录。");
        let remedy = kit.t(
            "Every conversation is kept here, with its score and its debrief.",
            "每次对话都会保存在这里\u{ff0c}附有评分和复盘。",
        );
        parts::card(ui, kit, |ui| parts::empty(ui, kit, what, remedy));
        return None;
    }
    parts::card(ui, kit, |ui| {
        ui.set_width(ui.available_width());
        let table = Table::new(ui);
        table.head(ui, kit);
        let size = vec2(table.width, table.height * count(data.attempts.len()));
        let (area, _) = ui.allocate_exact_size(size, Sense::hover());
        let seen = ui.clip_rect();
        let first = table.index(seen.top() - area.top()).saturating_sub(BEYOND);
        let last = (table.index(seen.bottom() - area.top()) + BEYOND + 1).min(data.attempts.len());
        let mut intent = None;
        for index in first..last {
            let Some((attempt, row)) = data.row(index) else { break };
            let top = area.top() + table.height * count(index);
            let rect = Rect::from_min_size(pos2(area.left(), top), vec2(table.width, table.height));
            let title = data.title(attempt, kit.language);
            intent = intent.or(table.row(ui, kit, rect, attempt, row, title));
        }
        intent
    })
}

/// A number of rows as a factor of lengths.
#[expect(clippy::cast_precision_loss, reason = "nobody has sixteen million attempts")]
fn count(rows: usize) -> f32 {
    rows as f32
}

/// Where the columns stand; in a narrow window a row has two lines.
struct Table {
    width: f32,
    height: f32,
    em: f32,
    wide: bool,
}

impl Table {
    fn new(ui: &Ui) -> Self {
        let (width, em) = (ui.available_width(), em(ui));
        let wide = width > em * 32.0;
        Self { width, height: if wide { em * 1.9 } else { em * 3.1 }, em, wide }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held at 0 and above")]
    fn index(&self, distance: f32) -> usize {
        (distance / self.height).max(0.0) as usize
    }

    /// Left ends and widths of: time, scenario, mode, score, result.
    fn columns(&self) -> [(f32, f32); 5] {
        let (when, mode, score, result) = (self.em * 7.5, self.em * 5.0, self.em * 3.0, self.em * 7.0);
        let gap = self.em * 0.6;
        let title = (self.width - when - mode - score - result - gap * 5.0).max(self.em * 4.0);
        let mut left = gap / 2.0;
        [when, title, mode, score, result].map(|width| {
            let at = left;
            left += width + gap;
            (at, width)
        })
    }

    fn head(&self, ui: &mut Ui, kit: &Kit) {
        if !self.wide {
            return;
        }
        let (rect, _) = ui.allocate_exact_size(vec2(self.width, self.em * 1.4), Sense::hover());
        let names = [
            kit.t("Begun", "开始时间"),
            kit.t("Scenario", "场景"),
            kit.t("Mode", "模式"),
            kit.t("Score", "得分"),
            kit.t("Result", "结果"),
        ];
        for ((left, width), name) in self.columns().into_iter().zip(names) {
            let place = Rect::from_min_size(rect.min + vec2(left, 0.0), vec2(width, rect.height()));
            cell(ui, place, name, kit.palette.faint, TextStyle::Small);
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, kit.palette.line));
    }

    fn row(
        &self,
        ui: &Ui,
        kit: &Kit,
        rect: Rect,
        attempt: &Summary,
        row: &Row,
        title: &str,
    ) -> Option<HomeIntent> {
        let response = ui.interact(rect, Id::new(("attempt", attempt.id)), Sense::click());
        let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
        let mode = names::mode(attempt.played.mode, kit.language);
        let score = row.overall.map_or_else(|| "\u{2013}".to_owned(), |score| score.to_string());
        let (result, colour) = result(row.result, kit);
        let separator = kit.t(", ", "\u{ff0c}");
        let said = [row.when.as_str(), title, mode, &score, result].join(separator);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &said));
        let painter = ui.painter();
        if response.hovered() || response.has_focus() {
            painter.rect_filled(rect, CornerRadius::same(4), kit.palette.chosen);
        }
        painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, kit.palette.line));
        let (text, faint) = (kit.palette.text, kit.palette.faint);
        if self.wide {
            let cells = [
                (row.when.as_str(), faint),
                (title, text),
                (mode, faint),
                (score.as_str(), text),
                (result, colour),
            ];
            for ((left, width), (words, colour)) in self.columns().into_iter().zip(cells) {
                let place = Rect::from_min_size(rect.min + vec2(left, 0.0), vec2(width, rect.height()));
                cell(ui, place, words, colour, TextStyle::Body);
            }
        } else {
            let half = vec2(rect.width() - self.em, rect.height() / 2.0);
            let upper = Rect::from_min_size(rect.min + vec2(self.em / 2.0, 0.0), half);
            cell(ui, upper, title, text, TextStyle::Body);
            let (left, right) = upper.translate(vec2(0.0, half.y)).split_left_right_at_fraction(0.62);
            let when = format!("{} \u{b7} {mode}", row.when);
            cell(ui, left, &when, faint, TextStyle::Small);
            let result = format!("{score} \u{b7} {result}");
            cell(ui, right, &result, colour, TextStyle::Small);
        }
        if !response.clicked() {
            return None;
        }
        Some(match row.result {
            Verdict::Open => HomeIntent::Resume(attempt.id),
            Verdict::Left | Verdict::Unrated | Verdict::Passed | Verdict::Failed | Verdict::Undecided => {
                HomeIntent::Debrief(attempt.id)
            }
        })
    }
}

/// What came of an attempt, in a word and a colour.
fn result(verdict: Verdict, kit: &Kit) -> (&'static str, Color32) {
    let palette = &kit.palette;
    match verdict {
        Verdict::Open => (kit.t("\u{2192} cut off, go on", "\u{2192} 未完成\u{ff0c}可继续"), palette.accent),
        Verdict::Left => (kit.t("left early", "中途退出"), palette.faint),
        Verdict::Unrated => (kit.t("no score", "无评分"), palette.faint),
        Verdict::Passed => (kit.t("\u{2714} passed", "\u{2714} 通过"), palette.good),
        Verdict::Failed => (kit.t("\u{2716} not passed", "\u{2716} 未通过"), palette.bad),
        Verdict::Undecided => (kit.t("? a person decides", "? 待人工判定"), palette.warn),
    }
}

/// Words on one line within a place, cut with an ellipsis where they are longer.
fn cell(ui: &Ui, place: Rect, words: &str, colour: Color32, style: TextStyle) {
    let words = WidgetText::from(RichText::new(words).color(colour));
    let galley = words.into_galley(ui, Some(TextWrapMode::Truncate), place.width(), style);
    let at = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), place).min;
    ui.painter().galley(at, galley, colour);
}
