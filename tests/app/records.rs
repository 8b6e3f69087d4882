//! What the owner does with everybody's records, through the window.

use bevy::prelude::App;
use hotseat::app::team::Led;
use hotseat::app::{Screen, Wish};
use hotseat::views::team::{TeamIntent, Told};

use super::{screen, until, window, wish};

pub(super) fn told(app: &App) -> Option<Told> {
    app.world().resource::<Led>().told.clone()
}

pub(super) fn asks(app: &mut App, intent: TeamIntent, what: &str, is: impl Fn(&Told) -> bool) {
    app.world_mut().resource_mut::<Led>().told = None;
    wish(app, Wish::Team(intent));
    until(app, what, |app| told(app).as_ref().is_some_and(&is));
}

#[test]
fn people_come_in_from_a_table_are_checked_taken_along_and_erased() {
    let data = tempfile::tempdir().unwrap();
    let mut app = window(data.path(), None);
    wish(&mut app, Wish::Enter("Ana".to_owned()));
    until(&mut app, "Ana is here", |app| screen(app) == Screen::Home);
    wish(&mut app, Wish::Show(Screen::Team));
    until(&mut app, "the team is there", |app| app.world().resource::<Led>().crew.is_some());

    let table = data.path().join("people.csv");
    std::fs::write(&table, "name,rights,team\nMei 梅,trainee,North\nMei 梅,trainee,North\n").unwrap();
    asks(
        &mut app,
        TeamIntent::Import(table.clone()),
        "the fault is told",
        |told| matches!(told, Told::BadTable(_, faults) if faults.len() == 1 && faults[0].line == 3),
    );
    std::fs::write(&table, "name,rights,team\nMei 梅,trainee,North\n").unwrap();
    asks(&mut app, TeamIntent::Import(table), "Mei is here", |told| {
        *told == Told::Imported { added: 1, known: 0, passphrases: None }
    });
    asks(
        &mut app,
        TeamIntent::Import("/nowhere.csv".into()),
        "there is no such table",
        |told| matches!(told, Told::NoFile(why) if why.contains("there is no file /nowhere.csv")),
    );
    asks(
        &mut app,
        TeamIntent::Audit,
        "all is checked",
        |told| matches!(told, Told::Audited(audit) if audit.done() == audit.of && audit.altered.is_empty()),
    );

    wish(&mut app, Wish::Team(TeamIntent::Show(None)));
    let mei = |app: &App| {
        let crew = app.world().resource::<Led>().crew.clone()?;
        crew.members.into_iter().map(|mate| mate.member.person).find(|person| person.name == "Mei 梅")
    };
    until(&mut app, "Mei is listed", |app| mei(app).is_some());
    let id = mei(&app).unwrap().id;
    asks(&mut app, TeamIntent::Export(id), "her data is written", |told| matches!(told, Told::Exported(..)));
    let Some(Told::Exported(_, file)) = told(&app) else { panic!("it was told") };
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains("Mei 梅") && text.contains("North"), "{text}");
    asks(&mut app, TeamIntent::Erase(id), "she is gone", |told| matches!(told, Told::Erased(..)));
    until(&mut app, "she is not listed", |app| mei(app).is_none());
}
