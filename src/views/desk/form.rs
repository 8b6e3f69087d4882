//! The form of a tool: a field for each argument, checked before it is sent.

use std::collections::BTreeMap;

use egui::{ComboBox, Response, Ui};

use super::Out;
use super::fields::{self, chip, entered, line, pair};
use super::look::Look;
use super::seen::Seen;
use crate::locale::rejected;
use crate::scenario::desk::{Argument, Kind, Tool};
use crate::session::Rejected;
use crate::views::parts;
use crate::views::refusal;
use crate::views::theme::Kit;

/// Keys suggested below a field at most.
const MOST_SUGGESTED: usize = 8;

/// A form being filled in.
#[derive(Debug, Default)]
pub(super) struct Form {
    given: BTreeMap<String, String>,
    faults: BTreeMap<String, String>,
    fault: Option<String>,
    focus: Option<String>,
}

impl Form {
    /// Says why the form as a whole was refused.
    pub(super) fn refused(&mut self, why: String) {
        self.fault = Some(why);
    }

    /// Says what is wrong with an argument, and puts the keyboard there.
    pub(super) fn faulty(&mut self, argument: String, why: String) {
        self.focus = Some(argument.clone());
        self.faults.insert(argument, why);
    }

    /// Puts the keyboard into the first field.
    pub(super) fn start(&mut self, tool: &Tool) {
        self.focus = tool.args.first().map(|argument| argument.name.clone());
    }

    /// Draws the form; the arguments where it was sent.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        seen: &Seen,
        tool: &Tool,
        out: &mut Out,
    ) -> Option<BTreeMap<String, String>> {
        let mut sent = false;
        for argument in &tool.args {
            sent |= pair(
                ui,
                |ui| fields::name(ui, &look.title(&argument.name)),
                |ui, label| self.field(ui, look, seen, argument, label, out),
            );
        }
        ui.add_space(2.0);
        let run = pair(
            ui,
            |_| (),
            |ui, ()| {
                ui.horizontal_wrapped(|ui| {
                    let pressed = parts::primary(ui, look.kit, look.kit.t("Run", "执行"), true).clicked();
                    cost(ui, look, tool);
                    pressed
                })
                .inner
            },
        );
        if let Some(fault) = &self.fault {
            fields::wrong(ui, look.kit, fault);
        }
        (sent || run).then(|| self.checked(look, tool)).flatten()
    }

    fn field(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        seen: &Seen,
        argument: &Argument,
        label: &Response,
        out: &mut Out,
    ) -> bool {
        let value = self.given.entry(argument.name.clone()).or_default();
        let before = value.clone();
        let mut sent = false;
        let response = if let Kind::Choice(codes) = &argument.kind {
            choice(ui, look, argument, codes, value, label)
        } else {
            let response = line(ui, value, label, &hint(argument, look.kit), out);
            sent = entered(ui, &response);
            response
        };
        if let Kind::Key(table) = &argument.kind {
            let taken = suggest(ui, look, &seen.keys(look.session, table), value);
            if taken {
                response.request_focus();
            }
        }
        if *value != before {
            out.typed = true;
            self.fault = None;
            self.faults.remove(&argument.name);
        }
        if self.focus.as_ref() == Some(&argument.name) {
            response.request_focus();
            self.focus = None;
        }
        if let Some(why) = self.faults.get(&argument.name) {
            fields::wrong(ui, look.kit, why);
        }
        sent
    }

    /// The arguments, or none and the faults beside the fields.
    fn checked(&mut self, look: Look<'_>, tool: &Tool) -> Option<BTreeMap<String, String>> {
        let kit = look.kit;
        self.fault = None;
        self.faults.clear();
        let filled: BTreeMap<String, String> = self
            .given
            .iter()
            .map(|(name, value)| (name.clone(), value.trim().to_owned()))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        for argument in &tool.args {
            let why = match filled.get(&argument.name) {
                None if !argument.optional => Some(match argument.kind {
                    Kind::Choice(_) => kit.t("Choose one.", "请选择一项。"),
                    Kind::Text | Kind::Number | Kind::Date | Kind::Key(_) => {
                        kit.t("Fill this in.", "请填写此项。")
                    }
                }),
                Some(value) if argument.kind == Kind::Number && !value.chars().any(char::is_numeric) => {
                    Some(kit.t("A whole number is wanted here.", "这里要填整数。"))
                }
                None | Some(_) => None,
            };
            if let Some(why) = why {
                self.faults.insert(argument.name.clone(), why.to_owned());
            }
        }
        self.focus =
            tool.args.iter().map(|one| &one.name).find(|name| self.faults.contains_key(*name)).cloned();
        if self.faults.is_empty() && filled.is_empty() && !tool.args.is_empty() {
            self.fault = Some(kit.t("Fill in at least one field.", "请至少填写一项。").to_owned());
            self.start(tool);
        }
        (self.faults.is_empty() && self.fault.is_none()).then_some(filled)
    }
}

