//! Conditions: whether what they name exists, and whether they can ever hold.

use super::super::fault::{Fault, Kind, Never};
use super::super::place::At;
use super::super::text::Phrases;
use super::super::when::{Bound, When};
use super::names::{Known, Names, known, misspelt};
use super::possible::Possible;
use super::{Context, Findings};

/// Where a condition stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In a rule, which answers a reply.
    Rule,
    /// Between replies: in what a tool needs, a team accepts, the supervisor asks for, a goal wants.
    Between,
    /// In a goal: between replies, and after a hand-over.
    Goal,
    /// Where the whole log can be looked at.
    Afterwards,
}

/// What conditions are held against.
pub(super) struct Judge<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) names: &'a Names,
    pub(super) possible: &'a Possible<'a>,
    /// The arguments that may stand in a path, in a tool.
    pub(super) args: Option<&'a Known>,
    /// Whether every name must be known; not in files that several scenarios share.
    pub(super) strict: bool,
}

impl Judge<'_> {
    /// Reports what is wrong with a condition. `wanted` is false under `Not`, where nothing needs to hold.
    pub(super) fn check(&self, found: &mut Findings, at: &At<'_>, when: &When, place: Place, wanted: bool) {
        let before = found.count();
        self.named(found, at, when);
        if found.count() > before {
            return;
        }
        if wanted && let Some(never) = self.never(when, place) {
            found.value(at, Fault::NeverFires(never));
            return;
        }
        let inside = at.inside();
        if let When::All(parts) | When::Any(parts) = when {
            for (index, part) in parts.iter().enumerate() {
                self.check(found, &inside.index(index), part, place, wanted);
            }
        } else if let When::Not(part) = when {
            self.check(found, &inside, part, place, false);
        }
    }

    fn named(&self, found: &mut Findings, at: &At<'_>, when: &When) {
        let names = self.names;
        let inside = at.inside();
        match when {
            When::Tells(fact) | When::TellsWrong(fact) | When::Told(fact) => {
                self.one(found, &inside, Kind::Fact, fact, &names.facts);
            }
            When::Asks(item) => misspelt(found, &inside, Kind::Item, item, &names.items),
            When::Uses(tool) | When::Used(tool) | When::Approved(tool) => {
                self.one(found, &inside, Kind::Tool, tool, &names.tools);
            }
            When::Is(path, _) => {
                if let (Some(argument), Some(args)) = (path.argument(), self.args) {
                    known(found, &at.index(0), Kind::Argument, argument, args);
                }
                names.field(found, &at.index(0), path, self.strict);
            }
            When::Service(service, code) => {
                self.one(found, &at.index(0), Kind::Service, service, &names.services);
                if let Some(codes) = self.possible.statuses.get(service) {
                    self.one(found, &at.index(1), Kind::Status, code, codes);
                }
            }
            When::Seen(beat) => self.one(found, &inside, Kind::Beat, beat, &names.beats),
            When::HandedOver(team) => self.one(found, &inside, Kind::Team, team, &names.teams),
            When::Anger(bound) | When::Worry(bound) | When::Trust(bound) => {
                let (Bound::AtLeast(value) | Bound::AtMost(value)) = *bound;
                let outside = !(0..=100).contains(&value) && bound_holds(*bound);
                if outside {
                    found.value(&inside.inside(), Fault::Outside { value, least: 0, most: 100 });
                }
            }
            When::Says(phrases) => self.phrases(found, at, phrases),
            When::All(_)
            | When::Any(_)
            | When::Not(_)
            | When::Act(_)
            | When::Empathy(_)
            | When::AsksNever
            | When::Verified
            | When::Consented
            | When::After(_)
            | When::Repeats
            | When::Warned(_)
            | When::Always => {}
        }
    }

    fn one(&self, found: &mut Findings, at: &At<'_>, kind: Kind, name: &str, all: &Known) {
        if self.strict { known(found, at, kind, name, all) } else { misspelt(found, at, kind, name, all) }
    }

    fn phrases(&self, found: &mut Findings, at: &At<'_>, phrases: &Phrases) {
        if let Phrases::Plain(list) = phrases
            && list.is_empty()
            && !self.context.damaged_anywhere()
        {
            found.value(at, Fault::NeverFires(Never::AnyOfNothing));
        }
    }

    /// Why a condition by itself can never hold; none where it can, or where that cannot be told.
    pub(super) fn never(&self, when: &When, place: Place) -> Option<Never> {
        match when {
            When::Any(parts) => {
                (parts.is_empty() && !self.context.damaged_anywhere()).then_some(Never::AnyOfNothing)
            }
            When::All(parts) => contradiction(parts).then_some(Never::Contradiction),
            When::Not(part) => (**part == When::Always && place == Place::Rule).then_some(Never::NotAlways),
            When::Empathy(degree) => (*degree > 2).then_some(Never::Degree(*degree)),
            When::Anger(bound) | When::Worry(bound) | When::Trust(bound) => {
                (!bound_holds(*bound)).then_some(Never::Bound)
            }
            When::Is(path, value) => {
                let unsure = !self.strict || !self.possible.sure || path.key.contains('{');
                (!unsure && !self.possible.value(path, value)).then(|| Never::Value(value.to_string()))
            }
            When::Approved(tool) => {
                let can = self.possible.approved.contains(tool) || !self.names.tools.contains(tool);
                (!can && self.strict && self.possible.sure).then_some(Never::NotApproved)
            }
            When::AsksNever => {
                let none = self.context.file.identity.never.is_empty();
                (none && self.strict && !self.context.damaged.contains("identity"))
                    .then_some(Never::NothingForbidden)
            }
            When::HandedOver(_) => matches!(place, Place::Rule | Place::Between).then_some(Never::OutOfPlace),
            When::Act(_)
            | When::Says(_)
            | When::Tells(_)
            | When::TellsWrong(_)
            | When::Asks(_)
            | When::Repeats => matches!(place, Place::Between | Place::Goal).then_some(Never::OutOfPlace),
            When::Told(_)
            | When::Uses(_)
            | When::Used(_)
            | When::Service(..)
            | When::Verified
            | When::Consented
            | When::After(_)
            | When::Seen(_)
            | When::Warned(_)
            | When::Always => None,
        }
    }

    /// Whether a condition can never hold, looking into its parts.
    pub(super) fn impossible(&self, when: &When, place: Place) -> bool {
        if let When::All(parts) = when {
            self.never(when, place).is_some() || parts.iter().any(|part| self.impossible(part, place))
        } else if let When::Any(parts) = when {
            !parts.is_empty() && parts.iter().all(|part| self.impossible(part, place))
        } else if let When::Not(part) = when {
            **part == When::Always
        } else {
            self.never(when, place).is_some()
        }
    }
}

