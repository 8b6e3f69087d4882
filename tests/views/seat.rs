//! The seat, worked by labels and by keys.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, KeyboardShortcut};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use hotseat::listen::Listener;
use hotseat::scenario::{Language, Library};
use hotseat::session::event::Origin;
use hotseat::session::{Action, Deed, Mode, Session, What};
use hotseat::views::desk::Tab;
use hotseat::views::help::{Command, SHORTCUTS};
use hotseat::views::seat::{Scene, SeatIntent, SeatState, show};
use hotseat::views::theme::{self, Kit, Palette, Shade};

/// A seat with what was wanted from it.
pub(crate) struct Seat {
    session: Session,
    pub(crate) state: SeatState,
    pub(crate) wanted: Vec<SeatIntent>,
    kit: Kit,
    ready: bool,
}

impl Seat {
    fn act(&mut self, after: u32, deed: Deed) {
        self.session.apply(&Action::new(after, after, deed)).expect("this can be done here");
    }
}

/// Draws the seat in every frame, and looks things up at once as the window does.
fn draw(ui: &mut egui::Ui, seat: &mut Seat, percent: u16) {
    if !seat.ready {
        theme::install_fonts(ui.ctx(), seat.kit.language);
        theme::apply(ui.ctx(), &seat.kit.palette, percent, false);
        seat.ready = true;
        ui.ctx().request_repaint();
        return;
    }
    let session = &seat.session;
    let scene = Scene {
        session,
        spoken: None,
        clock: 0,
        hold: None,
        saved: true,
        watched: false,
        enter_sends: false,
    };
    let seated = show(ui, &seat.kit, &scene, &mut seat.state);
    seat.wanted.extend(seated.intents);
}

/// A seat in a window of this size with text of this size.
pub(crate) fn sized(
    id: &str,
    language: Language,
    mode: Mode,
    size: [f32; 2],
    percent: u16,
) -> Harness<'static, Seat> {
    let scenario = Library::embedded().scenario(id, 0).expect("it ships");
    let listener = Listener::builtin().expect("it ships");
    let session = Session::begin(Arc::new(scenario), Arc::new(listener), language, mode, 0);
    let kit = Kit { language, palette: Palette::new(Shade::Light, false), motion: false };
    let seat = Seat { session, state: SeatState::default(), wanted: Vec::new(), kit, ready: false };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_max_steps(20)
        .build_ui_state(move |ui, seat| draw(ui, seat, percent), seat);
    harness.run();
    harness
}

fn seat(id: &str, language: Language) -> Harness<'static, Seat> {
    sized(id, language, Mode::Learn, [1280.0, 800.0], 100)
}

fn keys(command: Command) -> KeyboardShortcut {
    SHORTCUTS.iter().find(|shortcut| shortcut.command == command).unwrap().keys
}

fn press(harness: &mut Harness<'_, Seat>, command: Command) {
    let keys = keys(command);
    harness.key_press_modifiers(keys.modifiers, keys.logical_key);
    harness.run();
}

fn shown(harness: &Harness<'_, Seat>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn the_seat_obeys_the_keys_that_help_lists() {
    let mut harness = seat("first-day", Language::En);
    for (number, tab) in (1..).zip(Tab::ALL) {
        press(&mut harness, Command::Desk(number));
        assert_eq!(harness.state().state.desk.tab(), tab);
    }
    press(&mut harness, Command::Composer);
    let field = harness.get_by_role_and_label(Role::MultilineTextInput, "Your message");
    assert!(field.is_focused());
    field.type_text("Hello!");
    harness.run();
    press(&mut harness, Command::Send);
    assert!(harness.state().wanted.contains(&SeatIntent::Send("Hello!".to_owned(), Origin::Typed)));
}

#[test]
fn leaving_asks_first_and_the_keyboard_answers() {
    let mut harness = seat("first-day", Language::En);
    press(&mut harness, Command::WrapUp);
    assert!(harness.get_by_label("Yes, end it").is_focused(), "the keyboard is on the answer");
    press(&mut harness, Command::Back);
    assert!(!shown(&harness, "End the contact?"), "Esc stays");
    press(&mut harness, Command::WrapUp);
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().wanted, [SeatIntent::End]);
}

