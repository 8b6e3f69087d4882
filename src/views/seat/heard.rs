//! What was heard in a reply, in learn mode: chips with the words that prove them, and what else was meant.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Align, ComboBox, Layout, RichText, Ui};

use super::SeatIntent;
use crate::locale::names;
use crate::scenario::Act;
use crate::session::event::Reply;
use crate::views::parts;
use crate::views::theme::Kit;

/// What the trainee says they meant, by the place in the log of what was heard.
pub type Meant = BTreeMap<u32, BTreeSet<Act>>;

/// Draws the chips of the reply at `event` of the log.
pub(super) fn show(
    ui: &mut Ui,
    kit: &Kit,
    event: u32,
    reply: &Reply,
    meant: &mut Meant,
    intents: &mut Vec<SeatIntent>,
) {
    let heard: BTreeSet<Act> = reply.acts.iter().filter(|one| one.heard).map(|one| one.act).collect();
    let said = meant.get(&event).cloned().unwrap_or_default();
    ui.with_layout(Layout::right_to_left(Align::TOP).with_main_wrap(true), |ui| {
        let open = |act: &Act| !act.is_harm() && !heard.contains(act) && !said.contains(act);
        let options = Act::ALL
            .into_iter()
            .filter(open)
            .map(|act| (Some(act), names::act(act, kit.language).to_owned()));
        let mut chosen = None;
        let lead = RichText::new(kit.t("I meant…", "我的本意是…")).small();
        let list = ComboBox::from_id_salt(("meant", event)).selected_text(lead).width(0.0);
        let button = parts::choose(ui, list, &mut chosen, options);
        button.on_hover_text(kit.t(
            "Not heard? Say what you meant. It is kept as a dispute for a reviewer and changes no score by itself.",
            "没被听出来？注明您的本意，将记为异议供人复核，本身不影响得分。",
        ));
        if let Some(act) = chosen {
            meant.entry(event).or_default().insert(act);
            intents.push(SeatIntent::Meant(event, act));
        }
        for act in &said {
            parts::badge(ui, kit.palette.faint, &names::meant(*act, kit.language));
        }
        let mut drawn = BTreeSet::new();
        for one in reply.acts.iter().filter(|one| one.heard && drawn.insert(one.act)) {
            let words: String =
                reply.text.chars().skip(one.from as usize).take((one.to - one.from) as usize).collect();
            let colour = if one.act.is_harm() { kit.palette.bad } else { kit.palette.accent };
            let name = names::act(one.act, kit.language);
            parts::badge(ui, colour, name).on_hover_text(format!("“{words}”"));
        }
        let lead = if heard.is_empty() {
            kit.t("heard: nothing in particular", "没有听到特别的内容")
        } else {
            kit.t("heard:", "听到：")
        };
        ui.label(RichText::new(lead).small().color(kit.palette.faint));
    });
}
