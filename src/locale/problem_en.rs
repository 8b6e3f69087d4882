//! Faults in English.

use super::names;
use crate::scenario::problem::{Fault, Found, Kind, Never, Reading, Syntax, Wanted};
use crate::scenario::{Act, Language};

/// What is wrong, and how to mend it.
#[expect(clippy::too_many_lines, reason = "one arm a fault reads best in one place")]
pub(super) fn words(fault: &Fault) -> (String, String) {
    let (what, remedy) = match fault {
        Fault::Reading(reading) => return unread(reading),
        Fault::Syntax(syntax) => return written(syntax),
        Fault::UnknownField { name, near, known } => {
            return (format!("there is no field `{name}` here"), instead(near.as_deref(), known));
        }
        Fault::UnknownWord { name, near, known } => {
            return (format!("`{name}` means nothing here"), instead(near.as_deref(), known));
        }
        Fault::Unknown { kind, name, near, known } => return unknown(*kind, name, near.as_deref(), known),
        Fault::MissingField(name) => {
            (format!("the field `{name}` is missing"), format!("add `{name}: …` between these parentheses"))
        }
        Fault::Duplicate(name) => {
            (format!("`{name}` stands here twice"), "keep one of them, or give this one another name".into())
        }
        Fault::WrongType { wanted: want @ Wanted::Values(count), .. } => {
            let values = if *count == 1 { "one value".to_owned() } else { format!("{count} values") };
            (format!("this wants {values} in parentheses"), example(want))
        }
        Fault::WrongType { wanted: want, found } => {
            (format!("{} is wanted here, not {}", wanted(want), found_words(*found)), example(want))
        }
        Fault::Outside { value, least, most } => {
            (format!("{value} is outside {least} to {most}"), format!("write a number from {least} to {most}"))
        }
        Fault::BadPath(path) => (
            format!("`{path}` is not a field of the desk"),
            "write the table, the record's key and the column with dots between: \"orders.O-77.state\"".into(),
        ),
        Fault::WrongFormat(version) => {
            (format!("format {version} is not known to this program"), "write `format: 1`".into())
        }
        Fault::BadId(id) => (
            format!("`{id}` cannot be an id"),
            "use small letters, digits and hyphens, as in \"third-broken-sofa\"".into(),
        ),
        Fault::IdNotFileName { id, file } => (
            format!("the id is `{id}`, but the file is named `{file}.ron`"),
            format!("write `id: \"{file}\"`, or rename the file to `{id}.ron`"),
        ),
        Fault::BadMoment(written) => {
            (format!("`{written}` is not a moment"), "write date and time so: \"2026-05-18 10:05\"".into())
        }
        Fault::BadDate(written) => {
            (format!("`{written}` is not a date"), "write a day that exists, so: \"2026-05-18\"".into())
        }
        Fault::BadMonth(written) => {
            (format!("`{written}` is not a month"), "write year and month so: \"2026-05\"".into())
        }
        Fault::Empty(name) => (format!("`{name}` is empty"), format!("put at least one entry into `{name}`")),
        Fault::MissingText(language) => (
            format!("this text is missing in {}", tongue(*language)),
            format!("add `\"{}\": \"…\"`, or take the language out of `languages`", language.code()),
        ),
        Fault::BlankText => ("this text says nothing".into(), "write what is to be said, or take it out".into()),
        Fault::Unreachable(beat) => (
            format!("no route leads to the beat `{beat}`"),
            format!("let a rule lead here with `to: \"{beat}\"`, or take the beat out"),
        ),
        Fault::DeadEnd(beat) => (
            format!("from the beat `{beat}` the conversation can never end"),
            "lead on with a rule's `to`, or write `ends: Resolved` or `ends: Gone`".into(),
        ),
        Fault::NeverFires(never) => return never_fires(never),
        Fault::NobodyLearns(fact) => (
            format!("nobody can learn the fact `{fact}`"),
            "name where it stands: `from: [Article(\"…\")]`, a field, a tool, a policy, the supervisor or a beat".into(),
        ),
        Fault::GoalOutOfReach => (
            "no route reaches this goal".into(),
            "let a tool or the clock set what the goal asks for, or ask for something that can happen".into(),
        ),
        Fault::NeverAllowed(tool) => (
            format!("the tool `{tool}` needs a verified customer, but nothing ever verifies one"),
            "let a tool set `Verified`, or write `verified: true` in `identity`".into(),
        ),
        Fault::NeverCritical(tool) => (
            format!("this critical error cannot happen: `{tool}` already needs the same"),
            "move the condition from the tool's `needs` to its `expects`, or take the critical error out".into(),
        ),
        Fault::NotDisproved => (
            "nothing on the desk shows that this is wrong".into(),
            "add `disproof: Article(\"…\")` or another source, or say `why` it is wrong".into(),
        ),
        Fault::WordsNotInText { words, language } => (
            format!("“{words}” does not occur in the {} text", tongue(*language)),
            "copy the faulty words exactly as they stand in the text".into(),
        ),
        Fault::Misheard { language, missing, harm, wrong } => misheard(*language, missing, harm, wrong),
        Fault::NoWeight => ("all weights are 0".into(), "give at least one ability some weight".into()),
        Fault::StatusTimes => (
            "the times of this service do not rise from 0".into(),
            "begin the first status at 0 (leave `from` out) and each later one after the one before".into(),
        ),
        Fault::FailureWindow { from, until } => (
            format!("this failure ends at second {until}, before it begins at {from}"),
            "let `until` be later than `from`, or leave it out".into(),
        ),
        Fault::VariantPath { path, part, near } => (
            format!("the path `{path}` leads nowhere in this file: there is no `{part}`"),
            near.as_ref().map_or_else(
                || "name fields, keys and places in lists (from 0) as they stand in this file, with dots between".into(),
                |near| format!("did you mean `{near}`?"),
            ),
        ),
        Fault::VariantOverlap { path, other } => (
            format!("`{path}` lies inside `{other}`, which is drawn as well: one of the two would be lost"),
            format!("give `{other}` whole values that differ in this too, and leave `{path}` out"),
        ),
        Fault::VariantFaulty(fault) => {
            let (what, remedy) = words(fault);
            return (format!("with this value the scenario is faulty: {what}"), remedy);
        }
        Fault::IncludeMissing(path) => (
            format!("the file `{path}` is not there"),
            "give the path from this file's own folder, such as \"desks/retail.ron\"".into(),
        ),
        Fault::IncludeOutside(path) => (
            format!("`{path}` lies outside the scenario folder"),
            "put the file into the scenario folder and write its path from here".into(),
        ),
        Fault::IncludeCycle(paths) => (
            format!("these desks include one another: {}", paths.join(" → ")),
            "take one `base` out of the circle".into(),
        ),
    };
    (what, remedy)
}

