//! The ladders as a CASE 1.0 package.

use std::collections::BTreeSet;

use hotseat::badge::framework;
use hotseat::scenario::{Language, Text};
use serde_json::Value;

use super::{at, roles};

fn package() -> Value {
    let json = framework(&roles(), "Lampenhaus", at("2026-11-23T08:00:00.75Z")).expect("it can be written");
    serde_json::from_str(&json).expect("JSON")
}

/// The item of a ladder or step.
pub(super) fn item(name: &str) -> Value {
    let package = package();
    let items = package["CFItems"].as_array().expect("a list");
    items.iter().find(|item| item["humanCodingScheme"] == name).expect("an item").clone()
}

fn all<'a>(package: &'a Value, list: &str) -> &'a Vec<Value> {
    package[list].as_array().expect("a list")
}

/// CASE 1.0 §4: `CFPckgDocument`, `CFPckgItem`, `CFPckgAssociation`, `CFItemType`.
#[test]
fn every_object_has_what_case_requires() {
    let package = package();
    let document = vec![package["CFDocument"].clone()];
    let kinds = package["CFDefinitions"]["CFItemTypes"].as_array().expect("a list");
    for (objects, more) in [
        (&document, &["creator", "title"][..]),
        (all(&package, "CFItems"), &["fullStatement", "CFItemType"]),
        (all(&package, "CFAssociations"), &["associationType", "originNodeURI", "destinationNodeURI"]),
        (kinds, &["title", "description", "hierarchyCode"]),
    ] {
        assert!(!objects.is_empty());
        for object in objects {
            for name in ["identifier", "uri", "lastChangeDateTime"].iter().chain(more) {
                assert!(object.get(name).is_some_and(|value| !value.is_null()), "{name} in {object}");
            }
            assert_eq!(object["lastChangeDateTime"], "2026-11-23T08:00:00Z");
        }
    }
}

#[test]
fn each_step_is_a_child_of_its_ladder_and_each_ladder_of_the_document() {
    let package = package();
    let parent_of = |name: &str| {
        let associations = all(&package, "CFAssociations");
        let own = item(name)["identifier"].clone();
        let found: Vec<_> =
            associations.iter().filter(|one| one["originNodeURI"]["identifier"] == own).collect();
        assert_eq!(found.len(), 1, "{name}");
        assert_eq!(found[0]["associationType"], "isChildOf");
        found[0]["destinationNodeURI"]["identifier"].clone()
    };
    for ladder in roles().ladders {
        assert_eq!(parent_of(&ladder.id), package["CFDocument"]["identifier"]);
        for step in ladder.steps {
            assert_eq!(parent_of(&step.id), item(&ladder.id)["identifier"]);
        }
    }
}

#[test]
fn every_link_leads_to_something_in_the_package() {
    let package = package();
    let mut ids = BTreeSet::from([package["CFDocument"]["identifier"].as_str()]);
    ids.extend(all(&package, "CFItems").iter().map(|item| item["identifier"].as_str()));
    assert_eq!(ids.len(), all(&package, "CFItems").len() + 1, "no identifier twice");
    for tie in all(&package, "CFAssociations") {
        for end in ["originNodeURI", "destinationNodeURI"] {
            assert!(ids.contains(&tie[end]["identifier"].as_str()), "{tie}");
        }
    }
}

/// Badges that were issued point at these; they may never change.
#[test]
fn the_identifiers_stay_what_they_were() {
    let package = package();
    let all = [("document", package["CFDocument"]["identifier"].clone())].into_iter().chain(
        ["ai-trainer", "seat-ready", "complaints-agent"].map(|name| (name, item(name)["identifier"].clone())),
    );
    let said: Vec<String> =
        all.map(|(name, id)| format!("{name} {}", id.as_str().unwrap_or_default())).collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn a_new_title_leaves_the_identifiers_as_they_were() {
    let mut renamed = roles();
    renamed.ladders[0].steps[0].title = Text::Plain("Newcomer".to_owned());
    renamed.ladders.reverse();
    let json = framework(&renamed, "Somebody else", at("2030-01-01T00:00:00Z")).expect("it can be written");
    let ids = |json: &Value| -> BTreeSet<String> {
        all(json, "CFItems").iter().map(|item| item["identifier"].to_string()).collect()
    };
    assert_eq!(ids(&serde_json::from_str(&json).expect("JSON")), ids(&package()));
    assert_eq!(renamed.ladders[2].steps[0].title.get(Language::Zh), "Newcomer");
}
