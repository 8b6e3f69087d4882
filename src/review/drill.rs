//! The next drill: which customer would train the weakest ability.

use std::cmp::Reverse;

use crate::scenario::Scenario;
use crate::scenario::text::Text;
use crate::score::{AbilityKind, Scorecard};

/// The overall score from which the next drill may be a level harder.
const READY: u8 = 85;

/// What a library tells of a scenario, for the choice of a drill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// Its level, 1..=5.
    pub level: u8,
    /// How often it calls for each ability, in the order of [`AbilityKind::ALL`].
    pub calls: [usize; 3],
}

/// What to practise next, and for which ability.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drill {
    /// The scenario's id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// The ability it trains.
    pub trains: AbilityKind,
}

impl From<&Scenario> for Head {
    fn from(scenario: &Scenario) -> Self {
        let file = scenario.file();
        let feelings = file.beats.values().filter(|beat| beat.shows.is_some()).count();
        let drafts = file.beats.values().filter(|beat| beat.draft.is_some()).count();
        let stale = file.desk.articles.values().filter(|article| article.stale.is_some()).count();
        let wanted = file.goal.any.len() + file.goal.told.len() + file.wrap_up.fields.len();
        Self {
            id: file.id.clone(),
            title: file.title.clone(),
            level: file.level,
            calls: [feelings, file.desk.tools.len() + drafts + stale, wanted],
        }
    }
}

/// The scenario that calls most for the weakest ability, at a fitting level; another than `played` where there is one.
pub fn next_drill(card: &Scorecard, played: &str, heads: &[Head]) -> Option<Drill> {
    let trains = weakest(card);
    let place = AbilityKind::ALL.iter().position(|kind| *kind == trains).unwrap_or(0);
    let level = heads.iter().find(|head| head.id == played).map_or(1, |head| head.level);
    let wanted = if card.passed == Some(true) && card.overall >= Some(READY) { level + 1 } else { level };
    let best = heads.iter().min_by_key(|head| {
        let calls = head.calls.get(place).copied().unwrap_or(0);
        (head.id == played, head.level > wanted, Reverse(calls), head.level.abs_diff(wanted), &head.id)
    })?;
    Some(Drill { id: best.id.clone(), title: best.title.clone(), trains })
}

/// The rated ability with the lowest score; where none is rated, meeting the customer comes first.
fn weakest(card: &Scorecard) -> AbilityKind {
    let rated = AbilityKind::ALL.into_iter().filter(|kind| card.ability(*kind).is_rated());
    rated.min_by_key(|kind| card.ability(*kind).score).unwrap_or(AbilityKind::Empathy)
}
