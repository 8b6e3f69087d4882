//! The ladders as a competency framework: CASE 1.0 (1EdTech, Competencies and Academic Standards Exchange), so that an
//! achievement points at something other software can read.

use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use super::{id, sentences, title};
use crate::scenario::Text;
use crate::scenario::roles::Roles;

/// What the framework is called.
pub(super) const TITLE: &str = "Hotseat roles · Hotseat 岗位体系";

#[derive(Serialize)]
struct Package {
    #[serde(rename = "CFDocument")]
    document: Document,
    #[serde(rename = "CFItems")]
    items: Vec<Item>,
    #[serde(rename = "CFAssociations")]
    associations: Vec<Association>,
    #[serde(rename = "CFDefinitions")]
    definitions: Definitions,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    identifier: String,
    uri: String,
    creator: String,
    title: &'static str,
    last_change_date_time: Timestamp,
    description: &'static str,
    adoption_status: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    identifier: String,
    full_statement: String,
    #[serde(rename = "CFItemType")]
    kind: &'static str,
    uri: String,
    human_coding_scheme: String,
    abbreviated_statement: String,
    #[serde(rename = "CFItemTypeURI")]
    kind_link: Link,
    last_change_date_time: Timestamp,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Association {
    identifier: String,
    #[serde(rename = "associationType")]
    kind: &'static str,
    sequence_number: usize,
    uri: String,
    #[serde(rename = "originNodeURI")]
    origin: Link,
    #[serde(rename = "destinationNodeURI")]
    destination: Link,
    last_change_date_time: Timestamp,
}

#[derive(Serialize)]
struct Definitions {
    #[serde(rename = "CFItemTypes")]
    kinds: Vec<Kind>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Kind {
    identifier: String,
    uri: String,
    title: &'static str,
    description: &'static str,
    hierarchy_code: &'static str,
    type_code: &'static str,
    last_change_date_time: Timestamp,
}

/// CASE's `LinkURI`.
#[derive(Clone, Serialize)]
struct Link {
    title: String,
    identifier: String,
    uri: String,
}

impl Link {
    fn to(id: Uuid, title: impl Into<String>) -> Self {
        Self { title: title.into(), identifier: id.to_string(), uri: id::urn(id) }
    }
}

const LADDER: &str = "Ladder";
const STEP: &str = "Step";

/// The ladders as the JSON of a CASE 1.0 `CFPackage`, as somebody's (`creator`) and as last changed at `changed`. The
/// identifiers rest on the names in `roles.ron` alone, so that they stay when titles change.
///
/// # Errors
/// Where the JSON cannot be written, which memory alone could cause.
pub fn framework(roles: &Roles, creator: &str, changed: Timestamp) -> Result<String, serde_json::Error> {
    let changed = Timestamp::from_second(changed.as_second()).unwrap_or(changed);
    let whole = Link::to(id::framework(), TITLE);
    let (mut items, mut associations) = (Vec::new(), Vec::new());
    let mut add =
        |name: &str, [called, about]: [&Text; 2], kind: &'static str, parent: &Link, number: usize| {
            let (own, label) = (id::item(name), title(called));
            let (link, tie) = (Link::to(own, label.clone()), id::association(own));
            items.push(Item {
                identifier: own.to_string(),
                full_statement: sentences(about),
                kind,
                uri: id::urn(own),
                human_coding_scheme: name.to_owned(),
                abbreviated_statement: label,
                kind_link: Link::to(id::kind(kind), kind),
                last_change_date_time: changed,
            });
            associations.push(Association {
                identifier: tie.to_string(),
                kind: "isChildOf",
                sequence_number: number,
                uri: id::urn(tie),
                origin: link.clone(),
                destination: parent.clone(),
                last_change_date_time: changed,
            });
            link
        };
    for (number, ladder) in (1..).zip(&roles.ladders) {
        let parent = add(&ladder.id, [&ladder.title, &ladder.about], LADDER, &whole, number);
        for (number, step) in (1..).zip(&ladder.steps) {
            add(&step.id, [&step.title, &step.about], STEP, &parent, number);
        }
    }
    let kind = |name, description, code| Kind {
        identifier: id::kind(name).to_string(),
        uri: id::urn(id::kind(name)),
        title: name,
        description,
        hierarchy_code: code,
        type_code: name,
        last_change_date_time: changed,
    };
    serde_json::to_string_pretty(&Package {
        document: Document {
            identifier: whole.identifier.clone(),
            uri: whole.uri.clone(),
            creator: creator.to_owned(),
            title: TITLE,
            last_change_date_time: changed,
            description: "The ladders people climb in customer service, and their steps.\n客户服务人员的岗位阶梯及其各级岗位。",
            adoption_status: "Adopted",
        },
        items,
        associations,
        definitions: Definitions {
            kinds: vec![
                kind(LADDER, "A way up through related roles · 岗位阶梯", "1"),
                kind(STEP, "A role somebody can be certified for · 可认证的岗位", "1.1"),
            ],
        },
    })
}
