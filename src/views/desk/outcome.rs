//! How a tool went the last time.

use egui::{RichText, Ui};

use super::fields;
use super::look::Look;
use super::seen::Seen;
use super::table::{self, Sheets};
use super::{Out, Tab, terms};
use crate::locale::names;
use crate::scenario::desk::{Kind, Tool};
use crate::session::event::Failing;
use crate::session::{Mode, What};
use crate::views::parts;

/// Draws the last outcome of a tool: what it said and showed, or why it failed.
pub(super) fn show(
    ui: &mut Ui,
    look: Look<'_>,
    seen: &Seen,
    sheets: &mut Sheets,
    (name, tool): (&str, &Tool),
    out: &mut Out,
) {
    let kit = look.kit;
    let Some(event) = seen.outcomes.get(name).and_then(|index| look.session.log().get(*index)) else {
        let remedy = if tool.args.is_empty() {
            kit.t("Run it to see what it says.", "点击“执行”查看结果。")
        } else {
            kit.t("Fill in the form and press Enter.", "填好表单，按回车执行。")
        };
        parts::empty(ui, kit, kit.t("Not used yet.", "还没有用过。"), remedy);
        return;
    };
    let clock = parts::clock(event.at);
    if let What::Used { args, says, shows, unmet, .. } = &event.what {
        verdict(ui, kit.palette.good, "✔", kit.t("Done", "已完成"), &clock);
        given(ui, look, tool, args);
        if !says.is_empty() {
            ui.label(says);
        }
        if look.session.mode() == Mode::Learn {
            let unmet = terms::unmet(look, tool, unmet);
            if !unmet.is_empty() {
                let unmet = unmet.join(kit.t("; ", "；"));
                let text = kit.t(
                    format!("⚠ Done although this was missing: {unmet}."),
                    format!("⚠ 已执行，但还缺这一步：{unmet}。"),
                );
                ui.label(RichText::new(text).color(kit.palette.warn));
            }
        }
        table::shown(ui, look, sheets, name, shows, out);
    } else if let What::Failed { args, why, says, .. } = &event.what {
        verdict(ui, kit.palette.bad, "✖", kit.t("Not done", "未完成"), &clock);
        given(ui, look, tool, args);
        ui.label(if says.is_empty() { names::failing(why, kit.language) } else { says });
        if let Some(obstacle) = terms::obstacle(look, tool, why) {
            fields::pair(
                ui,
                |ui| parts::faint(ui, kit, kit.t("Needs first", "前提")),
                |ui, _| ui.label(obstacle),
            );
        }
        if matches!(why, Failing::Approval(_)) && look.desk().supervisor.is_some() {
            let ask = kit.t("Ask the supervisor", "去请示主管");
            if ui.button(ask).clicked() {
                out.go = Some(Tab::Team);
            }
        }
    }
}

fn verdict(ui: &mut Ui, colour: egui::Color32, sign: &str, word: &str, clock: &str) {
    ui.horizontal_wrapped(|ui| {
        parts::badge(ui, colour, &format!("{sign} {word}"));
        ui.label(RichText::new(clock).small().weak());
    });
}

/// What the form was sent with, small, so that a result is never read as that of another look-up.
fn given(ui: &mut Ui, look: Look<'_>, tool: &Tool, args: &std::collections::BTreeMap<String, String>) {
    let words = tool.args.iter().filter_map(|argument| {
        let value = args.get(&argument.name)?;
        let value = if matches!(argument.kind, Kind::Choice(_)) { look.label(value) } else { value };
        Some(names::headed(look.label(&argument.name), value, look.kit.language))
    });
    let words: Vec<String> = words.collect();
    if !words.is_empty() {
        fields::caption(ui, look.kit, &words.join(" · "));
    }
}
