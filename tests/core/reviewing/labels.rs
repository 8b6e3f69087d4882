//! What is overruled often, and the labelled replies that come of it.

use hotseat::calibration::{Hidden, Reply, often, overruled, replies};
use hotseat::listen::train::{Labelled, train};
use hotseat::scenario::{Act, Language};
use hotseat::score::{RUBRIC, Ruling, Why};
use hotseat::session::{Event, What};
use hotseat::store::Looked;

use super::*;

fn looked(store: &Store) -> Vec<Looked> {
    let mut all = Vec::new();
    store
        .looked_at(&mut |one| {
            all.push(one.clone());
            Ok(())
        })
        .expect("a list");
    all
}

/// The replies that come of an attempt.
fn labelled(store: &Store, one: &Looked, hidden: &Hidden) -> Vec<Reply> {
    let attempt = store.load(one.attempt.id).expect("seen");
    let mut log: Vec<Event> = attempt.opening;
    log.extend(attempt.entries.into_iter().flat_map(|entry| entry.events));
    let played = &one.attempt.played;
    replies((played.language, &played.scenario), &log, &one.rulings, hidden, &[7; 32])
}

/// Max rules that nothing rude was said, in every finding that says so.
fn overrule_harm(desk: &Desk, id: AttemptId) -> usize {
    let store = desk.as_(&desk.max);
    let harms: Vec<u32> = (0..)
        .zip(&desk.card(id).findings)
        .filter(|(_, finding)| matches!(finding.why, Why::Harm { .. }))
        .map(|(place, _)| place)
        .collect();
    for place in &harms {
        store.overrule(&ruling(id, RUBRIC, *place, Some(0))).expect("kept");
    }
    harms.len()
}

#[rstest]
fn what_is_overruled_is_counted_among_what_was_looked_at(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.practice(100, 6);
    desk.practice(101, 5);
    let harms = overrule_harm(&desk, id);
    assert!(harms > 0, "the rude run hurts");
    let seen = looked(&desk.as_(&desk.max));
    assert_eq!(seen.iter().map(|one| one.attempt.id).collect::<Vec<_>>(), [id]);
    let all = overruled(seen.iter().map(|one| (&one.card, one.rulings.as_slice())));
    let counted: u32 = all.iter().map(|one| one.overruled).sum();
    assert_eq!(usize::try_from(counted), Ok(harms));
    assert!(all.iter().all(|one| one.heard && one.overruled <= one.judged));
    assert_eq!(looked(&desk.as_(&desk.tara)), [], "she leads another team");
    needs(desk.as_(&desk.mei).looked_at(&mut |_| Ok(())), Permission::Right(Right::Manager));
}

#[test]
fn the_listener_is_called_wrong_only_where_it_surely_is() {
    let card = crate::score::well();
    let finding =
        card.findings.iter().find(|one| matches!(one.why, Why::Feeling { .. })).expect("one").clone();
    let mut of_one = card.clone();
    of_one.findings = vec![finding.clone()];
    let ruled = [Ruling::Points { points: finding.of - finding.points, finding }];
    let of = |wrong: usize, right: usize| {
        let wrong = std::iter::repeat_n((&of_one, &ruled[..]), wrong);
        overruled(wrong.chain(std::iter::repeat_n((&of_one, &[][..]), right))).remove(0)
    };
    assert!(of(8, 4).is_wrong_here());
    assert!(!of(2, 0).is_wrong_here(), "twice is too few");
    assert!(!of(3, 60).is_wrong_here(), "three of sixty may be chance");
    let said = [Language::En, Language::Zh].map(|language| often(&of(8, 4), language));
    assert!(said[0].contains("The listener is wrong here") && said[0].contains("8 of 12"), "{said:?}");
    assert!(said[1].contains("听辨有误") && said[1].contains("改判 8 条"), "{said:?}");
}

#[rstest]
fn overruled_replies_come_out_as_lines_the_listener_learns_from(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.practice(100, 6);
    overrule_harm(&desk, id);
    let store = desk.as_(&desk.max);
    let hidden = Hidden::new(["梅"]);
    let found: Vec<Reply> = looked(&store).iter().flat_map(|one| labelled(&store, one, &hidden)).collect();
    assert!(!found.is_empty());
    for reply in &found {
        assert!(reply.heard.iter().any(|act| act.is_harm()), "it was heard: {reply:?}");
        assert!(reply.acts.len() < reply.heard.len(), "and is gone: {reply:?}");
        assert!(!reply.id.contains(&id.to_string()));
    }
    let lines: Vec<String> = found.iter().map(|reply| serde_json::to_string(reply).expect("JSON")).collect();
    let read: Vec<Labelled> =
        lines.iter().map(|line| serde_json::from_str(line).expect("`listener train` reads it")).collect();
    assert_eq!(read.len(), found.len());
    assert!(read.iter().zip(&found).all(|(read, found)| read.acts == found.acts && read.lang == found.lang));
    let (model, _) = train(&LISTENER, &read);
    assert!(!model.is_empty());
}

#[test]
fn names_addresses_and_long_numbers_are_taken_out_of_replies() {
    let hidden = Hidden::new(["Max Müller", "梅", "Jo"]);
    let text = "Max here, Müller that is: 我是梅，max@müller.example or +49 151 2345 6789; order 4711, maximal, job.";
    let heard = hotseat::session::event::Reply {
        text: text.to_owned(),
        acts: Vec::new(),
        empathy: 0,
        told: Vec::new(),
        asked: Vec::new(),
        repeats: 0,
    };
    let log = [
        Event { at: 0, action: 0, what: What::Customer { text: "Is this Jo?".to_owned() } },
        Event { at: 3, action: 1, what: What::Replied(Box::new(heard)) },
    ];
    let why = Why::PerhapsHarm { act: Act::Rude, at: 3 };
    let card = crate::score::well();
    let finding =
        hotseat::score::Finding { why, events: vec![1], points: 0, of: 0, ..card.findings[0].clone() };
    let ruled = [Ruling::Points { finding, points: -10 }];
    let found = replies((Language::En, "first-day"), &log, &ruled, &hidden, &[7; 32]).remove(0);
    assert_eq!(found.customer, "Is this …?");
    for gone in ["Max ", "Müller", "梅", "@", "6789"] {
        assert!(!found.reply.contains(gone), "{gone} in {}", found.reply);
    }
    for left in ["order 4711", "maximal", "job", "here"] {
        assert!(found.reply.contains(left), "{left} in {}", found.reply);
    }
    assert!(found.acts.contains(&Act::Rude), "the reviewer confirmed it");
}
