//! Another rubric and another store, through the window.

use hotseat::app::team::Led;
use hotseat::app::{Screen, Wish};
use hotseat::score::{Rubric, RubricFile};
use hotseat::session::Ticket;
use hotseat::store::{Auditor, Store, Verdict};
use hotseat::views::seat::SeatIntent;
use hotseat::views::team::{TeamIntent, Told, Trial};

use super::records::{asks, told};
use super::{is_saved, say, screen, sit_down, until, window, wish};

fn trial(told: &Told) -> Option<&Trial> {
    if let Told::Tried(trial) = told { Some(trial) } else { None }
}

#[test]
fn a_rubric_is_tried_and_adopted_and_everything_is_copied_beside() {
    let data = tempfile::tempdir().unwrap();
    let mut app = window(data.path(), None);
    sit_down(&mut app);
    say(&mut app, "Good morning, I am sorry about this.");
    wish(&mut app, Wish::Seat(SeatIntent::End));
    wish(&mut app, Wish::WrapUp);
    wish(&mut app, Wish::File(Ticket::default()));
    until(&mut app, "all is saved", is_saved);
    wish(&mut app, Wish::Show(Screen::Team));
    until(&mut app, "the team is there", |app| app.world().resource::<Led>().crew.is_some());
    let rules = app.world().resource::<Led>().crew.clone().unwrap().rules.expect("she owns the store");
    assert_eq!((rules.counting, rules.free), (Rubric::builtin(), 2));

    let file = RubricFile::write(&Rubric { number: 2, floor: 99, ..Rubric::builtin() }).unwrap();
    asks(&mut app, TeamIntent::Try(Box::new(file.clone())), "it is tried", |told| {
        trial(told).is_some_and(|trial| trial.is_over() && trial.of == 1 && trial.preview.graded == 1)
    });
    let left = told(&app).as_ref().and_then(trial).unwrap().preview.left_ids();
    asks(&mut app, TeamIntent::Adopt(Box::new(file), left), "it counts", |told| *told == Told::Adopted(2, 1));
    until(&mut app, "the window knows", |app| {
        let crew = app.world().resource::<Led>().crew.clone();
        crew.and_then(|crew| crew.rules).is_some_and(|rules| rules.counting.floor == 99 && rules.free == 3)
    });

    let there = tempfile::tempdir().unwrap();
    let address = there.path().display().to_string();
    asks(
        &mut app,
        TeamIntent::Copy(address),
        "it is copied",
        |told| matches!(told, Told::Copied(_, copied) if copied.attempts == 1 && copied.people == 1),
    );
    let mut copy = Store::open(there.path()).unwrap();
    copy.enter("Ana", hotseat::store::PersonId(uuid::Uuid::nil()), jiff::Timestamp::UNIX_EPOCH).unwrap();
    let listener = std::sync::Arc::new(hotseat::listen::Listener::builtin().unwrap());
    let mut auditor = Auditor::new(&copy, listener, false);
    let id = auditor.attempts().unwrap()[0];
    assert_eq!(auditor.audit(id).unwrap(), Verdict::Intact);
    assert_eq!(screen(&app), Screen::Team);
}
