//! The desk panel of the seat, worked by labels on the scenarios that ship.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use hotseat::listen::Listener;
use hotseat::locale::rejected::rejected;
use hotseat::scenario::{Language, Library};
use hotseat::session::{Action, Deed, Mode, Session, What};
use hotseat::views::desk::{self, DeskIntent, DeskState, Tab};
use hotseat::views::theme::{self, Kit, Palette, Shade};

/// A seat with nothing but the desk: what the panel asks for is done, as the window does it.
struct Seat {
    session: Session,
    desk: DeskState,
    kit: Kit,
    intents: Vec<DeskIntent>,
    ready: bool,
}

impl Seat {
    fn act(&mut self, after: u32, deed: Deed) {
        self.session.apply(&Action::new(after, after, deed)).expect("this can be done here");
    }
}

fn session(id: &str, language: Language, mode: Mode) -> Session {
    let scenario = Library::embedded().scenario(id, 0).expect("it ships");
    let listener = Listener::builtin().expect("it ships");
    Session::begin(Arc::new(scenario), Arc::new(listener), language, mode, 0)
}

fn seat_with(session: Session, size: [f32; 2], percent: u16) -> Harness<'static, Seat> {
    let kit = Kit { language: session.language(), palette: Palette::new(Shade::Light, false), motion: false };
    let seat = Seat { session, desk: DeskState::default(), kit, intents: Vec::new(), ready: false };
    Harness::builder().with_size(size).with_max_steps(12).build_ui_state(
        move |ui, seat: &mut Seat| {
            if !seat.ready {
                theme::install_fonts(ui.ctx(), hotseat::scenario::Language::En);
                theme::apply(ui.ctx(), &seat.kit.palette, percent, false);
                seat.ready = true;
                return;
            }
            for intent in desk::show(ui, &seat.kit, &seat.session, &mut seat.desk) {
                let (place, deed) = match intent.clone() {
                    DeskIntent::Tool(name, args) => (name.clone(), Deed::Tool(name, args)),
                    DeskIntent::Read(id) => (String::new(), Deed::Read(id)),
                    DeskIntent::Consult(topic) => (DeskState::CONSULT.to_owned(), Deed::Consult(topic)),
                    DeskIntent::HandOver(team, note) => {
                        (DeskState::HAND_OVER.to_owned(), Deed::HandOver(team, note))
                    }
                    DeskIntent::Insert(_) | DeskIntent::Typing => {
                        seat.intents.push(intent);
                        continue;
                    }
                };
                if let Err(why) = seat.session.apply(&Action::new(0, 0, deed)) {
                    seat.desk.refused(&place, &why, &seat.kit);
                }
                seat.intents.push(intent);
            }
        },
        seat,
    )
}

fn seat(id: &str, language: Language) -> Harness<'static, Seat> {
    let mut harness = seat_with(session(id, language, Mode::Practice), [520.0, 700.0], 100);
    harness.run();
    harness
}

fn press(harness: &mut Harness<'_, Seat>, name: &str) {
    harness.get_by_role_and_label(Role::Button, name).scroll_to_me();
    harness.run();
    harness.get_by_role_and_label(Role::Button, name).click();
    harness.run();
}

fn write(harness: &mut Harness<'_, Seat>, field: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, field).focus();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, field).type_text(text);
    harness.run();
}

fn enter(harness: &mut Harness<'_, Seat>) {
    harness.key_press(egui::Key::Enter);
    harness.run();
}

fn go(harness: &mut Harness<'_, Seat>, tab: Tab) {
    let index = Tab::ALL.iter().position(|one| *one == tab).unwrap();
    harness.state_mut().desk.select(index);
    harness.run();
}

fn shown(harness: &Harness<'_, Seat>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn a_tool_is_found_filled_in_and_run_and_shows_its_record() {
    let mut harness = seat("wrong-account-data", Language::En);
    write(&mut harness, "Search tools", "find");
    assert!(!shown(&harness, "Hide profile"), "only what fits is listed");
    press(&mut harness, "Find account");
    assert!(shown(&harness, "Not used yet."));
    write(&mut harness, "Contract name", "Hannah Price");
    enter(&mut harness);
    assert!(shown(&harness, "Done"));
    assert!(shown(&harness, "A-3071") && shown(&harness, "07700 900417"), "the record is on screen");
    assert!(shown(&harness, "private"), "personal data are marked");
    assert!(harness.state().intents.contains(&DeskIntent::Typing), "filling in a form is no silence");
}

