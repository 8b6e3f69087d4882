//! The first screen: what this is, and who sits down.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Button, Key, Label, RichText, TextEdit, Ui, vec2};

use super::page::{self, em};
use super::parts::{self, faint, heading};
use super::shell::MARK;
use super::theme::Kit;
use crate::locale::store::bad_name;
use crate::scenario::Language;
use crate::store::{Person, clean_name};

/// From how many names on there is a search field.
const MANY: usize = 8;
/// How many names are shown at once.
const SHOWN: usize = 40;

/// How people come in.
#[derive(Clone, Copy, Debug)]
pub enum Door<'a> {
    /// By name: nobody has a passphrase, and these are known.
    Open(&'a [Person]),
    /// By name and passphrase; the last try was refused for this reason.
    Closed(Option<&'a str>),
}

/// What is being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProfileState {
    /// The passphrase, where one is asked for.
    pub passphrase: String,
    /// Whether this machine shall remember who signs in.
    pub remember: bool,
    /// The new name; none until the screen was shown once.
    pub name: Option<String>,
    /// What the known names are searched for.
    pub search: String,
}

/// What is wanted here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProfileIntent {
    /// This person sits down: a known name, or a new one, clean already.
    Choose(String),
    /// Somebody signs in.
    SignIn {
        /// Their name, as typed.
        name: String,
        /// Their passphrase.
        passphrase: String,
        /// Whether this machine remembers them.
        remember: bool,
    },
    /// The interface's language.
    Language(Language),
}

/// Draws the screen; `suggested` is put into the field of the new name where nobody is known yet, and `team` says that
/// everything is kept in a team's store.
pub fn show(
    ui: &mut Ui,
    kit: &Kit,
    door: Door<'_>,
    (suggested, team): (&str, bool),
    state: &mut ProfileState,
) -> Option<ProfileIntent> {
    let widest = (em(ui) * 30.0).max(640.0);
    page::column(ui, "profile", widest, |ui| {
        let mut intent = languages(ui, kit);
        ui.add_space(em(ui));
        let mark = RichText::new(MARK).heading().size(em(ui) * 1.8).color(kit.palette.accent);
        ui.add(Label::new(mark).wrap());
        ui.label(kit.t(
            "A flight simulator for customer service: meet difficult customers in your own words, work the desk, and see which moment earned which point.",
            "客服的飞行模拟器\u{ff1a}用自己的话接待棘手的客户\u{ff0c}操作工作台\u{ff0c}每一分都能看到出自哪一刻。",
        ));
        ui.label(if team {
            kit.t("What you do here is kept in your team's store.", "您的记录保存在团队的数据库里。")
        } else {
            kit.t("Nothing leaves this computer.", "所有内容只留在这台电脑上。")
        });
        ui.add_space(em(ui));
        parts::card(ui, kit, |ui| {
            ui.set_width(ui.available_width());
            let people = match door {
                Door::Open(people) => people,
                Door::Closed(refused) => {
                    intent = intent.take().or(sign_in(ui, kit, refused, suggested, state));
                    return;
                }
            };
            heading(ui, kit.t("Who are you?", "您是哪一位\u{ff1f}"));
            ui.add_space(4.0);
            if !people.is_empty() {
                intent = intent.take().or(known(ui, kit, people, state));
                ui.add_space(12.0);
                ui.separator();
                ui.add_space(8.0);
            }
            intent = intent.take().or(new(ui, kit, people, suggested, state));
        });
        intent
    })
}

/// Name and passphrase.
fn sign_in(
    ui: &mut Ui,
    kit: &Kit,
    refused: Option<&str>,
    suggested: &str,
    state: &mut ProfileState,
) -> Option<ProfileIntent> {
    heading(ui, kit.t("Sign in", "登录"));
    ui.add_space(4.0);
    let fresh = state.name.is_none();
    let name = state.name.get_or_insert_with(|| suggested.to_owned());
    let wide = |text| TextEdit::singleline(text).desired_width(f32::INFINITY).margin(vec2(10.0, 8.0));
    let label = ui.label(kit.t("Your name", "您的姓名"));
    let name_field = ui.add(wide(name)).labelled_by(label.id);
    ui.add_space(4.0);
    let label = ui.label(kit.t("Passphrase", "口令"));
    let field = ui.add(wide(&mut state.passphrase).password(true)).labelled_by(label.id);
    if fresh {
        if name.is_empty() { name_field.request_focus() } else { field.request_focus() }
    }
    ui.add_space(4.0);
    ui.checkbox(&mut state.remember, kit.t("Remember me on this computer", "在这台电脑上记住我"));
    if let Some(refused) = refused {
        parts::coloured(ui, kit.palette.bad, format!("\u{26a0} {}", parts::capital(refused)));
    }
    ui.add_space(4.0);
    let entered =
        (field.lost_focus() || name_field.lost_focus()) && ui.input(|input| input.key_pressed(Key::Enter));
    let ready = !state.passphrase.is_empty() && !name.trim().is_empty();
    let pressed = parts::primary(ui, kit, kit.t("Sign in", "登录"), ready).clicked();
    faint(
        ui,
        kit,
        kit.t(
            "Forgotten? The owner of this store can give you a new passphrase.",
            "忘记口令\u{ff1f}请联系本数据库的所有者重设。",
        ),
    );
    (ready && (entered || pressed)).then(|| ProfileIntent::SignIn {
        name: name.clone(),
        passphrase: std::mem::take(&mut state.passphrase),
        remember: state.remember,
    })
}