#[test]
fn once_the_conversation_is_over_the_same_keys_lead_to_the_wrap_up() {
    let mut harness = seat("first-day", Language::Zh);
    harness.state_mut().act(3, Deed::EndContact);
    harness.run();
    assert!(!shown(&harness, "结束服务…"), "there is nothing left to end");
    press(&mut harness, Command::WrapUp);
    assert_eq!(harness.state().wanted, [SeatIntent::WrapUp]);
    assert!(!harness.get_by_role_and_label(Role::Button, "填写话后小结").accesskit_node().is_disabled());
}

#[test]
fn the_mood_changes_in_the_same_words_as_in_the_debrief() {
    let mut harness = seat("angry-complaint", Language::Zh);
    harness.state_mut().act(3, Deed::Say("你烦不烦，别嚷嚷了。".to_owned()));
    harness.run();
    let log = harness.state().session.log();
    let moved = log.iter().find_map(|event| {
        if let What::Moved { from, to, .. } = &event.what { Some((*from, *to)) } else { None }
    });
    let (from, to) = moved.expect("rudeness moves the customer");
    let words = hotseat::locale::debrief::change(from, to, Language::Zh);
    assert!(shown(&harness, &words), "{words}");
}

fn click(harness: &mut Harness<'_, Seat>, name: &str) {
    harness.get_by_role_and_label(Role::Button, name).scroll_to_me();
    harness.run();
    harness.get_by_role_and_label(Role::Button, name).click();
    harness.run();
}

#[test]
fn a_paragraph_of_an_article_is_quoted_with_one_click_and_one_writes_on_behind_it() {
    for (language, article, first, quoted) in [
        (
            Language::En,
            "Privacy incident: first hour",
            "Quote “Verify, hide the profile, read the log.”",
            "Verify, hide the profile, read the log. Is that all right?",
        ),
        (
            Language::Zh,
            "个人信息事件：第一小时",
            "引用“核身、冻结展示、查日志。”",
            "核身、冻结展示、查日志。Is that all right?",
        ),
    ] {
        let mut harness = seat("wrong-account-data", language);
        press(&mut harness, Command::Desk(3));
        click(&mut harness, article);
        click(&mut harness, first);
        assert!(harness.state().wanted.contains(&SeatIntent::Typing), "quoting is no silence");
        let field = harness.get_by_role(Role::MultilineTextInput);
        assert!(field.is_focused(), "the keyboard is in the reply");
        field.type_text(language.pick(" Is that all right?", "Is that all right?"));
        harness.run();
        assert_eq!(harness.state().state.composer.text(), quoted);
    }
}

#[test]
fn a_field_of_a_record_is_quoted_by_the_keyboard() {
    let mut harness = seat("wrong-account-data", Language::En);
    let look = [("name".to_owned(), "Hannah Price".to_owned())].into();
    harness.state_mut().act(2, Deed::Tool("find_account".to_owned(), look));
    press(&mut harness, Command::Desk(2));
    harness.get_by_role_and_label(Role::Button, "Quote Contract name").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().state.composer.text(), "Hannah Price");
    assert!(harness.get_by_role(Role::MultilineTextInput).is_focused());
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(harness.state().state.composer.text(), "Hannah Price", "Enter has written no line break");
}

#[test]
fn nothing_is_quoted_to_nobody() {
    let mut harness = seat("wrong-account-data", Language::En);
    harness.state_mut().act(3, Deed::EndContact);
    press(&mut harness, Command::Desk(3));
    click(&mut harness, "Privacy incident: first hour");
    assert!(!shown(&harness, "Quote"));
}

#[test]
fn the_conversation_is_read_by_page_keys_while_one_types() {
    let mut harness = seat("first-day", Language::En);
    for number in 0..12 {
        harness.state_mut().act(3, Deed::More(format!("Number {number}.\n{}", "line\n".repeat(8))));
    }
    press(&mut harness, Command::Composer);
    harness.run();
    assert!(shown(&harness, "Number 11.") && !shown(&harness, "Number 1."));
    for _ in 0..30 {
        harness.key_press(Key::PageUp);
        harness.run();
    }
    assert!(shown(&harness, "Number 0."), "the first ones come into sight");
    assert!(!shown(&harness, "Number 11."));
    assert!(harness.get_by_role(Role::MultilineTextInput).is_focused());
}

