//! The rubric: what every judged point is worth; change a number here and [`super::RUBRIC`] with it.

use crate::scenario::Act;

/// An answered opportunity, full for a specific answer.
pub(super) const OPPORTUNITY: i32 = 20;
/// The same answered with words that would fit anybody.
pub(super) const GENERIC: i32 = 10;
/// Taking responsibility once while the customer is upset.
pub(super) const OWNERSHIP: i32 = 10;
/// Anger or worry from which on somebody has to take responsibility.
pub(super) const UPSET: i64 = 40;
/// A phrase the house forbids.
pub(super) const FORBIDDEN: i32 = -4;
/// A trainer's rule with a finding that is no praise.
pub(super) const NOTED: i32 = -5;

/// Verified before personal data was told and before tools that demand it.
pub(super) const VERIFIED: i32 = 15;
/// Consent before what a tool changes, each tool once.
pub(super) const CONSENT: i32 = 15;
/// What else a tool expects first, each tool once.
pub(super) const EXPECTED: i32 = 8;
/// A tool the desk refused because something had to come first.
pub(super) const TOO_EARLY: i32 = -3;
/// A limit nobody may exceed.
pub(super) const LIMIT: i32 = -5;
/// A limit above which the supervisor is to be asked.
pub(super) const APPROVAL: i32 = -3;
/// An AI draft judged.
pub(super) const DRAFT: i32 = 20;
/// A faulty draft rejected for a reason that is not its fault.
pub(super) const WRONG_REASON: i32 = 12;
/// A faulty draft sent as it was, or edited with every fault left in.
pub(super) const BLIND: i32 = -10;
/// Asking for what must never be asked, each item once.
pub(super) const NEVER: i32 = -15;
/// A fact told that was looked up before, each fact once.
pub(super) const CHECKED: i32 = 8;
/// A fact told falsely out of an article that is out of date.
pub(super) const STALE: i32 = -8;
/// A fault of the AI summary.
pub(super) const SUMMARY: i32 = 8;

/// The end state of the goal.
pub(super) const GOAL: i32 = 45;
/// The facts that must have been told, together.
pub(super) const TOLD: i32 = 15;
/// How the customer is left.
pub(super) const LEFT: i32 = 15;
/// How the contact ended.
pub(super) const ENDED: i32 = 10;
/// The wrap-up's judged parts, together.
pub(super) const WRAP_UP: i32 = 15;
/// A fact told falsely, each fact once.
pub(super) const TOLD_FALSE: i32 = -10;
/// A promise nobody can keep, each reply once.
pub(super) const OVERPROMISE: i32 = -10;
/// A contact ended by the agent without need.
pub(super) const CUT_OFF: i32 = -20;

/// What a hurtful act costs in empathy; overpromising is judged under resolution.
pub(super) fn harm(act: Act) -> Option<i32> {
    [(Act::Rude, -30), (Act::Blame, -20), (Act::Dismiss, -15), (Act::Deflect, -15)]
        .into_iter()
        .find_map(|(harmful, points)| (harmful == act).then_some(points))
}

/// The share of `whole` that falls to part `index` of `count`, so that all shares add up to the whole.
pub(super) fn share(whole: i32, index: usize, count: usize) -> i32 {
    let (index, count) = (i32::try_from(index).unwrap_or(0), i32::try_from(count).unwrap_or(1).max(1));
    whole * (index + 1) / count - whole * index / count
}
