//! What the scenario wants: goal, facts, critical errors, identity, wrap-up, roles.

use super::super::beat::FaultKind;
use super::super::fault::{Fault, Kind, Never};
use super::super::goal::{Breach, DraftFault};
use super::super::place::{At, SCENARIO};
use super::super::when::{Bound, When};
use super::Findings;
use super::condition::{Judge, Place};
use super::names::{Known, known, known_key};
use super::script::{demands, planted, source};

/// Everything about what is wanted.
pub(super) fn check(judge: &Judge<'_>, found: &mut Findings) {
    goal(judge, found);
    facts(judge, found);
    critical(judge, found);
    identity(judge, found);
    wrap_up(judge, found);
    if let Some(roles) = judge.context.roles {
        let roles: Known = roles.iter().cloned().collect();
        let at = SCENARIO.name("roles");
        for (index, role) in judge.context.file.roles.iter().enumerate() {
            known(found, &at.index(index), Kind::Role, role, &roles);
        }
    }
}

fn goal(judge: &Judge<'_>, found: &mut Findings) {
    let goal = &judge.context.file.goal;
    let at = SCENARIO.name("goal");
    let any = at.name("any");
    if goal.any.is_empty() && !judge.context.damaged.contains("goal") {
        found.head(&any, Fault::Empty("any"));
    }
    let out_of_reach = !goal.any.is_empty()
        && !judge.context.damaged.contains("goal")
        && goal.any.iter().all(|end| judge.impossible(end, Place::Goal));
    let before = found.count();
    for (index, end) in goal.any.iter().enumerate() {
        // Where no end can be reached that is said once, and only names are looked at.
        judge.check(found, &any.index(index), end, Place::Goal, !out_of_reach);
    }
    if out_of_reach && found.count() == before {
        found.head(&any, Fault::GoalOutOfReach);
    }
    let told = at.name("told");
    for (index, fact) in goal.told.iter().enumerate() {
        known(found, &told.index(index), Kind::Fact, fact, &judge.names.facts);
    }
    let mood = at.name("mood");
    for (name, bound) in [("anger", goal.mood.anger), ("worry", goal.mood.worry), ("trust", goal.mood.trust)]
    {
        let Some(bound) = bound else { continue };
        let (Bound::AtLeast(value) | Bound::AtMost(value)) = bound;
        if !(0..=100).contains(&value) {
            found.value(&mood.name(name).inside(), Fault::Outside { value, least: 0, most: 100 });
        }
    }
}

fn facts(judge: &Judge<'_>, found: &mut Findings) {
    let at = SCENARIO.name("facts");
    for (name, fact) in &judge.context.file.facts {
        let at = at.name(name);
        if fact.from.is_empty() && !judge.context.damaged.contains("facts") {
            found.head(&at, Fault::NobodyLearns(name.clone()));
        }
        let from = at.name("from");
        for (index, one) in fact.from.iter().enumerate() {
            source(judge, found, &from.index(index), one);
        }
    }
}

fn critical(judge: &Judge<'_>, found: &mut Findings) {
    let at = SCENARIO.name("critical");
    for (index, critical) in judge.context.file.critical.iter().enumerate() {
        let at = at.index(index);
        let at = at.name("is");
        match &critical.is {
            Breach::Act(_) => {}
            Breach::Discloses(table, when) => {
                let private: Known = judge.context.file.desk.private.keys().cloned().collect();
                if !judge.context.damaged.contains("desk") {
                    known(found, &at.index(0), Kind::Table, table, &private);
                }
                judge.check(found, &at.index(1), when, Place::Afterwards, false);
            }
            Breach::Writes(tool, when) => {
                known(found, &at.index(0), Kind::Tool, tool, &judge.names.tools);
                judge.check(found, &at.index(1), when, Place::Afterwards, false);
                let needs = judge.context.file.desk.tools.get(tool).map_or(&[][..], |tool| &tool.needs);
                if needs.iter().any(|need| demands(need, when)) {
                    found.value(&at.index(1), Fault::NeverCritical(tool.clone()));
                }
            }
            Breach::AsksNever => {
                if let Some(never) = judge.never(&When::AsksNever, Place::Afterwards) {
                    found.value(&at, Fault::NeverFires(never));
                }
            }
            Breach::TellsWrong(fact) => known(found, &at.inside(), Kind::Fact, fact, &judge.names.facts),
            Breach::SendsFault(kind) => {
                if !sent(judge, *kind) {
                    found.value(&at, Fault::NeverFires(Never::NoSuchDraft));
                }
            }
        }
    }
}

/// Whether some draft carries such a fault, as far as can be told.
fn sent(judge: &Judge<'_>, kind: DraftFault) -> bool {
    let file = judge.context.file;
    let mut planted =
        file.beats.values().filter_map(|beat| beat.draft.as_ref()).flat_map(|draft| &draft.faults);
    judge.context.damaged.contains("beats")
        || file.variants.keys().any(|path| path.contains("draft"))
        || planted.any(|fault| {
            matches!(
                (&fault.is, kind),
                (FaultKind::WrongFact(_), DraftFault::WrongFact)
                    | (FaultKind::WrongPolicy, DraftFault::WrongPolicy)
                    | (FaultKind::Privacy, DraftFault::Privacy)
                    | (FaultKind::Tone, DraftFault::Tone)
                    | (FaultKind::WrongCustomer, DraftFault::WrongCustomer)
            )
        })
}

fn identity(judge: &Judge<'_>, found: &mut Findings) {
    let file = judge.context.file;
    let identity = &file.identity;
    if judge.context.damaged.contains("identity") {
        return;
    }
    let asked: Known = identity.may_ask.iter().chain(&identity.known).cloned().collect();
    let answers = SCENARIO.name("customer");
    let answers = answers.name("answers");
    for item in file.customer.answers.keys().filter(|_| !asked.is_empty()) {
        known_key(found, &answers.name(item), Kind::Item, item, &asked);
    }
}

fn wrap_up(judge: &Judge<'_>, found: &mut Findings) {
    let file = judge.context.file;
    let wrap_up = &file.wrap_up;
    if judge.context.damaged.contains("wrap_up") {
        return;
    }
    let at = SCENARIO.name("wrap_up");
    let codes: Known = wrap_up.dispositions.keys().cloned().collect();
    codes_exist(found, &at.name("right"), Kind::Disposition, &wrap_up.right, &codes);
    let fields = at.name("fields");
    for (name, field) in &wrap_up.fields {
        let at = fields.name(name);
        let codes: Known = field.choices.keys().cloned().collect();
        if !codes.is_empty() {
            codes_exist(found, &at.name("right"), Kind::Choice, &field.right, &codes);
        }
        if let Some(when) = &field.when {
            judge.check(found, &at.name("when"), when, Place::Afterwards, true);
        }
    }
    if let Some(summary) = &wrap_up.summary {
        planted(judge, found, &at.name("summary"), &summary.text, &summary.faults);
    }
}

fn codes_exist(found: &mut Findings, at: &At<'_>, kind: Kind, codes: &[String], all: &Known) {
    for (index, code) in codes.iter().enumerate() {
        known(found, &at.index(index), kind, code, all);
    }
}