fn tongue(language: Language) -> &'static str {
    match language {
        Language::En => "English",
        Language::Zh => "Chinese",
    }
}

/// The nearest name, or all there are.
fn instead(near: Option<&str>, known: &[String]) -> String {
    match (near, known) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, []) => "there is nothing to name here yet".into(),
        (None, known) => format!("there is {}", list(known)),
    }
}

fn misheard(language: Language, missing: &[Act], harm: &[Act], wrong: &[String]) -> (String, String) {
    let named =
        |acts: &[Act]| acts.iter().map(|act| names::act(*act, Language::En)).collect::<Vec<_>>().join(", ");
    let mut parts = Vec::new();
    if !missing.is_empty() {
        parts.push(format!("nothing of this is heard in it: {}", named(missing)));
    }
    if !harm.is_empty() {
        parts.push(format!("it is heard as {}", named(harm)));
    }
    if !wrong.is_empty() {
        parts.push(format!("it tells {} wrongly", list(wrong)));
    }
    (
        format!("the listener hears this {} example otherwise: {}", tongue(language), parts.join("; ")),
        "read it as a stranger would; if what you say of it is right, leave it: examples teach this beat"
            .into(),
    )
}

fn list(known: &[String]) -> String {
    let names: Vec<String> = known.iter().take(12).map(|name| format!("`{name}`")).collect();
    let more = if known.len() > 12 { ", …" } else { "" };
    format!("{}{more}", names.join(", "))
}