#[test]
fn a_chinese_desk_speaks_chinese() {
    let mut harness = seat("wrong-account-data", Language::Zh);
    press(&mut harness, "查账户");
    write(&mut harness, "机主", "陈雨桐");
    press(&mut harness, "执行");
    assert!(shown(&harness, "已完成") && shown(&harness, "A-3071"));
    press(&mut harness, "‹ 全部工具");
    press(&mut harness, "拆分错并档案");
    assert!(shown(&harness, "客户身份已核实"), "what it needs first stands there");
    assert!(shown(&harness, "状态 → 已拆分"), "so does what it changes");
    press(&mut harness, "A-3071");
    press(&mut harness, "执行");
    assert!(shown(&harness, "未完成") && shown(&harness, "档案系统晚间比对中"), "a failing system says so");
}

#[test]
fn an_empty_field_and_a_refused_value_are_told_beside_the_form() {
    let mut harness = seat("wrong-account-data", Language::En);
    press(&mut harness, "Verify by SIM card and last bill");
    write(&mut harness, "Account", "A-3071");
    press(&mut harness, "Run");
    assert_eq!(harness.query_all_by_label_contains("Fill this in.").count(), 2);
    assert!(harness.state().intents.iter().all(|one| *one == DeskIntent::Typing), "nothing was sent");
    write(&mut harness, "SIM, last four", "8846");
    write(&mut harness, "Last bill (£)", "71 pounds or so");
    press(&mut harness, "Run");
    assert!(shown(&harness, "“71 pounds or so” does not fit"), "the session's refusal stands there");
    let why = hotseat::session::Rejected::NoArguments { tool: "verify_sim".to_owned() };
    harness.state_mut().desk.rejected("verify_sim", rejected(&why, Language::En));
    harness.run();
    assert!(shown(&harness, "Fill in at least one field"), "a plain message is shown as well");
}

#[test]
fn several_records_are_a_table_and_each_opens() {
    let mut harness = seat("system-outage", Language::En);
    press(&mut harness, "Find payments");
    write(&mut harness, "Merchant", "M-2207");
    enter(&mut harness);
    for key in ["P-8841", "P-8842", "P-8845", "P-8846"] {
        harness.get_by_role_and_label(Role::Button, key);
    }
    press(&mut harness, "P-8846");
    assert!(shown(&harness, "Payment P-8846") && shown(&harness, "hold (only reserved)"));
    press(&mut harness, "Copy Same as");
    assert!(shown(&harness, "Copied Same as"), "a copied cell says so");
}

#[test]
fn only_keys_that_were_on_screen_are_suggested() {
    let mut harness = seat("wrong-account-data", Language::En);
    press(&mut harness, "Who opened this profile");
    assert!(!shown(&harness, "A-3071"), "nobody has looked it up");
    press(&mut harness, "‹ All tools");
    press(&mut harness, "Find account");
    write(&mut harness, "Contract name", "Hannah Price");
    enter(&mut harness);
    press(&mut harness, "‹ All tools");
    press(&mut harness, "Who opened this profile");
    press(&mut harness, "A-3071");
    press(&mut harness, "Run");
    assert!(shown(&harness, "another customer's app"));
    go(&mut harness, Tab::Records);
    assert!(shown(&harness, "Hannah Price") && shown(&harness, "another customer's app"), "all are kept");
}

#[test]
fn records_stand_as_they_are_now() {
    let mut harness = seat("wrong-account-data", Language::En);
    go(&mut harness, Tab::Records);
    assert!(shown(&harness, "Nothing looked up yet."));
    let look = |key: &str, value: &str| [(key.to_owned(), value.to_owned())].into();
    let state = harness.state_mut();
    state.act(2, Deed::Tool("view_profile".to_owned(), look("id", "A-3071")));
    harness.run();
    assert!(shown(&harness, "shown") && !shown(&harness, "reported"));
    let report = [("account", "A-3071"), ("kind", "both_ways"), ("risk", "raised")];
    let report = report.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    harness.state_mut().act(2, Deed::Tool("report_incident".to_owned(), report));
    harness.run();
    assert!(shown(&harness, "reported"));
}

