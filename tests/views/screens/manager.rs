//! The manager's desk: everybody, sessions that go on, what scenarios come to, and pages to print.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use hotseat::analysis::{Gathered, People, Tally};
use hotseat::report::ScenarioReport;
use hotseat::scenario::Language;
use hotseat::scenario::roles::Roles;
use hotseat::session::event::Warning;
use hotseat::session::{Event, What};
use hotseat::store::{Ask, Everybody, Live, Rights, Sort, State, StoreError, Sum, TeamId};
use hotseat::views::team::{self, Crew, Look, Overheard, Page, Seen, Study, Tab, TeamIntent, TeamState};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Screen, press, screen, stock, write};

type Desk = egui_kittest::Harness<'static, Screen<TeamState, TeamIntent>>;

/// What there is to see.
#[derive(Default)]
struct There {
    everybody: Option<Everybody>,
    live: Option<Vec<Live>>,
    overheard: Option<Overheard>,
    study: Option<Study>,
}

fn shown(language: Language, tab: Tab, there: There) -> Desk {
    screen(language, TeamState::at(tab), move |ui, kit, state| {
        let look = Look {
            crew: &Crew::default(),
            rights: Rights::ALL,
            roles: &Roles::default(),
            tasks: &[],
            told: None,
            seen: Seen {
                everybody: there.everybody.as_ref(),
                live: there.live.as_deref(),
                overheard: there.overheard.as_ref(),
                study: there.study.as_ref(),
            },
            now: Timestamp::from_second(90).unwrap(),
        };
        team::show(ui, kit, look, state)
    })
}

fn thousands() -> Everybody {
    let sum =
        Sum { people: 2_000, abilities: [(900, Some(71.6)); 4], late: 12, waiting: 3, steps: Vec::new() };
    let north = TeamId(Uuid::from_u128(5));
    Everybody { all: sum.clone(), teams: vec![(north, "North".to_owned(), sum)], ..Everybody::default() }
}

fn asked(desk: &Desk) -> Ask {
    let wanted = &desk.state().wanted;
    let asked =
        |one: &TeamIntent| if let TeamIntent::Everybody(ask) = one { Some(ask.clone()) } else { None };
    wanted.iter().rev().find_map(asked).expect("it is asked")
}

#[test]
fn everybody_is_asked_for_once_then_by_page_and_by_name_from_the_first_page() {
    let mut desk =
        shown(Language::En, Tab::Everybody, There { everybody: Some(thousands()), ..There::default() });
    assert_eq!(desk.state().wanted, [TeamIntent::Everybody(Ask::default())]);
    assert!(desk.query_by_label("Page 1 of 40").is_some());
    press(&mut desk, Role::Button, "Next");
    assert_eq!(asked(&desk).skip, 50);
    write(&mut desk, "Find by name", "mei");
    assert_eq!((asked(&desk).skip, asked(&desk).name), (0, Some("mei".to_owned())));
}

#[test]
fn what_a_team_comes_to_is_told_and_its_name_shows_it() {
    for (language, name) in [(Language::En, "72 (900)"), (Language::Zh, "72 (900)")] {
        let mut desk =
            shown(language, Tab::Everybody, There { everybody: Some(thousands()), ..There::default() });
        assert!(desk.query_all_by_label(name).next().is_some());
        press(&mut desk, Role::Link, "North");
        let north = TeamId(Uuid::from_u128(5));
        assert_eq!(desk.state().wanted.last(), Some(&TeamIntent::Show(Some(north))));
    }
}

#[test]
fn people_are_sorted_by_who_is_late() {
    let mut desk =
        shown(Language::En, Tab::Everybody, There { everybody: Some(thousands()), ..There::default() });
    press(&mut desk, Role::ComboBox, "Sorted by");
    press(&mut desk, Role::Button, "late, the most first");
    assert_eq!(asked(&desk).sort, Sort::Late);
}

fn session() -> Live {
    let attempt = stock::attempt(3, "angry-complaint", State::Open, None);
    let last = Timestamp::from_second(20).unwrap();
    Live { attempt, name: "Mei".to_owned(), last, mood: None, warning: Warning::Alarm }
}

#[test]
fn a_session_in_trouble_is_named_and_listened_to() {
    let live = || There { live: Some(vec![session()]), ..There::default() };
    let mut desk = shown(Language::En, Tab::Live, live());
    assert!(desk.query_by_label("1:10").is_some(), "for so long it is quiet");
    press(&mut desk, Role::Button, "Listen in: Mei");
    assert_eq!(desk.state().wanted, [TeamIntent::ListenIn(Some(session().attempt.id))]);
    let heard = Overheard {
        attempt: session().attempt.id,
        name: "Mei".to_owned(),
        customer: "Ms Brook".to_owned(),
        log: vec![Event { at: 61, action: 1, what: What::Customer { text: "Where is it?".to_owned() } }],
        over: false,
    };
    let mut desk = shown(Language::En, Tab::Live, There { overheard: Some(heard), ..live() });
    assert!(desk.query_by_label_contains("1:01 Ms Brook: Where is it?").is_some());
    press(&mut desk, Role::Button, "Stop listening");
    assert_eq!(desk.state().wanted, [TeamIntent::ListenIn(None)]);
}

#[test]
fn where_nobody_is_in_a_session_it_says_what_would_show_here() {
    for (language, said) in
        [(Language::En, "Nobody is in a session right now."), (Language::Zh, "现在没有人在练习。")]
    {
        let desk = shown(language, Tab::Live, There { live: Some(Vec::new()), ..There::default() });
        assert!(desk.query_by_label(said).is_some());
    }
}

#[test]
fn scenarios_are_studied_when_they_are_looked_at_and_each_opens_its_page() {
    let desk = shown(Language::En, Tab::Scenarios, There::default());
    assert_eq!(desk.state().wanted[0], TeamIntent::Study);
    let scenario = stock::scenario("first-day");
    let gathered = Gathered { people: People::default(), tally: Tally::default() };
    let few = StoreError::TooFewPeople { scenario: "other".to_owned(), people: 2, least: 5 };
    let all = vec![
        (
            "first-day".to_owned(),
            Ok(ScenarioReport::from("first-day", Some(Arc::clone(&scenario)), gathered)),
        ),
        ("other".to_owned(), Err(few)),
    ];
    let study = Some(Study { of: 2, all });
    let mut desk = shown(Language::En, Tab::Scenarios, There { study, ..There::default() });
    assert!(desk.query_all_by_label_contains("other").next().is_some());
    press(&mut desk, Role::Link, "first-day");
    press(&mut desk, Role::Button, "Every number, as a page");
    assert_eq!(desk.state().wanted, [TeamIntent::Page(Page::Scenario("first-day".to_owned()))]);
}