fn unknown(kind: Kind, name: &str, near: Option<&str>, known: &[String]) -> (String, String) {
    let noun = match kind {
        Kind::Beat => "beat",
        Kind::Tool => "tool",
        Kind::Fact => "fact",
        Kind::Table => "table",
        Kind::Record => "record",
        Kind::Column => "column",
        Kind::Article => "article",
        Kind::Policy => "policy",
        Kind::Service => "service",
        Kind::Status => return (format!("this service has no status `{name}`"), instead(near, known)),
        Kind::Team => "team",
        Kind::Item => "identity item",
        Kind::Role => "role",
        Kind::Argument => return (format!("this tool has no argument `{name}`"), instead(near, known)),
        Kind::Disposition => "disposition",
        Kind::Choice => return (format!("this field has no choice `{name}`"), instead(near, known)),
        Kind::Supervisor => {
            return (
                "this desk has no supervisor".into(),
                "add `supervisor: ( … )` to the desk, or name another source".into(),
            );
        }
    };
    (format!("there is no {noun} `{name}`"), instead(near, known))
}

fn never_fires(never: &Never) -> (String, String) {
    let (what, remedy) = match never {
        Never::Contradiction => {
            ("this can never hold: it wants something and its contrary", "take one of the two out".to_owned())
        }
        Never::AnyOfNothing => (
            "this can never hold: it wants one of nothing",
            "put a condition between the brackets".to_owned(),
        ),
        Never::Bound => {
            ("this can never hold: moods lie from 0 to 100", "write a bound from 0 to 100".to_owned())
        }
        Never::Degree(_) => (
            "this can never hold: empathy has the degrees 0, 1 and 2",
            "write 1 for generic, 2 for specific to this customer".to_owned(),
        ),
        Never::Value(value) => {
            return (
                format!("this can never hold: nothing ever puts `{value}` there"),
                "let a tool or the clock set it, or ask for a value that occurs".into(),
            );
        }
        Never::Shadowed => (
            "this rule never moves: one before it moves on the same condition",
            "join the two, or make the first one narrower".to_owned(),
        ),
        Never::NotAlways => {
            ("this can never hold: it denies what always holds", "take `Not(Always)` out".to_owned())
        }
        Never::NotApproved => (
            "this can never hold: the supervisor approves this tool for no topic",
            "add a topic with `approves: \"…\"` to the supervisor".to_owned(),
        ),
        Never::NothingForbidden => (
            "this can never hold: `identity.never` forbids nothing",
            "list there what must never be asked, such as \"password\"".to_owned(),
        ),
        Never::NoSuchDraft => (
            "this can never happen: no draft carries such a fault",
            "plant such a fault in a draft, or take this out".to_owned(),
        ),
        Never::OutOfPlace => {
            ("this can never hold in this place", "ask for something that can be known here".to_owned())
        }
    };
    (what.into(), remedy)
}

fn unread(reading: &Reading) -> (String, String) {
    let (what, remedy): (String, &str) = match reading {
        Reading::Missing => ("there is no such file".into(), "check the path and its spelling"),
        Reading::Denied => ("the system does not let me read this".into(), "ask for the right to read it"),
        Reading::NoFile => ("this is not a file".into(), "name a `.ron` file, or a folder of them"),
        Reading::TooLarge(bytes) => (
            format!("this file is too large: {} MB", bytes.div_ceil(1024 * 1024)),
            "a scenario has at most 4 MB: split it, or check that it is the right file",
        ),
        Reading::NotText(at) => {
            (format!("this is not UTF-8 text from byte {at} on"), "save the file as UTF-8")
        }
        Reading::System(why) => {
            (format!("this cannot be read: {why}"), "try again, or copy the file elsewhere")
        }
    };
    (what, remedy.into())
}

