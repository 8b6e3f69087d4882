//! The services: how they are now, and how that changed.

use egui::{Color32, RichText, Ui, vec2};

use super::look::Look;
use super::seen::{Change, Seen};
use super::{fields, scroll};
use crate::views::parts;
use crate::views::theme::Kit;

/// Draws every service with its history, then the desk's notices.
pub(super) fn show(ui: &mut Ui, look: Look<'_>, seen: &Seen) {
    let kit = look.kit;
    if seen.services.is_empty() && seen.notices.is_empty() {
        parts::empty(
            ui,
            kit,
            kit.t("This desk watches no services.", "这个工作台没有服务状态页。"),
            kit.t("Notices of the desk would stand here.", "工作台的通知会显示在这里。"),
        );
        return;
    }
    scroll(ui, "services", |ui| {
        for (name, changes) in &seen.services {
            let title = look.desk().services.get(name).map_or(name.as_str(), |one| look.say(&one.title));
            parts::card(ui, kit, |ui| {
                ui.set_width(ui.available_width());
                service(ui, look, title, changes);
            });
        }
        if !seen.notices.is_empty() {
            ui.add_space(6.0);
            parts::heading(ui, kit.t("Notices", "通知"));
            seen.notices.iter().rev().for_each(|notice| line(ui, look, notice));
        }
    });
}

fn service(ui: &mut Ui, look: Look<'_>, title: &str, changes: &[Change]) {
    let kit = look.kit;
    let Some(now) = changes.last() else { return };
    let (sign, colour) = sign(now.status.as_deref(), kit);
    ui.horizontal_wrapped(|ui| {
        parts::heading(ui, title);
        parts::badge(ui, colour, &format!("{sign} {}", status(look, now)));
        let since = parts::clock(now.at);
        fields::caption(ui, kit, &kit.t(format!("since {since}"), format!("{since} 起")));
    });
    if !now.says.is_empty() {
        ui.label(&now.says);
    }
    if changes.len() > 1 {
        fields::caption(ui, kit, kit.t("History", "历史"));
        changes.iter().rev().for_each(|change| line(ui, look, change));
    }
}

/// One line of a history: when, what, and what the page said.
fn line(ui: &mut Ui, look: Look<'_>, change: &Change) {
    let kit = look.kit;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 1.0);
        ui.label(
            RichText::new(format!("{:>5}", parts::clock(change.at))).monospace().color(kit.palette.faint),
        );
        ui.vertical(|ui| {
            if change.status.is_some() {
                let (sign, colour) = sign(change.status.as_deref(), kit);
                ui.label(RichText::new(format!("{sign} {}", status(look, change))).color(colour));
            }
            if !change.says.is_empty() {
                ui.label(RichText::new(&change.says).small());
            }
        });
    });
}

fn status(look: Look<'_>, change: &Change) -> String {
    let code = change.status.as_deref().unwrap_or_default();
    let plain = match code {
        "up" => look.kit.t("up", "正常"),
        "degraded" => look.kit.t("degraded", "不稳定"),
        "down" => look.kit.t("down", "中断"),
        other => other,
    };
    look.desk().labels.get(code).map_or(plain, |label| look.say(label)).to_owned()
}

/// The sign and colour of a status; a trainer's own code counts as something to watch.
fn sign(status: Option<&str>, kit: &Kit) -> (&'static str, Color32) {
    match status {
        Some("up") => ("✔", kit.palette.good),
        Some("down") => ("✖", kit.palette.bad),
        Some(_) => ("⚠", kit.palette.warn),
        None => ("ℹ", kit.palette.faint),
    }
}
