//! Critical errors: named before play, found in the log.

use super::card::CriticalError;
use super::condition::Moment;
use super::log::Case;
use super::reading::Reading;
use crate::listen::Truth;
use crate::scenario::beat::FaultKind;
use crate::scenario::goal::{Breach, DraftFault};
use crate::session::event::{Event, Verdict, What};

/// The critical errors that were made, in the scenario's order.
pub(super) fn errors(case: &Case<'_>, reading: Reading) -> Vec<CriticalError> {
    let made = case.file.critical.iter().filter_map(|critical| {
        let breaches =
            case.log.iter().filter(|(index, event)| breaks(case, reading, &critical.is, *index, event));
        let events: Vec<_> = breaches.map(|(index, _)| *index).collect();
        let what = critical.title.get(case.language).to_owned();
        (!events.is_empty()).then_some(CriticalError { what, alleged: is_alleged(&critical.is), events })
    });
    made.collect()
}

/// Whether such an error rests on heard words rather than on logged actions.
fn is_alleged(breach: &Breach) -> bool {
    match breach {
        Breach::Act(_) | Breach::AsksNever | Breach::TellsWrong(_) => true,
        Breach::Discloses(..) | Breach::Writes(..) | Breach::SendsFault(_) => false,
    }
}

fn breaks(case: &Case<'_>, reading: Reading, breach: &Breach, index: u32, event: &Event) -> bool {
    let moment = |verified, consented| Moment { index, at: event.at, verified, consented };
    match (breach, &event.what) {
        (Breach::Act(act), What::Replied(reply)) => reading.costs(reply, *act).is_some(),
        (Breach::AsksNever, What::AskedFor { never, .. }) => *never,
        (Breach::TellsWrong(fact), What::Replied(reply)) => {
            reply.told.iter().any(|told| told.fact == *fact && told.truth == Truth::False)
        }
        (Breach::Discloses(table, first), What::Disclosed { field, verified }) => {
            field.table == *table && case.held(first, moment(Some(*verified), None)) == Some(false)
        }
        (Breach::Writes(tool, first), What::Used { tool: used, verified, consented, .. }) => {
            used == tool && case.held(first, moment(Some(*verified), Some(*consented))) == Some(false)
        }
        (Breach::SendsFault(kind), What::DraftJudged { beat, verdict: Verdict::Sent, .. }) => {
            let draft = case.file.beats.get(beat).and_then(|beat| beat.draft.as_ref());
            draft.is_some_and(|draft| draft.faults.iter().any(|fault| kind_of(&fault.is) == *kind))
        }
        _ => false,
    }
}

fn kind_of(fault: &FaultKind) -> DraftFault {
    match fault {
        FaultKind::WrongFact(_) => DraftFault::WrongFact,
        FaultKind::WrongPolicy => DraftFault::WrongPolicy,
        FaultKind::Privacy => DraftFault::Privacy,
        FaultKind::Tone => DraftFault::Tone,
        FaultKind::WrongCustomer => DraftFault::WrongCustomer,
    }
}