fn written(syntax: &Syntax) -> (String, String) {
    let (what, remedy): (String, String) = match syntax {
        Syntax::Nothing => ("this file is empty".into(), "start from a copy of another scenario".into()),
        Syntax::Unclosed(close) => {
            ("this bracket is never closed".into(), format!("add `{close}` where it ends"))
        }
        Syntax::Closes(mark, None) => (format!("`{mark}` closes nothing"), "take it out".into()),
        Syntax::Closes(mark, Some(wanted)) => (
            format!("`{mark}` closes the wrong bracket"),
            format!("close the inner one with `{wanted}` first"),
        ),
        Syntax::NoComma => ("a comma is missing here".into(), "write `,` between two entries".into()),
        Syntax::NoColon => ("a colon is missing here".into(), "write `name: value`".into()),
        Syntax::ExtraComma => ("this comma separates nothing".into(), "take it out".into()),
        Syntax::UnclosedText => (
            "this text is never closed".into(),
            "close it with a quotation mark; write one inside it as \\\"".into(),
        ),
        Syntax::UnclosedComment => ("this comment is never closed".into(), "close it with */".into()),
        Syntax::FullWidth(mark, plain) => {
            (format!("`{mark}` is a full-width mark"), format!("outside texts write the plain one: {plain}"))
        }
        Syntax::Stray(mark, Some(meant)) => {
            (format!("`{mark}` has no place here"), format!("did you mean `{meant}`?"))
        }
        Syntax::Stray(mark, None) => (format!("`{mark}` has no place here"), "take it out".into()),
        Syntax::AfterEnd => (
            "something stands after the end".into(),
            "everything belongs between the first ( and the last )".into(),
        ),
        Syntax::TooDeep => ("brackets are nested too deep here".into(), "write it flatter".into()),
        Syntax::Extension(name) => (
            format!("there is no extension `{name}`"),
            "write `#![enable(implicit_some)]`, or nothing".into(),
        ),
        Syntax::Escape => {
            ("a backslash in this text starts nothing known".into(), "write a plain backslash as \\\\".into())
        }
        Syntax::Number => ("this number cannot be read".into(), "write digits only, such as 40 or -5".into()),
        Syntax::Other(why) => {
            (format!("this cannot be read: {why}"), "compare it with a scenario that works".into())
        }
    };
    (what, remedy)
}

fn wanted(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Text | Wanted::Texts => "a text".into(),
        Wanted::Phrases => "a list of phrases".into(),
        Wanted::Number => "a whole number".into(),
        Wanted::NumberWithin(least, most) => format!("a whole number from {least} to {most}"),
        Wanted::Flag => "`true` or `false`".into(),
        Wanted::List => "a list".into(),
        Wanted::Map => "a map".into(),
        Wanted::Fields => "a group of fields".into(),
        Wanted::Cell => "a text, a number, `true`, `false` or a list".into(),
        Wanted::Plain => "a value that is the same in every language".into(),
        Wanted::Word => "a word without quotation marks".into(),
        Wanted::Values(count) => format!("{count} values in parentheses"),
    }
}

fn example(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Text => "write it in quotation marks: \"…\"".into(),
        Wanted::Texts => "write \"…\" or { \"en\": \"…\", \"zh\": \"…\" }".into(),
        Wanted::Phrases => "write [\"…\"] or { \"en\": [\"…\"], \"zh\": [\"…\"] }".into(),
        Wanted::Number => "write digits only, such as 40 or -5".into(),
        Wanted::NumberWithin(least, most) => format!("write digits only, from {least} to {most}"),
        Wanted::Flag => "write true or false without quotation marks".into(),
        Wanted::List => "write [ …, … ]".into(),
        Wanted::Map => "write { \"name\": …, \"name\": … }".into(),
        Wanted::Fields => "write ( name: …, name: … )".into(),
        Wanted::Cell => "write \"…\", 40, true or [ …, … ]".into(),
        Wanted::Plain => "write one value, not one for each language".into(),
        Wanted::Word => "write the word bare, as in `shows: Anger` or `Act(feel)`".into(),
        Wanted::Values(1) => "write the word with one value, such as Act(feel)".into(),
        Wanted::Values(_) => {
            "write them with commas between, such as Is(\"orders.O-77.state\", \"refunded\")".into()
        }
    }
}

fn found_words(found: Found) -> &'static str {
    match found {
        Found::Text => "a text",
        Found::Number => "this number",
        Found::Word => "a bare word",
        Found::List => "a list",
        Found::Map => "a map",
        Found::Fields => "parentheses",
        Found::Character => "a single character",
        Found::Nothing => "nothing",
    }
}
