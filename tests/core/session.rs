//! What a session does with a trainee's actions.

use std::collections::BTreeMap;
use std::sync::Arc;

use hotseat::scenario::{Language, Library, Scenario};
use hotseat::session::event::{Failing, Verdict, Warning};
use hotseat::session::{Action, Deed, LONGEST_WAIT, Mode, Outcome, Phase, Rejected, Session, Ticket, What};

mod broken;
mod clock;
mod desk;
mod ends;
mod exam;
mod moods;
mod replies;

fn lamp() -> Arc<Scenario> {
    let house = include_str!("../../scenarios/house.ron");
    let files = [("house.ron", house), ("lamp.ron", include_str!("session/lamp.ron"))];
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
    Arc::new(Library::of(files).scenario("lamp", 0).unwrap())
}

fn begin(mode: Mode) -> Session {
    Session::begin(lamp(), crate::shipped::listener(), Language::En, mode, 1)
}

fn practice() -> Session {
    begin(Mode::Practice)
}

fn act(deed: Deed) -> Action {
    Action::new(0, 0, deed)
}

fn say(session: &mut Session, words: &str) -> Vec<What> {
    run(session, Deed::Say(words.to_owned()))
}

fn run(session: &mut Session, deed: Deed) -> Vec<What> {
    session.apply(&act(deed)).unwrap().into_iter().map(|event| event.what).collect()
}

fn tool(session: &mut Session, name: &str, args: &[(&str, &str)]) -> Vec<What> {
    run(session, using(name, args))
}

fn using(name: &str, args: &[(&str, &str)]) -> Deed {
    let args: BTreeMap<String, String> =
        args.iter().map(|(name, given)| ((*name).to_owned(), (*given).to_owned())).collect();
    Deed::Tool(name.to_owned(), args)
}

fn lines(events: &[What]) -> Vec<&str> {
    events
        .iter()
        .filter_map(|what| if let What::Customer { text } = what { Some(text.as_str()) } else { None })
        .collect()
}

fn failing(events: &[What]) -> Option<&Failing> {
    events.iter().find_map(|what| if let What::Failed { why, .. } = what { Some(why) } else { None })
}

fn outcome(events: &[What]) -> Option<(Outcome, bool)> {
    events
        .iter()
        .find_map(|what| if let What::Over { outcome, goal } = what { Some((*outcome, *goal)) } else { None })
}

fn verified() -> Session {
    let mut session = practice();
    tool(&mut session, "verify", &[("account", "A-1"), ("last4", "7731")]);
    session
}
