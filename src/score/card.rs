//! The scorecard: what the graders found, and what follows from it.

use serde::{Deserialize, Serialize};

use super::grade::Grade;
use super::why::Why;
use crate::scenario::goal::Weights;
use crate::session::event::Outcome;

/// What one session was worth, with everything it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scorecard {
    /// How the conversation ended; none while it runs.
    pub outcome: Option<Outcome>,
    /// Whether an end state of the goal was reached.
    pub goal_reached: bool,
    /// How the customer was met.
    pub empathy: Ability,
    /// How the tools were used.
    pub tools: Ability,
    /// What was achieved.
    pub resolution: Ability,
    /// The weighted mean of the rated abilities after the cap, 0..=100.
    pub overall: Option<u8>,
    /// The same before the cap.
    pub uncapped: Option<u8>,
    /// `overall` where every doubt is read against the trainee.
    pub low: Option<u8>,
    /// `overall` where every doubt is read for the trainee.
    pub high: Option<u8>,
    /// Whether it is passed; none where that hangs on a doubt and a person decides.
    pub passed: Option<bool>,
    /// Critical errors, in the scenario's order.
    pub critical: Vec<CriticalError>,
    /// The customer's own rating, 1..=5.
    pub rating: Option<u8>,
    /// Every judged point.
    pub findings: Vec<Finding>,
    /// The mood over time: seconds, anger, worry, trust.
    pub mood: Vec<[i64; 4]>,
    /// What each ability weighs in `overall`.
    pub weights: Weights,
}

/// One ability's score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ability {
    /// 0..=100; none where nothing could be judged.
    pub score: Option<u8>,
}

impl Ability {
    /// Whether there was anything to judge.
    pub fn is_rated(self) -> bool {
        self.score.is_some()
    }
}

/// The three abilities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbilityKind {
    /// Meeting the customer.
    Empathy,
    /// Judging and using the desk and its AI.
    Tools,
    /// Solving the problem.
    Resolution,
}

impl AbilityKind {
    /// All three, in the order shown.
    pub const ALL: [Self; 3] = [Self::Empathy, Self::Tools, Self::Resolution];
}

/// One judged point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The ability it counts for.
    pub ability: AbilityKind,
    /// Points given, or taken where negative.
    pub points: i32,
    /// Points there were to earn; 0 for a pure deduction or a note.
    pub of: i32,
    /// What was judged.
    pub why: Why,
    /// Indexes in the event log of what proves it.
    pub events: Vec<u32>,
    /// The words it rests on, quoted from the reply; empty where no words do.
    pub words: String,
    /// Whether another reading of doubtful words would judge it otherwise.
    pub perhaps: bool,
}

impl Finding {
    /// A finding that rests on no words.
    pub(super) fn new(ability: AbilityKind, points: i32, of: i32, why: Why, events: Vec<u32>) -> Self {
        Self { ability, points, of, why, events, words: String::new(), perhaps: false }
    }

    /// The same, resting on these words.
    pub(super) fn quoting(self, words: String) -> Self {
        Self { words, ..self }
    }

    /// Points that were not earned or were taken.
    pub fn lost(&self) -> i32 {
        self.of - self.points
    }
}

/// A critical error that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriticalError {
    /// Its title in the language of the session.
    pub what: String,
    /// Whether it rests on heard words; when certifying, such a one caps only once a reviewer confirms it.
    pub alleged: bool,
    /// Indexes in the event log of what proves it.
    pub events: Vec<u32>,
}

impl Scorecard {
    /// Whether the result of an exam is for a person to decide: it hangs on a doubt, or on an error that was only heard.
    pub fn waits(&self) -> bool {
        Grade::from(self).waits()
    }

    /// The score of one ability.
    pub fn ability(&self, kind: AbilityKind) -> Ability {
        match kind {
            AbilityKind::Empathy => self.empathy,
            AbilityKind::Tools => self.tools,
            AbilityKind::Resolution => self.resolution,
        }
    }
}

/// The finding that cost most of the overall score.
///
/// What rests on the events of a critical error goes first, since that caps everything; then moments go before sums of
/// the whole session, so that the debrief can show a turn to play again.
pub fn costliest(card: &Scorecard) -> Option<&Finding> {
    let cost = |finding: &Finding| {
        let weight = match finding.ability {
            AbilityKind::Empathy => card.weights.empathy,
            AbilityKind::Tools => card.weights.tools,
            AbilityKind::Resolution => card.weights.resolution,
        };
        let total: i32 =
            card.findings.iter().filter(|other| other.ability == finding.ability).map(|other| other.of).sum();
        let total = if total == 0 { 100 } else { total };
        i64::from(finding.lost()) * i64::from(weight) * 1000 / i64::from(total)
    };
    let capping = |finding: &Finding| {
        let shared = |error: &CriticalError| error.events.iter().any(|event| finding.events.contains(event));
        card.critical.iter().any(shared)
    };
    let worst = |moment: bool, caps: bool| {
        let fits = |finding: &&Finding| finding.why.is_moment() == moment && (!caps || capping(finding));
        let lossy = card.findings.iter().filter(fits).filter(|finding| cost(finding) > 0);
        lossy.fold(None, |worst: Option<&Finding>, next| match worst {
            Some(worst) if cost(worst) >= cost(next) => Some(worst),
            Some(_) | None => Some(next),
        })
    };
    worst(true, true).or_else(|| worst(true, false)).or_else(|| worst(false, false))
}
