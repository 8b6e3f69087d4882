//! The JSON inside, as Open Badges 3.0 lays it down.

use hotseat::badge::jws::Compact;
use serde_json::{Value, json};

use super::signed;

fn parts() -> (Value, Value) {
    let file = signed();
    let parts = Compact::parse(file.as_bytes()).expect("three parts");
    let read = |bytes: &[u8]| serde_json::from_slice(bytes).expect("JSON");
    (read(&parts.header), read(&parts.payload))
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn the_header_has_algorithm_type_and_public_key_and_nothing_else() {
    let (header, _) = parts();
    assert_eq!(keys(&header), ["alg", "jwk", "typ"]);
    assert_eq!((&header["alg"], &header["typ"]), (&json!("EdDSA"), &json!("JWT")));
    assert_eq!((&header["jwk"]["kty"], &header["jwk"]["crv"]), (&json!("OKP"), &json!("Ed25519")));
    assert_eq!(keys(&header["jwk"]), ["crv", "kty", "x"], "the secret half never leaves");
}

/// Open Badges 3.0 §B.1, `AchievementCredential`, and §8.2.4, the claims of its JWT.
#[test]
fn the_credential_has_every_property_that_is_required() {
    let (_, credential) = parts();
    assert_eq!(credential["@context"][0], "https://www.w3.org/ns/credentials/v2");
    assert_eq!(credential["@context"][1], "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");
    assert_eq!(credential["type"], json!(["VerifiableCredential", "AchievementCredential"]));
    assert_eq!(credential["id"], "urn:uuid:01935f00-0000-7000-8000-000000000001");
    assert_eq!(credential["issuer"]["id"], super::key().did());
    assert_eq!(credential["issuer"]["type"], json!(["Profile"]));
    assert_eq!(credential["issuer"]["name"], "Lampenhaus 灯具之家");
    assert_eq!(credential["validFrom"], "2026-11-23T08:00:00Z");
    assert_eq!(credential["credentialSchema"][0]["type"], "1EdTechJsonSchemaValidator2019");
    assert!(credential.get("validUntil").is_none() && credential.get("exp").is_none());
    for (claim, said) in [
        ("iss", &credential["issuer"]["id"]),
        ("jti", &credential["id"]),
        ("sub", &credential["credentialSubject"]["id"]),
    ] {
        assert_eq!(&credential[claim], said, "{claim}");
    }
    assert_eq!(credential["nbf"], 1_795_420_800);
}

#[test]
fn the_subject_is_named_and_its_achievement_points_at_the_framework() {
    let (_, credential) = parts();
    let subject = &credential["credentialSubject"];
    assert_eq!(subject["type"], json!(["AchievementSubject"]));
    assert_eq!(
        subject["identifier"],
        json!([{ "type": "IdentityObject", "hashed": false, "identityHash": "梅 Mei", "identityType": "name" }])
    );
    let achievement = &subject["achievement"];
    assert_eq!(achievement["type"], json!(["Achievement"]));
    assert_eq!(achievement["name"], "Complaints agent · 投诉处理坐席");
    assert_eq!(achievement["humanCode"], "complaints-agent");
    let [description, narrative] = [&achievement["description"], &achievement["criteria"]["narrative"]]
        .map(|text| text.as_str().expect("a text"));
    assert!(description.contains("Meets anger") && description.contains("面对怒气"), "{description}");
    assert!(
        narrative.contains("- empathy at least 70") && narrative.contains("共情不低于 70"),
        "{narrative}"
    );
    let alignment = &achievement["alignment"][0];
    assert_eq!(alignment["type"], json!(["Alignment"]));
    assert_eq!(alignment["targetType"], "CFItem");
    let item = super::framework::item("complaints-agent");
    assert_eq!(alignment["targetUrl"], item["uri"]);
    assert_eq!(alignment["targetCode"], item["identifier"]);
    assert_eq!(alignment["targetName"], item["abbreviatedStatement"]);
    assert_ne!(achievement["id"], item["uri"], "the award is not the role");
}

#[test]
fn each_exam_is_evidence_with_its_hashes_and_without_its_seed() {
    let (_, credential) = parts();
    assert_eq!(credential["evidence"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        credential["evidence"][0],
        json!({
            "id": "urn:uuid:00000000-0000-0000-0000-000000000064",
            "type": ["Evidence"],
            "name": "The third delivery",
            "description": "Exam, 87 of 100 · 考试，得分 87/100",
            "genre": "Exam",
            "hotseat:scenario": "angry-complaint",
            "hotseat:scenarioHash": "a1".repeat(32),
            "hotseat:rubric": 2,
            "hotseat:engine": 3,
            "hotseat:listener": "b2".repeat(32),
            "hotseat:score": 87,
            "hotseat:ended": "2026-11-20T09:30:00Z",
            "hotseat:chainHead": "0f".repeat(32),
        })
    );
    let terms = &credential["@context"][2]["hotseat"];
    assert_eq!(
        terms, "urn:uuid:36fe48fa-c730-4617-a676-ba87647aaf4b#",
        "what is not of Open Badges is explained"
    );
}