#[test]
fn the_last_line_of_the_customer_is_in_sight_however_small_the_window() {
    for (size, percent) in [([640.0, 480.0], 100), ([1024.0, 640.0], 200), ([1280.0, 800.0], 150)] {
        let mut harness = sized("first-day", Language::Zh, Mode::Learn, size, percent);
        harness.state_mut().act(3, Deed::Say("您好！孩子生日快到了，您一定很着急。".to_owned()));
        harness.run();
        let log = harness.state().session.log();
        let last = log.iter().rev().find_map(|event| {
            if let What::Customer { text } = &event.what { Some(text.clone()) } else { None }
        });
        let last = harness.get_by_label(&last.unwrap()).rect();
        let composer = harness.get_by_role(Role::MultilineTextInput).rect();
        assert!(last.bottom() <= composer.top(), "{last:?} ends above {composer:?} at {size:?}");
    }
}

#[test]
fn whoever_has_scrolled_up_sees_what_is_said_next() {
    let mut harness = seat("angry-complaint", Language::En);
    for number in 0..12 {
        harness.state_mut().act(5, Deed::Say(format!("Let me look into part {number} of it for you.")));
        harness.run();
    }
    for _ in 0..10 {
        harness.key_press(Key::PageUp);
        harness.run();
    }
    assert!(shown(&harness, "Third bed"), "the beginning is in sight");
    harness.state_mut().act(5, Deed::More("One moment, the log is loading.".to_owned()));
    harness.run();
    assert!(shown(&harness, "the log is loading"));
}

#[test]
fn the_keys_of_a_tab_take_the_keyboard_into_it() {
    let mut harness = seat("first-day", Language::En);
    let field = |harness: &Harness<'_, Seat>, name: &str| {
        harness.get_by_role_and_label(Role::TextInput, name).is_focused()
    };
    press(&mut harness, Command::Desk(1));
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Search tools").type_text("find an order");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    harness.run();
    assert!(field(&harness, "Number"), "the form that opens has the keyboard");
    harness.get_by_label("‹ All tools").click();
    harness.run();
    for (desk, field) in [(3, "Search the knowledge base"), (1, "Search tools")] {
        press(&mut harness, Command::Desk(desk));
        harness.run();
        assert!(harness.get_by_role_and_label(Role::TextInput, field).is_focused(), "{field}");
    }
    press(&mut harness, Command::Composer);
    assert!(!harness.get_by_role_and_label(Role::TextInput, "Search tools").is_focused());
}

#[test]
fn what_the_bot_wrote_before_stands_above_the_conversation() {
    for (language, words) in
        [(Language::En, "Great! Did Edit profile solve your question?"), (Language::Zh, "解决您的问题了吗")]
    {
        let harness = sized("wrong-account-data", language, Mode::Practice, [1280.0, 1400.0], 100);
        assert!(harness.query_by_label_contains(words).is_some(), "{words}");
    }
}

#[test]
fn in_learn_mode_one_says_what_was_meant_and_it_stays_in_sight() {
    let mut harness = seat("first-day", Language::En);
    harness.state_mut().act(5, Deed::Say("The lamp goes where you want it.".to_owned()));
    harness.run();
    let list = harness.get_all_by_role(Role::ComboBox).find(|node| {
        let node = node.accesskit_node();
        node.value().is_some_and(|value| value.contains("I meant"))
            || node.label().is_some_and(|label| label.contains("I meant"))
    });
    list.expect("the list of what may be meant").click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, "takes charge").scroll_to_me();
    harness.run();
    harness.get_by_role_and_label(Role::Button, "takes charge").click();
    harness.run();
    assert!(shown(&harness, "you meant: takes charge"));
    let wanted = &harness.state().wanted;
    assert!(
        wanted.iter().any(|one| matches!(one, SeatIntent::Meant(_, hotseat::scenario::Act::Own))),
        "{wanted:?}"
    );
}

#[test]
fn one_writes_at_once_and_again_after_a_control_is_gone() {
    let mut harness = sized("angry-complaint", Language::En, Mode::Practice, [1280.0, 800.0], 100);
    let composes = |harness: &Harness<'_, Seat>| {
        harness.get_by_role_and_label(Role::MultilineTextInput, "Your message").is_focused()
    };
    assert!(composes(&harness), "on arrival");
    press(&mut harness, Command::Draft);
    harness.get_by_role_and_label(Role::Button, "Reject…").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(!composes(&harness), "the form has the keyboard");
    harness.get_by_role_and_label(Role::Button, "Back").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.get_by_role_and_label(Role::Button, "Edit").is_focused(), "back where it came from");
    harness.state_mut().act(5, Deed::RejectDraft(vec![hotseat::scenario::beat::FaultKind::Tone]));
    harness.run();
    harness.run();
    assert!(composes(&harness), "the draft is gone");
}
