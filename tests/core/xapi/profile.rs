//! Our own profile: everything that statements use and that is ours stands in it, in both languages.

use std::collections::BTreeSet;

use hotseat::xapi::{PROFILE, PROFILE_DOCUMENT, Thing, Verb};
use serde_json::Value;

use super::{filled, parsed, told};

fn profile() -> Value {
    serde_json::from_str(PROFILE_DOCUMENT).expect("JSON")
}

fn list<'a>(profile: &'a Value, name: &str) -> &'a [Value] {
    profile[name].as_array().expect("a list")
}

fn ids(concepts: &[Value]) -> BTreeSet<&str> {
    concepts.iter().map(|one| one["id"].as_str().expect("an id")).collect()
}

/// Keys and texts of our own anywhere in a value.
fn ours<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
    let own = |text: &&str| text.starts_with("urn:x-hotseat:");
    match value {
        Value::String(text) => found.extend(Some(text.as_str()).filter(own)),
        Value::Array(all) => all.iter().for_each(|one| ours(one, found)),
        Value::Object(members) => {
            found.extend(members.keys().map(String::as_str).filter(own));
            members.values().for_each(|one| ours(one, found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn whatever_is_our_own_in_a_statement_stands_in_our_profile() {
    let (_folder, store, mei) = filled();
    let profile = profile();
    let mut known = ids(list(&profile, "concepts"));
    known.insert(PROFILE);
    for attempt in store.exportable(mei.id).expect("a list") {
        let told = parsed(&told(&store, attempt.id));
        let mut used = BTreeSet::new();
        for one in &told {
            ours(one, &mut used);
        }
        assert!(used.is_subset(&known), "{:?}", used.difference(&known).collect::<Vec<_>>());
    }
    assert!(Thing::OWN.iter().all(|thing| known.contains(thing.iri().as_str())));
}

#[test]
fn everything_in_our_profile_is_named_and_explained_in_both_languages() {
    let profile = profile();
    let parts = ["concepts", "templates", "patterns"].into_iter().flat_map(|name| list(&profile, name));
    for one in parts.chain([&profile]) {
        for field in ["prefLabel", "definition"] {
            for language in ["en", "zh-Hans"] {
                assert!(one[field][language].as_str().is_some_and(|text| !text.is_empty()), "{}", one["id"]);
            }
        }
        assert!(one["id"] == profile["id"] || one["inScheme"] == PROFILE, "{}", one["id"]);
    }
    assert_eq!(profile["conformsTo"], "https://w3id.org/xapi/profiles#1.0");
    assert_eq!(profile["versions"][0]["id"], PROFILE);
}

#[test]
fn every_verb_has_a_template_and_every_pattern_leads_to_what_is_there() {
    let profile = profile();
    let verbs: BTreeSet<&str> =
        list(&profile, "templates").iter().map(|one| one["verb"].as_str().expect("a verb")).collect();
    assert_eq!(verbs, Verb::ALL.map(Verb::iri).iter().map(String::as_str).collect());
    let mut there = ids(list(&profile, "templates"));
    there.extend(ids(list(&profile, "patterns")));
    for pattern in list(&profile, "patterns") {
        for kind in ["sequence", "alternates", "zeroOrMore"] {
            let one = pattern[kind].as_str();
            let named: Vec<&str> =
                pattern[kind].as_array().into_iter().flatten().filter_map(Value::as_str).chain(one).collect();
            assert!(named.iter().all(|id| there.contains(id)), "{}: {named:?}", pattern["id"]);
        }
    }
}

#[test]
fn every_extension_says_what_it_holds_in_a_schema_that_is_json() {
    let profile = profile();
    let kinds = ["ResultExtension", "ContextExtension"];
    let extensions =
        list(&profile, "concepts").iter().filter(|one| kinds.iter().any(|kind| one["type"] == *kind));
    for one in extensions {
        let schema = one["inlineSchema"].as_str().expect("a schema");
        assert!(
            serde_json::from_str::<Value>(schema).is_ok_and(|schema| schema.is_object()),
            "{}",
            one["id"]
        );
    }
}
