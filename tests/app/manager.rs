//! The manager's morning without a window: who is in a session, what everybody and every scenario comes to, pages.

use bevy::prelude::App;
use hotseat::app::banner::{Banner, News};
use hotseat::app::people::People;
use hotseat::app::team::Led;
use hotseat::app::{Screen, Wish};
use hotseat::scenario::Language;
use hotseat::session::Mode;
use hotseat::store::{Ask, Task, Whom};
use hotseat::views::team::{Gift, Page, TeamIntent};

use super::exam::{enter, mate, with_the_team};
use super::{is_saved, say, screen, until, window, wish};

/// Gives somebody practice of the first customer.
pub(super) fn give(app: &mut App, name: &str) {
    with_the_team(app);
    wish(app, Wish::Team(TeamIntent::Join(name.to_owned(), false)));
    until(app, "they are listed", |app| mate(app, name).is_some());
    let gift = Gift {
        task: Task::Scenario("first-day".to_owned()),
        whom: Whom::Person(mate(app, name).unwrap().member.person.id),
        certify: false,
        days: Some(7),
        pass_mark: None,
        attempts: None,
    };
    wish(app, Wish::Team(TeamIntent::Give(gift)));
    until(app, "it is given", |app| mate(app, name).is_some_and(|mate| !mate.given.is_empty()));
}

pub(super) fn begin(app: &mut App) {
    until(app, "it is given", |app| !app.world().resource::<People>().given.is_empty());
    let given = app.world().resource::<People>().given[0].0.assignment.new.id;
    wish(app, Wish::Given(given));
    until(app, "the briefing is there", |app| screen(app) == Screen::Briefing);
    wish(app, Wish::Start { language: Language::En, mode: Mode::Practice });
    assert_eq!(screen(app), Screen::Seat);
}

fn is_told(app: &App, what: &str) -> bool {
    matches!(&app.world().resource::<Banner>().0, Some((News::Told, words)) if words == what)
}

#[test]
fn a_manager_listens_in_and_the_trainee_sees_it() {
    let data = tempfile::tempdir().unwrap();
    let mut desk = window(data.path(), None);
    enter(&mut desk, "Ana");
    give(&mut desk, "Mei");
    let mut seat = window(data.path(), None);
    enter(&mut seat, "Mei");
    begin(&mut seat);
    say(&mut seat, "Hello, what a worry before a birthday!");
    until(&mut seat, "that is on disk", is_saved);

    wish(&mut desk, Wish::Team(TeamIntent::Live));
    let live = |app: &App| app.world().resource::<Led>().live.clone().unwrap_or_default();
    until(&mut desk, "her session is listed", |app| live(app).iter().any(|one| one.name == "Mei"));
    let attempt = live(&desk)[0].attempt.id;
    wish(&mut desk, Wish::Team(TeamIntent::ListenIn(Some(attempt))));
    let heard = |app: &App| app.world().resource::<Led>().overheard.as_ref().map_or(0, |one| one.log.len());
    until(&mut desk, "something is heard", |app| heard(app) > 0);
    let before = heard(&desk);
    say(&mut seat, "I'll look at your order now.");
    until(&mut seat, "she is told", |app| is_told(app, "Ana listens in."));
    until(&mut desk, "that is heard too", |app| heard(app) > before);
}

#[test]
fn everybody_every_scenario_and_pages_come_from_the_archive() {
    let data = tempfile::tempdir().unwrap();
    let mut app = window(data.path(), None);
    enter(&mut app, "Ana");
    give(&mut app, "Mei");
    wish(&mut app, Wish::Team(TeamIntent::Everybody(Ask::default())));
    until(&mut app, "both are counted", |app| {
        app.world()
            .resource::<Led>()
            .everybody
            .as_ref()
            .is_some_and(|seen| seen.all.people == 2 && seen.unknown == 0)
    });
    let mei = mate(&app, "Mei").unwrap().member.person.id;
    let members =
        |app: &App| app.world().resource::<Led>().crew.as_ref().map_or(0, |crew| crew.members.len());
    wish(&mut app, Wish::Team(TeamIntent::Only(mei)));
    until(&mut app, "she alone is shown", |app| members(app) == 1 && mate(app, "Mei").is_some());
    wish(&mut app, Wish::Team(TeamIntent::Show(None)));
    until(&mut app, "both are shown again", |app| members(app) == 2);
    wish(&mut app, Wish::Team(TeamIntent::Study));
    until(&mut app, "nobody played anything", |app| {
        app.world()
            .resource::<Led>()
            .study
            .as_ref()
            .is_some_and(|study| study.is_over() && study.all.is_empty())
    });
    for (page, said) in [(Page::Person(mei), "Mei"), (Page::Team, "Mei")] {
        app.world_mut().resource_mut::<Banner>().0 = None;
        wish(&mut app, Wish::Team(TeamIntent::Page(page)));
        let written = |app: &App| match &app.world().resource::<Banner>().0 {
            Some((News::Written(file), _)) => Some(file.clone()),
            _ => None,
        };
        until(&mut app, "it is written", |app| written(app).is_some());
        let html = std::fs::read_to_string(written(&app).unwrap()).unwrap();
        assert!(html.starts_with("<!DOCTYPE html>") && html.contains(said), "{html}");
    }
    app.world_mut().resource_mut::<Banner>().0 = None;
    wish(&mut app, Wish::Team(TeamIntent::Workbook));
    until(
        &mut app,
        "the tables are written",
        |app| matches!(&app.world().resource::<Banner>().0, Some((News::Written(file), _)) if file.is_file()),
    );
}
