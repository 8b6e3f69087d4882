//! The credential: an Open Badges 3.0 `AchievementCredential` (1EdTech, on the W3C Verifiable Credentials Data Model
//! 2.0), written from a [`Certificate`] and read back into one.

mod verify;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::jws::{encode, sign};
use super::key::Key;
use super::{Achievement, Certificate, Exam, framework, id};

pub use verify::{Verified, verify};

/// The contexts every Open Badge names first, in this order.
const CONTEXTS: [&str; 2] =
    ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];

/// What every credential of this kind is.
const TYPES: [&str; 2] = ["VerifiableCredential", "AchievementCredential"];

const SCHEMA: &str =
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";

/// The one algorithm (RFC 8037).
const ALGORITHM: &str = "EdDSA";

/// The JOSE header; Open Badges allows no other fields.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: String,
    jwk: Jwk,
}

/// A public Ed25519 key (RFC 8037 §2).
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Jwk {
    kty: String,
    crv: String,
    x: String,
}

/// The credential with the claims of its JWT beside it, as Open Badges 3.0 §8.2.4 lays them out.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Payload {
    #[serde(rename = "@context")]
    context: Vec<Value>,
    id: String,
    #[serde(rename = "type")]
    types: Vec<String>,
    name: String,
    issuer: Profile,
    valid_from: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<Timestamp>,
    awarded_date: Timestamp,
    credential_subject: Subject,
    evidence: Vec<Evidence>,
    credential_schema: Vec<Named>,
    iss: String,
    jti: String,
    sub: String,
    nbf: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    exp: Option<i64>,
}

#[derive(Serialize, Deserialize)]
struct Profile {
    id: String,
    #[serde(rename = "type")]
    types: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Subject {
    id: String,
    #[serde(rename = "type")]
    types: Vec<String>,
    identifier: Vec<Identity>,
    achievement: Achieved,
}

#[derive(Serialize, Deserialize)]
struct Identity {
    #[serde(rename = "type")]
    kind: String,
    hashed: bool,
    #[serde(rename = "identityHash")]
    value: String,
    #[serde(rename = "identityType")]
    named_by: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Achieved {
    id: String,
    #[serde(rename = "type")]
    types: Vec<String>,
    achievement_type: String,
    human_code: String,
    name: String,
    description: String,
    criteria: Criteria,
    alignment: Vec<Alignment>,
}

#[derive(Serialize, Deserialize)]
struct Criteria {
    narrative: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Alignment {
    #[serde(rename = "type")]
    types: Vec<String>,
    target_code: String,
    target_framework: String,
    target_name: String,
    target_type: String,
    target_url: String,
}

/// An exam: what Open Badges has a name for, and under `hotseat:` what it has none for.
#[derive(Serialize, Deserialize)]
struct Evidence {
    id: String,
    #[serde(rename = "type")]
    types: Vec<String>,
    name: String,
    description: String,
    genre: String,
    #[serde(rename = "hotseat:scenario")]
    scenario: String,
    #[serde(rename = "hotseat:scenarioHash")]
    scenario_hash: String,
    #[serde(rename = "hotseat:rubric")]
    rubric: u32,
    #[serde(rename = "hotseat:engine")]
    engine: u32,
    #[serde(rename = "hotseat:listener")]
    listener: String,
    #[serde(rename = "hotseat:score")]
    score: u8,
    #[serde(rename = "hotseat:ended")]
    ended: Timestamp,
    #[serde(rename = "hotseat:chainHead")]
    head: String,
}

#[derive(Serialize, Deserialize)]
struct Named {
    id: String,
    #[serde(rename = "type")]
    kind: String,
}

impl Certificate {
    /// The certificate as a file, signed with `key`: the same bytes for the same words and key.
    ///
    /// # Errors
    /// Where the JSON cannot be written, which memory alone could cause.
    pub fn sign(&self, key: &Key) -> Result<String, serde_json::Error> {
        let jwk = Jwk { kty: "OKP".to_owned(), crv: "Ed25519".to_owned(), x: encode(key.issuer().bytes()) };
        let header = Header { alg: ALGORITHM.to_owned(), typ: "JWT".to_owned(), jwk };
        let payload = serde_json::to_vec(&self.payload(&key.did()))?;
        Ok(sign(key, &serde_json::to_vec(&header)?, &payload))
    }

    fn payload(&self, issuer: &str) -> Payload {
        let terms = json!({ "hotseat": format!("{}#", id::urn(id::NAMESPACE)) });
        let (from, until) = (whole(self.from), self.until.map(whole));
        Payload {
            context: CONTEXTS.map(Value::from).into_iter().chain([terms]).collect(),
            id: id::urn(self.id),
            types: TYPES.map(str::to_owned).into(),
            name: self.achievement.title.clone(),
            issuer: Profile { id: issuer.to_owned(), types: one("Profile"), name: self.organisation.clone() },
            valid_from: from,
            valid_until: until,
            awarded_date: from,
            credential_subject: self.subject(),
            evidence: self.exams.iter().map(evidence).collect(),
            credential_schema: vec![Named {
                id: SCHEMA.to_owned(),
                kind: "1EdTechJsonSchemaValidator2019".to_owned(),
            }],
            iss: issuer.to_owned(),
            jti: id::urn(self.id),
            sub: id::urn(self.person),
            nbf: from.as_second(),
            exp: until.map(Timestamp::as_second),
        }
    }

    fn subject(&self) -> Subject {
        let Achievement { step, title, about, criteria } = &self.achievement;
        let target = id::item(step);
        Subject {
            id: id::urn(self.person),
            types: one("AchievementSubject"),
            identifier: vec![Identity {
                kind: "IdentityObject".to_owned(),
                hashed: false,
                value: self.name.clone(),
                named_by: "name".to_owned(),
            }],
            achievement: Achieved {
                id: id::urn(id::achievement(step)),
                types: one("Achievement"),
                achievement_type: "Certificate".to_owned(),
                human_code: step.clone(),
                name: title.clone(),
                description: about.clone(),
                criteria: Criteria { narrative: criteria.clone() },
                alignment: vec![Alignment {
                    types: one("Alignment"),
                    target_code: target.to_string(),
                    target_framework: framework::TITLE.to_owned(),
                    target_name: title.clone(),
                    target_type: "CFItem".to_owned(),
                    target_url: id::urn(target),
                }],
            },
        }
    }
}

fn evidence(exam: &Exam) -> Evidence {
    let score = exam.score;
    Evidence {
        id: id::urn(exam.attempt),
        types: one("Evidence"),
        name: exam.title.clone(),
        description: format!("Exam, {score} of 100 · 考试，得分 {score}/100"),
        genre: "Exam".to_owned(),
        scenario: exam.scenario.clone(),
        scenario_hash: exam.hash.clone(),
        rubric: exam.rubric,
        engine: exam.engine,
        listener: exam.listener.clone(),
        score,
        ended: whole(exam.at),
        head: exam.head.clone(),
    }
}

fn one(kind: &str) -> Vec<String> {
    vec![kind.to_owned()]
}

/// The time without fractions of a second, which the claims of a JWT do not know.
fn whole(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}
