//! How a customer's mood moves: a small model in integers.
//!
//! Three numbers, each 0..=100: anger, worry, trust. An appraisal of what was said moves them (after EMA, Marsella &
//! Gratch 2009, reduced to what a trainer can write down). Temper scales each move; harm is scaled apart from comfort,
//! because bad is stronger than good (Baumeister et al. 2001). What comforts works less each time it is repeated
//! (habituation: Rankin et al. 2009); what harms does not wear off.

use crate::scenario::Act;
use crate::scenario::customer::{Level, Mood, Shift, Temper};

/// Anger at which the early warning says "watch".
const WATCH: i64 = 60;
/// Anger at which the early warning says "alarm".
const ALARM: i64 = 80;

/// The mood after `shift`, felt by a person of this `temper` for the `again`-th time (0 = first).
pub(super) fn after(mood: Mood, shift: Shift, temper: Temper, again: u32) -> Mood {
    let felt = |change: i8, heats: bool| {
        let percent = i64::from(if heats { temper.heats } else { temper.cools });
        let worn = if heats { 1 } else { 1_i64 << again.min(6) };
        rounded(i64::from(change) * percent, 100 * worn)
    };
    Mood {
        anger: Level::clamped(mood.anger.get() + felt(shift.anger, shift.anger > 0)),
        worry: Level::clamped(mood.worry.get() + felt(shift.worry, shift.worry > 0)),
        trust: Level::clamped(mood.trust.get() + felt(shift.trust, shift.trust < 0)),
    }
}

/// Division rounded half away from zero.
fn rounded(value: i64, by: i64) -> i64 {
    (value.abs() + by / 2) / by * value.signum()
}

/// Whether a shift makes things worse.
pub(super) fn is_harm(shift: Shift) -> bool {
    shift.anger > 0 || shift.worry > 0 || shift.trust < 0
}

/// How anybody reacts to an act where the scenario says nothing about it.
pub(super) fn usual(act: Act) -> Shift {
    let (anger, worry, trust) = match act {
        Act::Feel => (-6, -4, 4),
        Act::Understand => (-8, -4, 5),
        Act::Apologise => (-4, 0, 2),
        Act::Own => (-5, -4, 5),
        Act::Reassure => (-2, -6, 1),
        Act::Restate => (-3, 0, 3),
        Act::Expect => (-2, -4, 4),
        Act::Report => (-3, -4, 4),
        Act::Suggest | Act::Consent => (-1, -2, 1),
        Act::Inform => (0, -1, 1),
        Act::Explore | Act::Greet | Act::Thank | Act::Invite | Act::Feedback => (0, 0, 1),
        Act::Verify | Act::Close => (0, 0, 0),
        Act::Blame => (12, 0, -8),
        Act::Dismiss => (10, 2, -7),
        Act::Deflect => (9, 3, -7),
        Act::Rude => (16, 0, -12),
        Act::Overpromise => (0, -2, -2),
    };
    Shift { anger, worry, trust }
}

/// How often a comforting act may be repeated before it wears off by half: an apology at once, the rest more slowly.
pub(super) fn worn(act: Act, before: u32) -> u32 {
    if act == Act::Apologise { before } else { before / 2 }
}

/// What a red line adds to a reply that crosses it.
pub(super) const RED_LINE: Shift = Shift { anger: 10, worry: 0, trust: -8 };
/// What a calming signal adds to a reply that gives it.
pub(super) const CALMING: Shift = Shift { anger: -8, worry: -4, trust: 5 };
/// What each silence costs.
pub(super) const SILENCE: Shift = Shift { anger: 6, worry: 4, trust: -4 };
/// What a hold that was not kept costs.
pub(super) const BROKEN_HOLD: Shift = Shift { anger: 6, worry: 2, trust: -6 };
/// What the same reply again costs.
pub(super) const REPETITION: Shift = Shift { anger: 4, worry: 0, trust: -3 };
/// What a reply that says nothing costs.
pub(super) const NOT_UNDERSTOOD: Shift = Shift { anger: 3, worry: 1, trust: -2 };
/// What asking for a secret costs.
pub(super) const ASKED_NEVER: Shift = Shift { anger: 6, worry: 6, trust: -14 };
/// What a phrase forbidden by the house costs.
pub(super) const FORBIDDEN: Shift = Shift { anger: 4, worry: 0, trust: -3 };

/// The early warning for a mood.
pub(super) fn warning(mood: Mood) -> super::event::Warning {
    use super::event::Warning;
    if mood.anger.get() >= ALARM || mood.trust.get() <= 8 {
        Warning::Alarm
    } else if mood.anger.get() >= WATCH || mood.worry.get() >= 85 || mood.trust.get() <= 18 {
        Warning::Watch
    } else {
        Warning::Calm
    }
}
