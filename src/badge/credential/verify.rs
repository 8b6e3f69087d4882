//! Reading a certificate: what is not exactly as it was issued is refused.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::{ALGORITHM, Achieved, CONTEXTS, Evidence, Header, Payload, TYPES};
use crate::badge::fault::{Fault, Part};
use crate::badge::jws::{Compact, decode};
use crate::badge::{Achievement, Certificate, Exam, Issuer, id};

/// A certificate that holds, with who issued it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// What it says.
    pub certificate: Certificate,
    /// The key that signed it, whoever holds it.
    pub issuer: Issuer,
}

/// Checks a certificate, and that it holds at the time `at` where one is given. It takes the file as it is: not a byte
/// more, not one less. Whether its issuer is trusted is for the caller to say.
///
/// # Errors
/// The first [`Fault`].
pub fn verify(file: &[u8], at: Option<Timestamp>) -> Result<Verified, Fault> {
    let parts = Compact::parse(file)?;
    let issuer = signer(&parts.header)?;
    if !parts.is_signed_by(&issuer) {
        return Err(Fault::Altered);
    }
    let payload: Payload =
        serde_json::from_slice(&parts.payload).map_err(|error| unreadable(Part::Payload, &error))?;
    payload.agrees(&issuer)?;
    let certificate = payload.read()?;
    if let Some(at) = at {
        if at < certificate.from {
            return Err(Fault::NotYet { from: certificate.from });
        }
        if let Some(until) = certificate.until.filter(|until| at > *until) {
            return Err(Fault::Expired { until });
        }
    }
    Ok(Verified { certificate, issuer })
}

fn unreadable(part: Part, why: &dyn ToString) -> Fault {
    Fault::Unreadable { part, detail: short(&why.to_string()) }
}

/// As much of a text nobody vouches for as fits into a message.
fn short(text: &str) -> String {
    text.chars().take(120).collect()
}

/// The key the header says it is signed with.
fn signer(header: &[u8]) -> Result<Issuer, Fault> {
    #[derive(Deserialize)]
    struct Algorithm {
        alg: String,
    }
    let bad = |why: &dyn ToString| unreadable(Part::Header, why);
    let Algorithm { alg } = serde_json::from_slice(header).map_err(|error| bad(&error))?;
    if alg != ALGORITHM {
        return Err(Fault::OtherAlgorithm { algorithm: short(&alg) });
    }
    let Header { typ, jwk, .. } = serde_json::from_slice(header).map_err(|error| bad(&error))?;
    let public: Option<[u8; 32]> = decode(jwk.x.as_bytes()).and_then(|bytes| bytes.try_into().ok());
    let key = public.as_ref().and_then(Issuer::new);
    match (typ.as_str(), jwk.kty.as_str(), jwk.crv.as_str(), key) {
        ("JWT", "OKP", "Ed25519", Some(key)) => Ok(key),
        ("JWT", ..) => Err(bad(&"its jwk is no public Ed25519 key")),
        _ => Err(bad(&"its typ is not JWT")),
    }
}

impl Payload {
    /// Whether it is a credential of this kind, issued by its signer, and its claims say what it says.
    fn agrees(&self, issuer: &Issuer) -> Result<(), Fault> {
        let has = |all: &[String], one: &str| all.iter().any(|kind| kind == one);
        let first: Vec<_> = self.context.iter().take(2).filter_map(Value::as_str).collect();
        if first != CONTEXTS || !TYPES.iter().all(|kind| has(&self.types, kind)) {
            return Err(unreadable(Part::Payload, &"it is no AchievementCredential of Open Badges 3.0"));
        }
        if self.issuer.id != issuer.to_string() {
            return Err(Fault::OtherIssuer { named: short(&self.issuer.id) });
        }
        let agreement = [
            ("iss", self.iss == self.issuer.id),
            ("jti", self.jti == self.id),
            ("sub", self.sub == self.credential_subject.id),
            ("nbf", Timestamp::from_second(self.nbf).ok() == Some(self.valid_from)),
            ("exp", self.exp.map(Timestamp::from_second).and_then(Result::ok) == self.valid_until),
        ];
        match agreement.into_iter().find(|(_, agrees)| !agrees) {
            Some((claim, _)) => Err(Fault::Contradiction { claim }),
            None => Ok(()),
        }
    }

    fn read(self) -> Result<Certificate, Fault> {
        let no = |what: &str| unreadable(Part::Payload, &what);
        let subject = self.credential_subject;
        let name = subject.identifier.into_iter().find(|one| one.named_by == "name" && !one.hashed);
        let Achieved { human_code, name: title, description, criteria, .. } = subject.achievement;
        let exams = self.evidence.into_iter().map(|one| one.read().ok_or_else(|| no("an exam has no id")));
        Ok(Certificate {
            id: id::from_urn(&self.id).ok_or_else(|| no("it has no id"))?,
            organisation: self.issuer.name,
            person: id::from_urn(&subject.id).ok_or_else(|| no("it names no person"))?,
            name: name.ok_or_else(|| no("it names no person"))?.value,
            achievement: Achievement {
                step: human_code,
                title,
                about: description,
                criteria: criteria.narrative,
            },
            from: self.valid_from,
            until: self.valid_until,
            exams: exams.collect::<Result<_, _>>()?,
        })
    }
}

impl Evidence {
    fn read(self) -> Option<Exam> {
        Some(Exam {
            attempt: id::from_urn(&self.id)?,
            head: self.head,
            scenario: self.scenario,
            title: self.name,
            hash: self.scenario_hash,
            engine: self.engine,
            rubric: self.rubric,
            listener: self.listener,
            score: self.score,
            at: self.ended,
        })
    }
}
