//! Where the sample replies of a scenario disagree with what is heard in them.

use crate::listen::{Listener, Moment, Truth};
use crate::scenario::beat::{Beat, Example};
use crate::scenario::problem::{Fault, Problem};
use crate::scenario::{Act, Language, Library, Scenario};

/// Every example of these scenarios that is not heard as it says, listened to without it and its neighbours; a
/// scenario with faults is passed over.
pub(super) fn doubts(library: &Library, ids: &[String]) -> Vec<Problem> {
    let holds = |id: &&String| {
        library.read(&format!("{id}.ron")).is_ok_and(|source| source.text.contains("examples"))
    };
    let with: Vec<_> =
        ids.iter().filter(holds).filter_map(|id| Some((id, library.scenario(id, 0).ok()?))).collect();
    // Made only where it is needed: it takes longer than all the rest.
    let Some(listener) = (!with.is_empty()).then(Listener::builtin).and_then(Result::ok) else {
        return Vec::new();
    };
    with.iter().flat_map(|(id, scenario)| of(library, id, scenario, &listener)).collect()
}

fn of(library: &Library, id: &str, scenario: &Scenario, listener: &Listener) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (name, beat) in &scenario.file().beats {
        for (index, example) in beat.examples.iter().enumerate() {
            for language in &scenario.file().languages {
                if let Some(what) = misheard(scenario, beat, example, *language, listener) {
                    problems.extend(library.at_example(&format!("{id}.ron"), name, index, *language, what));
                }
            }
        }
    }
    problems
}

fn misheard(
    scenario: &Scenario,
    beat: &Beat,
    example: &Example,
    language: Language,
    listener: &Listener,
) -> Option<Fault> {
    let customer = beat.says.first().map_or("", |line| line.get(language));
    let reply = example.says.get(language);
    let attended = listener.attend(&Moment { reply, customer, turn: None, tools: &[], samples: &[] });
    let hearing = attended.hearing().earned();
    let told = attended.told(&scenario.file().facts, scenario.today());
    let missing = |act: &&Act| !hearing.acts.iter().any(|heard| heard.act == **act);
    let missing: Vec<Act> = example.acts.iter().filter(missing).copied().collect();
    let harm = |act: &Act| act.is_harm() && hearing.heard(*act) && !example.acts.contains(act);
    let harm: Vec<Act> = Act::ALL.into_iter().filter(harm).collect();
    let wrong: Vec<String> =
        told.into_iter().filter(|told| told.truth == Truth::False).map(|told| told.fact).collect();
    let agrees = missing.is_empty() && harm.is_empty() && wrong.is_empty();
    (!agrees).then_some(Fault::Misheard { language, missing, harm, wrong })
}
