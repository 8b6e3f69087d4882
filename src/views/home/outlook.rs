//! What fades and is due, how well somebody does and how sure that is, and what they are certified for.

use egui::{Label, RichText, Ui};
use uuid::Uuid;

use super::data::HomeData;
use super::{FRAME, HomeIntent};
use crate::locale::names;
use crate::locale::progress as words;
use crate::progress::{AbilityEstimate, Card, Due, Estimate};
use crate::views::library::Entry;
use crate::views::page::{em, link};
use crate::views::parts::{self, faint, heading};
use crate::views::theme::Kit;
use crate::views::tiles;

/// How many cards are shown that are due, and, where none is, that come next.
const SHOWN: (usize, usize) = (4, 2);

/// What lies ahead of somebody, and what they have reached.
#[derive(Clone, Debug, Default)]
pub struct Outlook {
    /// What is due and when, what is due first.
    pub due: Vec<Due>,
    /// How well they do.
    pub abilities: Vec<AbilityEstimate>,
    /// What they are certified for.
    pub certificates: Vec<Held>,
}

/// A certificate somebody holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its id.
    pub id: Uuid,
    /// The step.
    pub title: String,
    /// The day it was made.
    pub day: String,
}

/// Draws what is due beside the abilities, and the certificates below.
pub(super) fn show(ui: &mut Ui, kit: &Kit, data: &HomeData) -> Option<HomeIntent> {
    let outlook = &data.outlook;
    if outlook.due.is_empty() && outlook.certificates.is_empty() {
        return None;
    }
    let mut intent = None;
    let certified = usize::from(!outlook.certificates.is_empty());
    tiles::show(ui, "outlook", 2 + certified, em(ui) * 20.0, |ui, index, height| {
        parts::card(ui, kit, |ui| {
            ui.set_width(ui.available_width());
            let wanted = match index {
                0 => due(ui, kit, data),
                1 => {
                    abilities(ui, kit, &outlook.abilities);
                    None
                }
                _ => certificates(ui, kit, &outlook.certificates),
            };
            intent = intent.take().or(wanted);
            tiles::fill(ui, height, FRAME)
        })
    });
    intent
}

fn due(ui: &mut Ui, kit: &Kit, data: &HomeData) -> Option<HomeIntent> {
    let mut intent = None;
    let today: Vec<&Due> = data.outlook.due.iter().filter(|card| card.is_due()).collect();
    let title = |id: &str| {
        let entry = data.entry(id);
        entry.map_or_else(|| id.to_owned(), |entry| entry.title.get(kit.language).to_owned())
    };
    let cards: Vec<&Due> = if today.is_empty() {
        heading(ui, kit.t("Nothing is due today", "今天没有到期的练习"));
        data.outlook.due.iter().take(SHOWN.1).collect()
    } else {
        heading(ui, kit.t("Due today", "今天该练"));
        today.into_iter().take(SHOWN.0).collect()
    };
    for card in cards {
        ui.add_space(2.0);
        ui.add(Label::new(words::due(card, title, kit.language)).wrap());
        let id = match &card.card {
            Card::Scenario(id) => Some(id),
            Card::Ability(_) => card.suggested.as_ref(),
        };
        if let Some(id) = id.filter(|id| data.entry(id).is_some_and(Entry::is_playable)) {
            let name = title(id);
            let words = names::headed(kit.t("Practise", "去练"), &name, kit.language);
            if link(ui, &words).clicked() {
                intent = Some(HomeIntent::Play(id.clone()));
            }
        }
    }
    intent
}

fn abilities(ui: &mut Ui, kit: &Kit, abilities: &[AbilityEstimate]) {
    heading(ui, kit.t("Abilities", "能力"));
    faint(ui, kit, names::headed(kit.t("Estimated", "估计值"), words::scale(kit.language), kit.language));
    for one in abilities {
        ui.add_space(2.0);
        let name = words::measure(one.ability, kit.language);
        ui.add(Label::new(parts::bold(ui, &parts::capital(name))).wrap());
        let said = words::estimate(&one.estimate, kit.language);
        match &one.estimate {
            Estimate::Known { mean, low, high, .. } => {
                interval(ui, kit, (*low, *mean, *high), &names::headed(name, &said, kit.language));
                faint(ui, kit, said);
            }
            Estimate::NotEnough { .. } => _ = faint(ui, kit, said),
        }
    }
}

/// A line from 0 to 100 with the interval on it and the mean in it.
fn interval(ui: &mut Ui, kit: &Kit, (low, mean, high): (f64, f64, f64), name: &str) {
    let size = egui::vec2(ui.available_width().min(em(ui) * 16.0), em(ui) * 0.6);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    #[expect(clippy::cast_possible_truncation, reason = "0 to 100")]
    let at = |score: f64| rect.left() + rect.width() * (score.clamp(0.0, 100.0) / 100.0) as f32;
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.center().y, egui::Stroke::new(2.0, kit.palette.line));
    let bar = egui::Rect::from_x_y_ranges(at(low)..=at(high), rect.shrink2(egui::vec2(0.0, 2.0)).y_range());
    painter.rect_filled(bar, egui::CornerRadius::same(3), kit.palette.chosen);
    painter.rect_stroke(
        bar,
        egui::CornerRadius::same(3),
        egui::Stroke::new(1.0, kit.palette.accent),
        egui::StrokeKind::Inside,
    );
    painter.circle_filled(egui::pos2(at(mean), rect.center().y), rect.height() / 3.0, kit.palette.accent);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Image, true, name));
}

fn certificates(ui: &mut Ui, kit: &Kit, held: &[Held]) -> Option<HomeIntent> {
    let mut intent = None;
    heading(ui, kit.t("Certificates", "证书"));
    for one in held {
        ui.add_space(2.0);
        ui.add(Label::new(parts::bold(ui, &one.title)).wrap());
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(&one.day).color(kit.palette.faint));
            let words = kit.t("Save as a file", "保存为文件");
            let button = ui.button(words);
            let name = names::headed(words, &one.title, kit.language);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &name));
            if button.clicked() {
                intent = Some(HomeIntent::Certificate(one.id));
            }
        });
    }
    intent
}