/// How long the tool takes, beside its button.
fn cost(ui: &mut Ui, look: Look<'_>, tool: &Tool) {
    if tool.seconds > 0 {
        let seconds = tool.seconds;
        let text = look.kit.t(format!("takes {seconds} s"), format!("约需 {seconds} 秒"));
        fields::caption(ui, look.kit, &text);
    }
}

fn choice(
    ui: &mut Ui,
    look: Look<'_>,
    argument: &Argument,
    codes: &[String],
    value: &mut String,
    label: &Response,
) -> Response {
    let chosen = if value.is_empty() {
        look.kit.t("Choose…", "请选择…").to_owned()
    } else {
        look.label(value).to_owned()
    };
    let width = ui.available_width();
    let combo = ComboBox::from_id_salt(("choice", &argument.name)).width(width).truncate();
    let nothing = (String::new(), look.kit.t("(leave out)", "（不填）").to_owned());
    let offered = codes.iter().map(|code| (code.clone(), look.label(code).to_owned()));
    let options = argument.optional.then_some(nothing).into_iter().chain(offered);
    let response = parts::choose(ui, combo.selected_text(chosen), value, options);
    response.labelled_by(label.id)
}

/// Keys that have been on screen and begin with what is typed, to be taken with a press; whether one was.
fn suggest(ui: &mut Ui, look: Look<'_>, keys: &[String], value: &mut String) -> bool {
    let typed = value.trim().to_lowercase();
    let fitting = |key: &&String| key.to_lowercase().starts_with(&typed) && **key != *value;
    let offered: Vec<&String> = keys.iter().filter(fitting).take(MOST_SUGGESTED).collect();
    if offered.is_empty() {
        return false;
    }
    let mut taken = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        fields::caption(ui, look.kit, look.kit.t("seen:", "看过："));
        for key in offered {
            if chip(ui, key).clicked() {
                value.clone_from(key);
                taken = true;
            }
        }
    });
    taken
}

fn hint(argument: &Argument, kit: &Kit) -> String {
    let wanted = match &argument.kind {
        Kind::Text | Kind::Choice(_) | Kind::Key(_) => String::new(),
        Kind::Number | Kind::Date => rejected::wanted(&argument.kind, kit.language),
    };
    match (argument.optional, wanted.is_empty()) {
        (false, _) => wanted,
        (true, true) => kit.t("optional", "选填").to_owned(),
        (true, false) => kit.t(format!("optional: {wanted}"), format!("选填，{wanted}")),
    }
}

/// Why the session refused a form, in the words of a form: the argument at fault where one is, and what is wrong.
pub(super) fn fault(why: &Rejected, kit: &Kit) -> (Option<String>, String) {
    if let Rejected::MissingArgument { argument, .. } = why {
        (Some(argument.clone()), kit.t("Fill this in.", "请填写此项。").to_owned())
    } else if let Rejected::NoArguments { .. } = why {
        (None, kit.t("Fill in at least one field.", "请至少填写一项。").to_owned())
    } else if let Rejected::BadArgument { argument, given, kind, .. } = why {
        let wanted = rejected::wanted(kind, kit.language);
        let words =
            kit.t(format!("“{given}” does not fit: {wanted}."), format!("“{given}”填得不对，应为{wanted}。"));
        (Some(argument.clone()), words)
    } else {
        (None, refusal(why, kit))
    }
}