fn languages(ui: &mut Ui, kit: &Kit) -> Option<ProfileIntent> {
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        for (language, name) in [(Language::En, "English"), (Language::Zh, "中文")] {
            if page::choice(ui, kit, kit.language == language, name).clicked() {
                intent = Some(ProfileIntent::Language(language));
            }
        }
    });
    intent
}

fn known(ui: &mut Ui, kit: &Kit, people: &[Person], state: &mut ProfileState) -> Option<ProfileIntent> {
    if people.len() > MANY {
        let label = ui.label(kit.t("Search names", "查找姓名"));
        let field = TextEdit::singleline(&mut state.search).desired_width(f32::INFINITY);
        ui.add(field).labelled_by(label.id);
    } else {
        state.search.clear();
    }
    let wanted = state.search.trim().to_lowercase();
    let found: Vec<&Person> =
        people.iter().filter(|person| person.name.to_lowercase().contains(&wanted)).collect();
    let mut intent = None;
    let fresh = state.name.is_none();
    for (at, person) in found.iter().take(SHOWN).enumerate() {
        let size = vec2(ui.available_width(), ui.spacing().interact_size.y * 1.35);
        let button = ui.add(Button::new(&person.name).wrap().min_size(size));
        if fresh && at == 0 {
            button.request_focus();
        }
        if button.clicked() {
            intent = Some(ProfileIntent::Choose(person.name.clone()));
        }
    }
    if found.is_empty() {
        faint(ui, kit, kit.t("Nobody of this name yet.", "还没有叫这个名字的人。"));
    }
    if let Some(more @ 1..) = found.len().checked_sub(SHOWN) {
        faint(
            ui,
            kit,
            kit.t(format!("{more} more: search for a name."), format!("还有 {more} 人\u{ff1a}请查找姓名。")),
        );
    }
    intent
}

fn new(
    ui: &mut Ui,
    kit: &Kit,
    people: &[Person],
    suggested: &str,
    state: &mut ProfileState,
) -> Option<ProfileIntent> {
    let first = if people.is_empty() { suggested } else { "" };
    let fresh = state.name.is_none() && people.is_empty();
    let name = state.name.get_or_insert_with(|| first.to_owned());
    let label = ui.label(match people {
        [] => kit.t("Your name", "您的姓名"),
        [..] => kit.t("Somebody new: your name", "新来的\u{ff1f}请输入姓名"),
    });
    let field = TextEdit::singleline(name).desired_width(f32::INFINITY).margin(vec2(10.0, 8.0));
    let field = ui.add(field).labelled_by(label.id);
    if fresh {
        // What is suggested is there to be typed over.
        field.request_focus();
        let mut state = TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
        let end = CCursor::new(name.chars().count());
        state.cursor.set_char_range(Some(CCursorRange::two(CCursor::default(), end)));
        state.store(ui.ctx(), field.id);
    }
    let clean = clean_name(name);
    match &clean {
        Err(wrong) if !name.is_empty() => {
            parts::coloured(ui, kit.palette.bad, format!("\u{26a0} {}", bad_name(*wrong, kit.language)));
        }
        Ok(clean) if people.iter().any(|person| person.name == *clean) => {
            faint(ui, kit, kit.t("You have been here before.", "您以前来过。"));
        }
        Ok(_) | Err(_) => {}
    }
    ui.add_space(4.0);
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let pressed = parts::primary(ui, kit, kit.t("Start", "进入"), clean.is_ok()).clicked();
    clean.ok().filter(|_| entered || pressed).map(ProfileIntent::Choose)
}
