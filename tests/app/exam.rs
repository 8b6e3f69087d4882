//! From the assignment to the badge, and who comes in.

use std::path::Path;

use bevy::prelude::App;
use hotseat::app::people::People;
use hotseat::app::play::Table;
use hotseat::app::shelf::Shelf;
use hotseat::app::team::Led;
use hotseat::app::{Screen, Wish};
use hotseat::badge::verify;
use hotseat::locale::assignment::Progress;
use hotseat::scenario::Language;
use hotseat::session::event::Origin;
use hotseat::session::{Mode, Phase, Ticket};
use hotseat::store::{State, Task, Whom};
use hotseat::views::seat::SeatIntent;
use hotseat::views::team::{Crewmate, Gift, TeamIntent};

use super::{screen, session, until, window, wish};

/// A shop with one friendly customer, and one step that two exams certify.
fn shop() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let house = include_str!("../../scenarios/house.ron");
    let (roles, tiny) = (include_str!("tiny/roles.ron"), include_str!("tiny/tiny.ron"));
    for (name, text) in [("house.ron", house), ("roles.ron", roles), ("tiny.ron", tiny)] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

pub(super) fn enter(app: &mut App, name: &str) {
    wish(app, Wish::SwitchPerson);
    wish(app, Wish::Enter(name.to_owned()));
    until(app, "somebody is at home", |app| {
        let here = app.world().resource::<People>().here.as_ref();
        screen(app) == Screen::Home && here.is_some_and(|person| person.name == name)
    });
}

/// What the team's screen says of somebody.
pub(super) fn mate(app: &App, name: &str) -> Option<Crewmate> {
    let crew = app.world().resource::<Led>().crew.clone()?;
    crew.members.into_iter().find(|mate| mate.member.person.name == name)
}

pub(super) fn with_the_team(app: &mut App) {
    wish(app, Wish::Show(Screen::Home));
    app.world_mut().resource_mut::<Led>().crew = None;
    wish(app, Wish::Show(Screen::Team));
    until(app, "the team is there", |app| app.world().resource::<Led>().crew.is_some());
}

/// Takes the exam that was given, to the debrief.
fn sit_exam(app: &mut App) {
    let before = taken(app);
    let given = app.world().resource::<People>().given[0].0.assignment.new.id;
    wish(app, Wish::Given(given));
    until(app, "the briefing is there", |app| screen(app) == Screen::Briefing);
    assert_eq!(app.world().resource::<Shelf>().exam, Some(given));
    wish(app, Wish::Start { language: Language::En, mode: Mode::Certify });
    let words = "Good morning! Yes, we are open until six.".to_owned();
    wish(app, Wish::Seat(SeatIntent::Send(words, Origin::Typed)));
    until(app, "the customer takes leave", |app| matches!(session(app).phase(), Phase::WrapUp(_)));
    wish(app, Wish::WrapUp);
    wish(app, Wish::File(Ticket { disposition: "hours".to_owned(), ..Ticket::default() }));
    until(app, "the debrief is shown", |app| screen(app) == Screen::Debrief);
    until(app, "all is saved", super::is_saved);
    wish(app, Wish::Show(Screen::Home));
    until(app, "the exam counts", |app| taken(app) > before);
}

/// How many exams of what was given are over.
fn taken(app: &App) -> usize {
    let given = &app.world().resource::<People>().given;
    let attempts = given.iter().flat_map(|(given, _)| &given.attempts);
    attempts.filter(|attempt| attempt.state != State::Open).count()
}

/// Whether what was given is done.
fn done(app: &App) -> bool {
    app.world().resource::<People>().given.iter().all(|(_, progress)| *progress == Progress::Done)
}

fn give(app: &mut App, name: &str) {
    with_the_team(app);
    let person = mate(app, name).unwrap().member.person.id;
    let task = Task::Step("greeter".to_owned());
    let gift = Gift {
        task,
        whom: Whom::Person(person),
        certify: true,
        days: Some(7),
        pass_mark: None,
        attempts: Some(2),
    };
    wish(app, Wish::Team(TeamIntent::Give(gift)));
    until(app, "it is given", |app| mate(app, name).is_some_and(|mate| !mate.given.is_empty()));
}

/// The certificate in this data folder's own place for them, once it is written to its end: under another name before.
fn certificate(data: &Path) -> Option<std::path::PathBuf> {
    let files = std::fs::read_dir(data.join("certificates")).ok()?;
    files.map(|file| file.unwrap().path()).find(|file| file.extension().is_some_and(|it| it == "jwt"))
}