#[test]
fn knowledge_is_searched_by_every_word_and_opened_once() {
    let mut harness = seat("wrong-account-data", Language::En);
    go(&mut harness, Tab::Knowledge);
    write(&mut harness, "Search the knowledge base", "PROFILE overwrites");
    assert!(!shown(&harness, "Privacy incident: first hour"), "every word has to be found");
    press(&mut harness, "How to recognise merged records");
    assert!(shown(&harness, "updated 2026-04, 2 months ago"), "its age is plain to see");
    assert!(shown(&harness, "SIM and bill stay with the contract"));
    harness.run();
    let read = |one: &&DeskIntent| matches!(one, DeskIntent::Read(id) if id == "kb-merge");
    assert_eq!(harness.state().intents.iter().filter(read).count(), 1);
    press(&mut harness, "‹ All articles");
    assert!(shown(&harness, "How to recognise merged records"));
}

#[test]
fn articles_with_the_word_in_their_title_come_first() {
    let mut harness = seat("system-outage", Language::Zh);
    go(&mut harness, Tab::Knowledge);
    write(&mut harness, "搜索知识库", "故障");
    let top = |name: &str| harness.get_by_role_and_label(Role::Button, name).rect().top();
    assert!(top("故障补偿标准") < top("故障前后重复扣款"));
    let before = top("故障前后重复扣款");
    assert!(harness.query_by_role_and_label(Role::Button, "先弄清楚对方是谁").is_none());
    assert!(before > 0.0);
}

#[test]
fn pinyin_initials_find_a_ready_reply_and_its_gap_is_filled() {
    let mut harness = seat("wrong-account-data", Language::Zh);
    go(&mut harness, Tab::Macros);
    write(&mut harness, "按文字或拼音首字母搜索", "wqcyx");
    press(&mut harness, "hold");
    press(&mut harness, "填入回复框");
    assert!(shown(&harness, "请填写此项。"), "an empty gap is not sent");
    write(&mut harness, "几分钟", "3");
    enter(&mut harness);
    let text = "我去查一下，大概3分钟，您别挂。".to_owned();
    assert!(harness.state().intents.contains(&DeskIntent::Insert(text)));
}

#[test]
fn services_tell_their_history() {
    let mut harness = seat("system-outage", Language::En);
    assert!(harness.query_by_label("Services").is_some(), "there is no news yet");
    harness.state_mut().act(100, Deed::Read("kb-backup".to_owned()));
    harness.run();
    press(&mut harness, "Services (1)");
    assert!(shown(&harness, "since 1:30") && shown(&harness, "History"));
    assert!(shown(&harness, "✖ down") && shown(&harness, "⚠ cause found"), "a sign beside the colour");
    assert!(harness.query_by_label("Services").is_some(), "what was looked at is no news");
}

#[test]
fn a_hand_over_needs_a_team_a_note_and_a_yes() {
    let mut harness = seat("wrong-account-data", Language::En);
    go(&mut harness, Tab::Team);
    press(&mut harness, "Hand over…");
    assert!(shown(&harness, "Choose a team."));
    harness.get_by_role_and_label(Role::ComboBox, "Team").click();
    harness.run();
    harness.get_by_label("Billing").click();
    harness.run();
    press(&mut harness, "Hand over…");
    assert!(shown(&harness, "Write a note"));
    harness.get_by_role_and_label(Role::MultilineTextInput, "Note for the colleague").focus();
    harness.run();
    harness
        .get_by_role_and_label(Role::MultilineTextInput, "Note for the colleague")
        .type_text("Records merged, refund the add-on.");
    harness.run();
    press(&mut harness, "Hand over…");
    let sent = |one: &DeskIntent| matches!(one, DeskIntent::HandOver(..));
    assert!(!harness.state().intents.iter().any(sent), "it asks first");
    press(&mut harness, "Yes, hand over to Billing");
    assert!(harness.state().intents.iter().any(sent));
    assert!(shown(&harness, "Not while the records are merged"), "the refusal stands there");
}

