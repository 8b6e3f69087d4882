//! What holds for every log.

use hotseat::listen::{Heard, Truth};
use hotseat::scenario::Act;
use hotseat::scenario::beat::{FaultKind, Feeling};
use hotseat::score::Scorecard;
use hotseat::session::event::{Failing, Reply, Verdict};
use hotseat::session::{Event, Outcome, What};
use proptest::prelude::*;

use super::log::{Log, mood, reply};
use super::scored;

fn heard() -> impl Strategy<Value = Heard> {
    let sure = prop_oneof![Just(20_u8), Just(45), Just(55), Just(65), Just(90)];
    (0..Act::ALL.len(), sure, any::<bool>()).prop_map(|(act, sure, heard)| Heard {
        act: Act::ALL[act],
        from: 0,
        to: 5,
        sure,
        heard,
    })
}

fn said() -> impl Strategy<Value = Reply> {
    (prop::collection::vec(heard(), 0..5), 0_u8..3, 0_u8..3).prop_map(|(acts, empathy, repeats)| Reply {
        acts,
        empathy,
        repeats,
        ..reply("Words.", &[])
    })
}

#[derive(Clone, Debug)]
enum Step {
    Says(Reply),
    Shows(usize),
    Moves(i64),
    Uses(usize, bool),
    Fails(usize),
    Tells(usize, usize),
    Judges(bool, usize),
    Verified,
    Consented,
    Silent,
    Asks(bool),
    Discloses,
    Reads,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => said().prop_map(Step::Says),
        2 => (0..3_usize).prop_map(Step::Shows),
        1 => (0..100_i64).prop_map(Step::Moves),
        1 => (0..4_usize, any::<bool>()).prop_map(|(tool, met)| Step::Uses(tool, met)),
        1 => (0..4_usize).prop_map(Step::Fails),
        1 => (0..3_usize, 0..3_usize).prop_map(|(fact, truth)| Step::Tells(fact, truth)),
        1 => (any::<bool>(), 0..3_usize).prop_map(|(good, verdict)| Step::Judges(good, verdict)),
        1 => Just(Step::Verified),
        1 => Just(Step::Consented),
        1 => Just(Step::Silent),
        1 => any::<bool>().prop_map(Step::Asks),
        1 => Just(Step::Discloses),
        1 => Just(Step::Reads),
    ]
}

fn played(steps: &[Step], outcome: usize, goal: bool) -> Vec<Event> {
    const TOOLS: [&str; 4] = ["find_order", "read_account", "refund", "book"];
    const FACTS: [&str; 3] = ["time", "state", "arrival"];
    let outcomes =
        [Outcome::Resolved, Outcome::HandedOver, Outcome::Closed, Outcome::Gone, Outcome::Abandoned];
    let mut log = Log::new();
    for step in steps.iter().cloned() {
        log = match step {
            Step::Says(reply) => log.replies(reply),
            Step::Shows(feeling) => log.shows([Feeling::Anger, Feeling::Worry, Feeling::Relief][feeling]),
            Step::Moves(anger) => log.moves(mood(anger, 20, 30)),
            Step::Uses(tool, met) => log.uses(TOOLS[tool], if met { &[] } else { &[0] }),
            Step::Fails(why) => log.fails(
                "refund",
                [Failing::Needs(0), Failing::Limit(0), Failing::Approval(0), Failing::NotFound][why].clone(),
            ),
            Step::Tells(fact, truth) => {
                log.tells(FACTS[fact], [Truth::True, Truth::False, Truth::Hedged][truth])
            }
            Step::Judges(good, verdict) => log.judges(
                if good { "good" } else { "outburst" },
                [Verdict::Sent, Verdict::Edited, Verdict::Rejected][verdict],
                &[FaultKind::Tone],
            ),
            Step::Verified => log.verified(),
            Step::Consented => log.consented(),
            Step::Silent => log.silent(),
            Step::Asks(never) => log.asks("password", never),
            Step::Discloses => log.discloses(),
            Step::Reads => log.reads("kb-old"),
        };
    }
    log.act().over(outcomes[outcome], goal).events
}

fn numbers(card: &Scorecard) -> Vec<Option<u8>> {
    let abilities = [card.empathy, card.tools, card.resolution].map(|ability| ability.score);
    abilities.into_iter().chain([card.overall, card.uncapped, card.low, card.high]).collect()
}

proptest! {
    #[test]
    fn every_score_lies_in_its_range_and_between_its_readings(
        steps in prop::collection::vec(step(), 0..25), outcome in 0..5_usize, goal: bool,
    ) {
        let card = scored(&played(&steps, outcome, goal));
        prop_assert!(numbers(&card).iter().flatten().all(|score| *score <= 100));
        prop_assert!(card.low <= card.overall && card.overall <= card.high, "{:?}", numbers(&card));
        prop_assert!(card.overall <= card.uncapped);
        prop_assert!(card.resolution.is_rated());
        for finding in &card.findings {
            prop_assert!(finding.points <= finding.of);
        }
    }

    #[test]
    fn a_harmless_look_up_changes_no_number(
        steps in prop::collection::vec(step(), 0..25), outcome in 0..5_usize, at: prop::sample::Index,
    ) {
        let events = played(&steps, outcome, true);
        let before = scored(&events);
        let mut more = events.clone();
        let at = 1 + at.index(events.len());
        let looked = Log::new().uses("find_order", &[]).events.remove(1);
        more.insert(at.min(events.len()), Event { at: 0, ..looked });
        let after = scored(&more);
        prop_assert_eq!(numbers(&before), numbers(&after));
        prop_assert_eq!(before.passed, after.passed);
    }

    #[test]
    fn taking_back_a_hurtful_word_never_lowers_a_score(
        steps in prop::collection::vec(step(), 0..25), outcome in 0..5_usize, goal: bool,
    ) {
        let events = played(&steps, outcome, goal);
        let before = scored(&events);
        for (index, event) in events.iter().enumerate() {
            let What::Replied(reply) = &event.what else { continue };
            for position in 0..reply.acts.len() {
                if !reply.acts[position].act.is_harm() {
                    continue;
                }
                let mut kinder = events.clone();
                if let What::Replied(reply) = &mut kinder[index].what {
                    reply.acts.remove(position);
                }
                let after = scored(&kinder);
                prop_assert!(after.overall >= before.overall, "{:?} {:?}", numbers(&before), numbers(&after));
                prop_assert!(after.empathy.score.unwrap_or(100) >= before.empathy.score.unwrap_or(0));
            }
        }
    }

    #[test]
    fn a_branch_that_was_stepped_back_from_leaves_no_trace(
        kept in prop::collection::vec(step(), 0..10), undone in prop::collection::vec(step(), 0..10),
    ) {
        let events = played(&kept, 0, true);
        let mut longer = events.clone();
        longer.extend(played(&undone, 3, false).into_iter().skip(1));
        let to = u32::try_from(events.len()).unwrap();
        longer.push(Event { at: 0, action: 0, what: What::SteppedBack { to } });
        prop_assert_eq!(scored(&longer), scored(&events));
    }
}
