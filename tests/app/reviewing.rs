//! Reviews through the window, without a window: commented, ruled, read by the trainee, appealed against.

use hotseat::app::report::Report;
use hotseat::app::team::Led;
use hotseat::app::{Screen, Wish};
use hotseat::session::Ticket;
use hotseat::store::{Overruling, ReviewCause};
use hotseat::views::debrief::{DebriefIntent, ReviewAct, Reviewed};
use hotseat::views::seat::SeatIntent;
use hotseat::views::team::TeamIntent;

use super::exam::{enter, with_the_team};
use super::manager::{begin, give};
use super::{is_saved, say, screen, sit_down, until, window, wish};

fn reviewed(app: &bevy::prelude::App) -> &Reviewed {
    &app.world().resource::<Report>().kept.reviewed
}

fn act(app: &mut bevy::prelude::App, act: ReviewAct) {
    wish(app, Wish::Review(DebriefIntent::Review(act)));
}

#[test]
fn an_attempt_is_commented_ruled_on_and_appealed_against() {
    let data = tempfile::tempdir().unwrap();
    let mut app = window(data.path(), None);
    enter(&mut app, "Ana");
    give(&mut app, "Mei");
    enter(&mut app, "Mei");
    begin(&mut app);
    say(&mut app, "Hello.");
    wish(&mut app, Wish::Seat(SeatIntent::End));
    wish(&mut app, Wish::WrapUp);
    wish(&mut app, Wish::File(Ticket::default()));
    until(&mut app, "all is saved", is_saved);
    let attempt = app.world().resource::<Report>().attempt.unwrap();

    enter(&mut app, "Ana");
    wish(&mut app, Wish::Debrief(attempt));
    until(&mut app, "she may review it", |app| reviewed(app).reviews);
    assert!(app.world().resource::<Report>().kept.watched);
    let (rubric, card) = reviewed(&app).machine.clone().unwrap();
    let finding = card.findings.iter().position(|one| one.reversed().is_some()).unwrap();
    let points = card.findings[finding].reversed();
    act(&mut app, ReviewAct::Comment { event: 0, text: "Greet by name.".to_owned() });
    until(&mut app, "that is kept", |app| reviewed(app).comments.len() == 1);
    let what = Overruling::Finding { finding: u32::try_from(finding).unwrap(), points };
    act(&mut app, ReviewAct::Overrule { what, rubric, reason: "Heard wrongly.".to_owned() });
    until(&mut app, "the reviewed score counts", |app| reviewed(app).counts.is_some());
    assert!(app.world().resource::<Report>().kept.watched, "she still only looks at it");

    enter(&mut app, "Mei");
    wish(&mut app, Wish::Debrief(attempt));
    until(&mut app, "she reads it", |app| {
        screen(app) == Screen::Debrief && !app.world().resource::<Report>().kept.watched
    });
    assert_eq!(reviewed(&app).comments[0].said.text, "Greet by name.");
    assert!(!reviewed(&app).reviews);
    let comment = reviewed(&app).comments[0].said.number;
    act(&mut app, ReviewAct::Answer { comment, text: "I will.".to_owned() });
    act(&mut app, ReviewAct::Appeal("Once was enough.".to_owned()));
    until(&mut app, "both are kept", |app| {
        reviewed(app).steps.len() == 4 && reviewed(app).comments[0].answers.len() == 1
    });

    enter(&mut app, "Ana");
    with_the_team(&mut app);
    until(&mut app, "the appeal waits, for somebody else", |app| {
        let crew = app.world().resource::<Led>().crew.as_ref();
        crew.is_some_and(|crew| {
            crew.queue.iter().any(|one| {
                one.item.attempt.id == attempt && one.item.causes == [ReviewCause::Appeal] && one.item.barred
            })
        })
    });
    wish(&mut app, Wish::Team(TeamIntent::TakeReview(attempt)));
    until(&mut app, "that is refused", |app| app.world().resource::<hotseat::app::Banner>().0.is_some());
}

#[test]
fn a_moment_opens_the_debrief_at_its_turn() {
    let data = tempfile::tempdir().unwrap();
    let mut app = window(data.path(), None);
    sit_down(&mut app);
    say(&mut app, "Hello.");
    say(&mut app, "I will look into it.");
    wish(&mut app, Wish::Seat(SeatIntent::End));
    wish(&mut app, Wish::WrapUp);
    wish(&mut app, Wish::File(Ticket::default()));
    until(&mut app, "all is saved", is_saved);
    let report = app.world().resource::<Report>();
    let (attempt, review) = (report.attempt.unwrap(), report.review.as_ref().unwrap());
    let (turn, event) = (review.turns.len() - 1, review.turns.last().unwrap().first);
    assert!(turn > 0);
    wish(&mut app, Wish::Moment(attempt, event));
    until(&mut app, "it is open there", |app| app.world().resource::<Report>().state.turn() == Some(turn));
    wish(&mut app, Wish::Debrief(attempt));
    until(&mut app, "it is open as ever", |app| app.world().resource::<Report>().state.turn().is_none());
}