#[test]
fn the_supervisor_is_asked_and_answers() {
    let mut harness = seat("system-outage", Language::Zh);
    go(&mut harness, Tab::Team);
    assert!(shown(&harness, "请示需要 30 秒"));
    press(&mut harness, "请示：抵扣");
    assert!(shown(&harness, "哪家？断了多久？"));
    write(&mut harness, "其他事项", "几点恢复");
    enter(&mut harness);
    assert!(shown(&harness, "我知道的也就是状态页上那些"));
    let asked = harness.state().session.log().iter();
    assert_eq!(asked.filter(|event| matches!(event.what, What::Consulted { .. })).count(), 2);
}

#[test]
fn notes_stay_while_other_tabs_are_looked_at() {
    let mut harness = seat("first-day", Language::En);
    go(&mut harness, Tab::Notes);
    harness.get_by_role(Role::MultilineTextInput).focus();
    harness.run();
    harness.get_by_role(Role::MultilineTextInput).type_text("promised 18:00");
    harness.run();
    go(&mut harness, Tab::Tools);
    assert_eq!(harness.state().desk.note(), "promised 18:00");
}

#[test]
fn what_the_house_expects_stands_in_learn_mode_only() {
    for (mode, told) in [(Mode::Learn, true), (Mode::Practice, false)] {
        let mut harness = seat_with(session("wrong-account-data", Language::En, mode), [520.0, 700.0], 100);
        harness.run();
        press(&mut harness, "Hide profile");
        assert_eq!(shown(&harness, "Expected first"), told);
    }
}

#[test]
fn nothing_reaches_beyond_a_narrow_panel_or_large_text() {
    for (width, percent) in [(300.0, 100), (420.0, 200), (560.0, 100), (900.0, 100)] {
        for language in Language::ALL {
            let session = session("system-outage", language, Mode::Learn);
            let mut harness = seat_with(session, [width, 640.0], percent);
            harness.run();
            let look = [("merchant".to_owned(), "M-2207".to_owned())];
            harness.state_mut().act(100, Deed::Tool("find_payments".to_owned(), look.into()));
            for tab in Tab::ALL {
                go(&mut harness, tab);
                let wide: Vec<String> = harness
                    .root()
                    .children_recursive()
                    .filter(|node| matches!(node.accesskit_node().role(), Role::TextInput | Role::ComboBox))
                    .filter(|node| node.rect().right() > width + 0.5)
                    .map(|node| format!("{:?}", node.accesskit_node().label()))
                    .collect();
                assert!(wide.is_empty(), "{tab:?} at {width} and {percent} %: {wide:?}");
            }
        }
    }
}

#[test]
fn the_keyboard_alone_reaches_the_last_tool() {
    let mut harness =
        seat_with(session("wrong-account-data", Language::En, Mode::Practice), [420.0, 320.0], 100);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Search tools").focus();
    harness.run();
    let tools = harness.state().session.scenario().file().desk.tools.len();
    for _ in 0..tools {
        harness.key_press(egui::Key::Tab);
        harness.run();
    }
    let last = harness.get_by_role_and_label(Role::Button, "Separate merged records");
    assert!(last.is_focused());
    assert!(last.rect().bottom() <= 320.0, "it has been scrolled to");
    enter(&mut harness);
    assert!(shown(&harness, "Not used yet."), "Enter opens it");
}

#[test]
fn a_new_outcome_comes_into_sight() {
    let session = session("wrong-account-data", Language::En, Mode::Practice);
    let mut harness = seat_with(session, [420.0, 330.0], 100);
    harness.run();
    press(&mut harness, "Find account");
    write(&mut harness, "Contract name", "Hannah Price");
    enter(&mut harness);
    let value = harness.get_by_label("71").rect();
    assert!(value.bottom() <= 330.0, "the record is in sight: {value}");
}

#[test]
fn the_keyboard_stays_in_the_panel_when_a_page_opens_and_closes() {
    let (back, row) = ("‹ All articles", "Privacy incident: first hour");
    let mut harness = seat("wrong-account-data", Language::En);
    go(&mut harness, Tab::Knowledge);
    harness.get_by_role_and_label(Role::Button, row).focus();
    harness.run();
    enter(&mut harness);
    assert!(harness.get_by_role_and_label(Role::Button, back).is_focused());
    enter(&mut harness);
    assert!(harness.get_by_role_and_label(Role::Button, row).is_focused());
    press(&mut harness, "How to recognise merged records");
    assert!(
        !harness.get_by_role_and_label(Role::Button, back).is_focused(),
        "the pointer takes no focus along"
    );
}
