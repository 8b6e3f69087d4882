//! The trainer's manual: every example in it can be read, and nothing of the format is left out.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use hotseat::scenario::Calendar;
use hotseat::scenario::beat::{Beat, Draft, Planted, Rule};
use hotseat::scenario::customer::Customer;
use hotseat::scenario::desk::{Article, Desk, Service, Supervisor, Team, Tick, Tool};
use hotseat::scenario::file::Identity;
use hotseat::scenario::goal::Goal;
use hotseat::scenario::house::House;
use hotseat::scenario::when::When;
use hotseat::scenario::{Act, Fact, Library, Phrases, ScenarioFile, Text};
use hotseat::session::Run;
use serde::de::DeserializeOwned;

const MANUALS: [&str; 2] = ["scenarios/README.md", "scenarios/README.zh.md"];

/// What every scenario must have, for an example that shows only some of it.
const NEEDED: [(&str, &str); 14] = [
    ("format", "1"),
    ("id", "\"x\""),
    ("title", "\"x\""),
    ("languages", "[]"),
    ("now", "\"x\""),
    ("kind", "Question"),
    ("level", "1"),
    ("minutes", "1"),
    ("briefing", "\"x\""),
    ("customer", "(name: \"x\", mood: (anger: 0, worry: 0, trust: 0))"),
    ("desk", "()"),
    ("start", "\"x\""),
    ("beats", "{}"),
    ("goal", "(any: [])"),
];

/// Sources that say what may stand in a file a trainer writes.
const FORMAT: [&str; 10] = [
    "src/scenario/file.rs",
    "src/scenario/customer.rs",
    "src/scenario/beat.rs",
    "src/scenario/when.rs",
    "src/scenario/desk.rs",
    "src/scenario/fact.rs",
    "src/scenario/goal.rs",
    "src/scenario/house.rs",
    "src/session/action.rs",
    "src/session/run.rs",
];

/// Fields and choices a trainer never writes by hand, or that explain themselves once some are shown.
const UNWRITTEN: [&str; 10] =
    ["recorded", "engine", "rubric", "listener", "hash", "Mon", "Tue", "Wed", "Thu", "Fri"];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The examples of a manual: line, type and text of each.
fn examples(manual: &str) -> Vec<(usize, String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, String, String)> = None;
    for (number, line) in (1..).zip(manual.lines()) {
        match (&mut open, line.strip_prefix("```ron ")) {
            (None, Some(kind)) => open = Some((number, kind.to_owned(), String::new())),
            (Some(_), _) if line == "```" => found.extend(open.take()),
            (Some((_, _, text)), _) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    found
}

fn parses<T: DeserializeOwned>(text: &str) -> Result<(), String> {
    let enable = "#![enable(implicit_some)]\n";
    let source = if text.starts_with("#!") { text.to_owned() } else { format!("{enable}{text}") };
    ron::from_str::<T>(&source).map(drop).map_err(|error| error.to_string())
}

fn example(kind: &str, text: &str) -> Result<(), String> {
    match kind {
        "text" => parses::<Text>(text),
        "phrases" => parses::<Phrases>(text),
        "scenario" => parses::<ScenarioFile>(text),
        "scenario-part" => {
            let given = |name: &str| text.lines().any(|line| line.starts_with(&format!("    {name}:")));
            let missing = NEEDED.iter().filter(|(name, _)| !given(name));
            let rest = missing.map(|(name, value)| format!("{name}: {value},")).collect::<Vec<_>>().concat();
            parses::<ScenarioFile>(&format!("({text}{rest})"))
        }
        "calendar" => parses::<Calendar>(text),
        "customer" => parses::<Customer>(text),
        "identity" => parses::<Identity>(text),
        "desk" => parses::<Desk>(text),
        "tool" => parses::<Tool>(text),
        "service" => parses::<Service>(text),
        "article" => parses::<Article>(text),
        "team" => parses::<Team>(text),
        "supervisor" => parses::<Supervisor>(text),
        "tick" => parses::<Tick>(text),
        "fact" => parses::<Fact>(text),
        "beat" => parses::<Beat>(text),
        "rule" => parses::<Rule>(text),
        "when" => parses::<When>(text),
        "whens" => parses::<Vec<When>>(text),
        "draft" => parses::<Draft>(text),
        "faults" => parses::<Vec<Planted>>(text),
        "goal" => parses::<Goal>(text),
        "house" => parses::<House>(text),
        "run" => parses::<Run>(text),
        _ => Err(format!("nothing reads examples of type `{kind}`")),
    }
}

/// The words that stand before a colon, outside comments and quotation marks.
fn names(text: &str) -> BTreeSet<String> {
    let (mut code, mut quoted) = (String::new(), false);
    for line in text.lines() {
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' if quoted => drop(letters.next()),
                '"' => quoted = !quoted,
                '/' if !quoted && letters.peek() == Some(&'/') => break,
                _ if !quoted => code.push(letter),
                _ => {}
            }
        }
        code.push('\n');
    }
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let words = code.split(':').filter_map(|before| before.rsplit(|letter| !is_name(letter)).next());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Fields (as they are written) and choices that the sources of the format declare.
fn declared() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut fields, mut choices) = (BTreeSet::new(), BTreeSet::new());
    for path in FORMAT {
        let (mut read_from_files, mut enumeration, mut renamed) = (false, false, None);
        for line in read(path).lines() {
            if line.starts_with("#[derive(") {
                read_from_files = line.contains("Deserialize");
            }
            enumeration = read_from_files && line.starts_with("pub enum ") || enumeration && line != "}";
            if let Some(name) = line.trim().strip_prefix("#[serde(rename = \"") {
                renamed = name.split('"').next().map(str::to_owned);
            }
            let field = line.strip_prefix("    pub ").and_then(|field| field.split_once(": "));
            if let Some((name, _)) = field.filter(|(name, _)| read_from_files && !name.contains(' ')) {
                fields.insert(renamed.take().unwrap_or_else(|| name.to_owned()));
            }
            let choice = line.strip_prefix("    ").filter(|rest| rest.starts_with(char::is_uppercase));
            if let (true, Some(choice)) = (enumeration, choice) {
                let end = choice.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(choice.len());
                choices.insert(choice.get(..end).unwrap_or_default().to_owned());
            }
        }
    }
    let written =
        |names: BTreeSet<String>| names.into_iter().filter(|name| !UNWRITTEN.contains(&name.as_str()));
    (written(fields).collect(), written(choices).collect())
}