#[test]
fn somebody_is_certified_from_the_assignment_to_a_badge_that_holds_in_another_data_folder() {
    let (data, shop) = (tempfile::tempdir().unwrap(), shop());
    let mut app = window(data.path(), Some(shop.path()));
    enter(&mut app, "Ana");
    with_the_team(&mut app);
    wish(&mut app, Wish::Team(TeamIntent::Join("Mei".to_owned(), false)));
    until(&mut app, "Mei is there", |app| mate(app, "Mei").is_some());
    give(&mut app, "Mei");

    enter(&mut app, "Mei");
    sit_exam(&mut app);
    assert!(!done(&app), "the step takes two exams");
    enter(&mut app, "Ana");
    with_the_team(&mut app);
    assert_eq!(mate(&app, "Mei").unwrap().certified, [], "one exam certifies nobody");
    enter(&mut app, "Mei");
    sit_exam(&mut app);
    assert!(done(&app), "the step is certified");

    enter(&mut app, "Ana");
    with_the_team(&mut app);
    let mei = mate(&app, "Mei").unwrap();
    assert_eq!(mei.certified, [("greeter".to_owned(), false)]);
    wish(&mut app, Wish::Team(TeamIntent::Certify(mei.member.person.id, "greeter".to_owned())));
    until(&mut app, "it is issued", |app| {
        mate(app, "Mei").unwrap().certified == [("greeter".to_owned(), true)]
    });

    enter(&mut app, "Mei");
    let held = app.world().resource::<People>().certificates[0].new.id;
    wish(&mut app, Wish::SaveCertificate(held));
    until(&mut app, "the file is written", |_| certificate(data.path()).is_some());
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("badge.jwt");
    std::fs::copy(certificate(data.path()).unwrap(), &file).unwrap();
    let told = hotseat(elsewhere.path(), &["verify", file.to_str().unwrap(), "--lang", "en"]);
    assert!(told.contains("Mei") && told.contains("Greeter"), "{told}");
    let verified = verify(&std::fs::read(&file).unwrap(), None).unwrap();
    assert_eq!(verified.certificate.exams.len(), 2);
}

/// What the program says on another data folder, where it succeeds.
fn hotseat(data: &Path, arguments: &[&str]) -> String {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_hotseat"));
    let out = command.args(arguments).env("HOTSEAT_DATA", data).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn the_clock_of_an_exam_goes_on_while_its_taker_looks_at_the_settings() {
    let (data, shop) = (tempfile::tempdir().unwrap(), shop());
    let mut app = window(data.path(), Some(shop.path()));
    enter(&mut app, "Ana");
    give(&mut app, "Ana");
    wish(&mut app, Wish::Show(Screen::Home));
    until(&mut app, "it is on home", |app| !app.world().resource::<People>().given.is_empty());
    let given = app.world().resource::<People>().given[0].0.assignment.new.id;
    wish(&mut app, Wish::Given(given));
    until(&mut app, "the briefing is there", |app| screen(app) == Screen::Briefing);
    wish(&mut app, Wish::Start { language: Language::En, mode: Mode::Certify });
    wish(&mut app, Wish::Show(Screen::Settings));
    let clock = |app: &App| {
        let time = app.world().resource::<bevy::prelude::Time<bevy::prelude::Real>>().elapsed_secs_f64();
        app.world().resource::<Table>().playing.as_ref().unwrap().clock(time)
    };
    let before = clock(&app);
    until(&mut app, "a second has passed", |app| clock(app) > before);
}

#[test]
fn with_a_passphrase_people_sign_in_and_a_wrong_one_is_refused_at_the_door() {
    let data = tempfile::tempdir().unwrap();
    let mut app = window(data.path(), None);
    enter(&mut app, "Ana");
    wish(&mut app, Wish::Passphrase("correct horse battery".to_owned()));
    until(&mut app, "it is set", |app| app.world().resource::<People>().locked);
    wish(&mut app, Wish::SwitchPerson);
    until(&mut app, "the door is closed", |app| app.world().resource::<People>().closed);
    let sign_in = |passphrase: &str| Wish::SignIn {
        name: "Ana".to_owned(),
        passphrase: passphrase.to_owned(),
        remember: true,
    };
    wish(&mut app, sign_in("wrong horse"));
    until(&mut app, "it is refused", |app| app.world().resource::<People>().refused.is_some());
    assert_eq!(screen(&app), Screen::Profile);
    wish(&mut app, sign_in("correct horse battery"));
    until(&mut app, "Ana is at home", |app| screen(app) == Screen::Home);
    drop(app);
    let mut again = window(data.path(), None);
    until(&mut again, "the machine remembers Ana", |app| screen(app) == Screen::Home);
}