/// Whether any mood lies within the bound.
fn bound_holds(bound: Bound) -> bool {
    match bound {
        Bound::AtLeast(least) => least <= 100,
        Bound::AtMost(most) => most >= 0,
    }
}

/// Whether parts that must all hold exclude one another.
fn contradiction(parts: &[When]) -> bool {
    let mut flat: Vec<&When> = Vec::new();
    flatten(parts, &mut flat);
    flat.iter().enumerate().any(|(index, one)| flat.iter().skip(index + 1).any(|other| exclude(one, other)))
}

fn flatten<'a>(parts: &'a [When], flat: &mut Vec<&'a When>) {
    for part in parts {
        if let When::All(inner) = part {
            flatten(inner, flat);
        } else {
            flat.push(part);
        }
    }
}

fn exclude(one: &When, other: &When) -> bool {
    match (one, other) {
        (When::Not(inner), other) | (other, When::Not(inner)) if **inner == *other => true,
        (When::Anger(one), When::Anger(other))
        | (When::Worry(one), When::Worry(other))
        | (When::Trust(one), When::Trust(other)) => match (one, other) {
            (Bound::AtLeast(least), Bound::AtMost(most)) | (Bound::AtMost(most), Bound::AtLeast(least)) => {
                least > most
            }
            (Bound::AtLeast(_), Bound::AtLeast(_)) | (Bound::AtMost(_), Bound::AtMost(_)) => false,
        },
        (When::Is(path, value), When::Is(same, other)) => {
            path == same && value.to_string().to_lowercase() != other.to_string().to_lowercase()
        }
        (When::Service(service, code), When::Service(same, other)) => service == same && code != other,
        _ => false,
    }
}