#[test]
fn every_example_of_the_manual_can_be_read() {
    for path in MANUALS {
        let examples = examples(&read(path));
        assert!(examples.len() > 30, "{path} has only {} examples", examples.len());
        let wrong: Vec<String> = examples
            .iter()
            .filter_map(|(line, kind, text)| {
                example(kind, text).err().map(|error| format!("{path}:{line} ({kind}): {error}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn every_field_stands_in_an_example_of_the_manual() {
    let (fields, _) = declared();
    assert!(fields.contains("red_lines") && fields.contains("do"), "the sources were not read: {fields:?}");
    for path in MANUALS {
        let shown: BTreeSet<String> =
            examples(&read(path)).iter().flat_map(|(_, _, text)| names(text)).collect();
        let missing: Vec<_> = fields.difference(&shown).collect();
        assert!(missing.is_empty(), "{path} shows no example of {missing:?}");
    }
}

#[test]
fn every_choice_is_named_in_the_manual() {
    let (_, choices) = declared();
    assert!(
        choices.contains("TellsWrong") && choices.contains("Grief"),
        "the sources were not read: {choices:?}"
    );
    for path in MANUALS {
        let manual = read(path);
        let words: BTreeSet<String> =
            manual.split(|letter: char| !letter.is_ascii_alphanumeric()).map(str::to_lowercase).collect();
        let missing: Vec<_> =
            choices.iter().filter(|choice| !words.contains(&choice.to_lowercase())).collect();
        assert!(missing.is_empty(), "{path} does not name {missing:?}");
        for act in Act::ALL {
            let name = ron::to_string(&act).unwrap();
            assert!(manual.contains(&format!("`{name}`")), "{path} does not name the act {name}");
        }
    }
}

#[test]
fn both_manuals_show_the_same_things() {
    let [english, chinese] = MANUALS.map(|path| {
        examples(&read(path)).into_iter().map(|(_, kind, text)| (kind, names(&text))).collect::<Vec<_>>()
    });
    assert_eq!(english, chinese);
}

#[test]
fn the_small_scenario_of_the_manual_passes_the_check() {
    for path in MANUALS {
        let whole = examples(&read(path)).into_iter().find(|(_, kind, _)| kind == "scenario").unwrap().2;
        let id = whole.split("id: \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        let name = format!("{id}.ron");
        let library =
            Library::of([(name.clone(), whole), ("house.ron".to_owned(), read("scenarios/house.ron"))]);
        assert_eq!(library.check(&name), [], "{path}");
    }
}

#[test]
fn every_item_the_listener_knows_is_named_in_the_manual() {
    let lexicon = read("assets/listener/en.ron");
    let items =
        lexicon.split("    identity: {\n").nth(1).and_then(|rest| rest.split("\n    }").next()).unwrap();
    let names: Vec<_> =
        items.lines().filter_map(|line| line.trim().strip_prefix('"')?.split('"').next()).collect();
    assert!(names.contains(&"password"), "the lexicon was not read: {names:?}");
    for path in MANUALS {
        let manual = read(path);
        let missing: Vec<_> = names.iter().filter(|name| !manual.contains(&format!("`{name}`"))).collect();
        assert!(missing.is_empty(), "{path} does not name {missing:?}");
    }
}
