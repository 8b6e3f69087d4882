//! One way to write a certificate, and no other passes.

use hotseat::badge::{Fault, Part, jws, verify};
use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};

use super::{at, certificate, key, signed};

/// What may stand in a part.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Header and payload of the certificate, to be changed and signed again.
fn opened() -> (Value, Value) {
    let file = signed();
    let parts = jws::Compact::parse(file.as_bytes()).expect("three parts");
    let read = |bytes: &[u8]| serde_json::from_slice(bytes).expect("JSON");
    (read(&parts.header), read(&parts.payload))
}

fn closed(header: &Value, payload: &Value) -> String {
    jws::sign(&key(), header.to_string().as_bytes(), payload.to_string().as_bytes())
}

/// What is found in a certificate whose payload was changed by whoever holds the key.
fn reissued(change: impl FnOnce(&mut Value)) -> Option<Fault> {
    let (header, mut payload) = opened();
    change(&mut payload);
    verify(closed(&header, &payload).as_bytes(), None).err()
}

#[test]
fn what_was_signed_is_read_back_as_it_was_said() {
    let read = verify(signed().as_bytes(), None).expect("it holds");
    assert_eq!(read.certificate, certificate());
    assert_eq!(read.issuer, key().issuer());
}

#[test]
fn the_same_words_and_key_give_the_same_bytes() {
    assert_eq!(signed(), signed());
    assert!(!signed().ends_with('\n'));
}

#[test]
fn each_byte_changed_fails() {
    let good = signed().into_bytes();
    for place in 0..good.len() {
        let next =
            LETTERS.iter().position(|letter| *letter == good[place]).map_or(b'A', |n| LETTERS[(n + 1) % 64]);
        for changed in [good[place] ^ 1, good[place] ^ 0x20, good[place] ^ 0x80, next, b'.', b'=', b'\n', 0] {
            let mut file = good.clone();
            file[place] = changed;
            assert_eq!(verify(&file, None).is_ok(), changed == good[place], "byte {place} as {changed:#04x}");
        }
    }
}

#[test]
fn each_byte_of_the_signature_fails_whatever_it_is_changed_to() {
    let good = signed().into_bytes();
    let begin = good.iter().rposition(|byte| *byte == b'.').expect("a signature") + 1;
    for place in begin..good.len() {
        for changed in LETTERS.iter().chain(b"+/= \r\n.~\0\xff").filter(|letter| **letter != good[place]) {
            let mut file = good.clone();
            file[place] = *changed;
            assert!(verify(&file, None).is_err(), "byte {place} as {changed:#04x}");
        }
    }
}

#[test]
fn each_byte_left_out_or_doubled_fails() {
    let good = signed().into_bytes();
    for place in 0..good.len() {
        let mut less = good.clone();
        less.remove(place);
        assert!(verify(&less, None).is_err(), "without byte {place}");
        let mut more = good.clone();
        more.insert(place, good[place]);
        assert!(verify(&more, None).is_err(), "byte {place} twice");
        assert!(verify(&good[..place], None).is_err(), "cut at {place}");
    }
}

#[rstest]
#[case::newline("", "\n")]
#[case::carriage_return("", "\r\n")]
#[case::space("", " ")]
#[case::space_before(" ", "")]
#[case::byte_order_mark("\u{feff}", "")]
#[case::padding("", "=")]
#[case::fourth_part("", ".")]
#[case::itself(".", "")]
#[case::null("", "\0")]
fn nothing_may_stand_before_or_behind_it(#[case] before: &str, #[case] behind: &str) {
    let file = format!("{before}{}{behind}", signed());
    assert!(verify(file.as_bytes(), None).is_err());
}

#[test]
fn spare_bits_at_the_end_of_a_part_are_no_second_way_to_write_it() {
    // 64 bytes are 86 letters; the last carries two bits, and four to spare.
    let good = signed();
    let last = LETTERS.iter().position(|letter| Some(letter) == good.as_bytes().last()).expect("a letter");
    assert_eq!(last % 16, 0);
    for spare in 1..16 {
        let mut file = good.clone().into_bytes();
        *file.last_mut().expect("a byte") = LETTERS[last + spare];
        assert_eq!(verify(&file, None), Err(Fault::NotBase64 { part: Part::Signature }));
    }
}

#[rstest]
#[case::nothing(b"")]
#[case::words(b"This is to certify that Mei is a complaints agent.")]
#[case::json(br#"{"type":["VerifiableCredential"]}"#)]
#[case::dots(b"..")]
#[case::picture(b"\x89PNG\r\n\x1a\n.\0.\0")]
fn another_file_is_no_certificate(#[case] file: &[u8]) {
    assert!(verify(file, None).is_err());
}

#[test]
fn a_file_of_more_than_a_mebibyte_is_not_looked_into() {
    let mut long = certificate();
    long.name = "梅".repeat(jws::LARGEST / 3);
    let file = long.sign(&key()).expect("it can be written");
    assert_eq!(verify(file.as_bytes(), None), Err(Fault::NotACertificate));
}

#[rstest]
#[case("none")]
#[case("HS256")]
#[case("RS256")]
#[case("eddsa")]
fn another_algorithm_is_refused_by_name(#[case] algorithm: &str) {
    let (mut header, payload) = opened();
    header["alg"] = json!(algorithm);
    let found = verify(closed(&header, &payload).as_bytes(), None);
    assert_eq!(found, Err(Fault::OtherAlgorithm { algorithm: algorithm.to_owned() }));
}

#[rstest]
#[case::more_in_the_header("/crit", json!(["exp"]))]
#[case::a_secret_in_the_key("/jwk/d", json!("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"))]
#[case::another_curve("/jwk/crv", json!("Ed448"))]
#[case::another_kind_of_key("/jwk/kty", json!("EC"))]
#[case::another_type("/typ", json!("JOSE"))]
#[case::a_short_key("/jwk/x", json!("AAAA"))]
#[case::a_key_anybody_signs_for("/jwk/x", json!("AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))]
fn a_header_that_says_anything_else_is_refused(#[case] place: &str, #[case] value: Value) {
    let (mut header, payload) = opened();
    let (parent, name) = place.rsplit_once('/').expect("a place");
    header.pointer_mut(parent).expect("an object")[name] = value;
    let found = verify(closed(&header, &payload).as_bytes(), None);
    assert!(matches!(found, Err(Fault::Unreadable { part: Part::Header, .. })), "{found:?}");
}

#[rstest]
#[case("iss", json!("did:key:z6Mkk7yqnGF3YwTrLpqrW6PGsKci7dNqh1CjnvMbzrMerSeL"))]
#[case("jti", json!("urn:uuid:00000000-0000-0000-0000-000000000000"))]
#[case("sub", json!("urn:uuid:00000000-0000-0000-0000-000000000000"))]
#[case("nbf", json!(0))]
#[case("exp", json!(4_000_000_000_i64))]
fn a_claim_that_is_not_what_the_credential_says_is_named(#[case] claim: &'static str, #[case] value: Value) {
    assert_eq!(reissued(|payload| payload[claim] = value), Some(Fault::Contradiction { claim }));
}

#[test]
fn nobody_signs_in_the_name_of_another_key() {
    let named = "did:key:z6Mkk7yqnGF3YwTrLpqrW6PGsKci7dNqh1CjnvMbzrMerSeL".to_owned();
    let found = reissued(|payload| {
        payload["issuer"]["id"] = json!(named);
        payload["iss"] = json!(named);
    });
    assert_eq!(found, Some(Fault::OtherIssuer { named }));
}

#[rstest]
#[case::no_open_badge("/@context/1", json!("https://www.w3.org/ns/credentials/examples/v2"))]
#[case::other_type("/type/1", json!("EndorsementCredential"))]
#[case::no_person("/credentialSubject/identifier/0/identityType", json!("emailAddress"))]
#[case::no_exams("/evidence", Value::Null)]
#[case::exam_without_attempt("/evidence/0/id", json!("https://example.org/"))]
#[case::score_beyond_a_byte("/evidence/0/hotseat:score", json!(1000))]
fn a_signed_credential_of_another_shape_is_no_certificate(#[case] place: &str, #[case] value: Value) {
    let found = reissued(|payload| *payload.pointer_mut(place).expect("a place") = value);
    assert!(matches!(found, Some(Fault::Unreadable { part: Part::Payload, .. })), "{found:?}");
}

#[test]
fn it_holds_from_its_first_second_to_its_last() {
    let until = Some(at("2027-11-23T08:00:00Z"));
    let file =
        hotseat::badge::Certificate { until, ..certificate() }.sign(&key()).expect("it can be written");
    let found = |now| verify(file.as_bytes(), Some(at(now))).err();
    assert_eq!(found("2026-11-23T07:59:59Z"), Some(Fault::NotYet { from: at("2026-11-23T08:00:00Z") }));
    assert_eq!(found("2026-11-23T08:00:00Z"), None);
    assert_eq!(found("2027-11-23T08:00:00Z"), None);
    assert_eq!(found("2027-11-23T08:00:01Z"), Some(Fault::Expired { until: at("2027-11-23T08:00:00Z") }));
    assert_eq!(verify(file.as_bytes(), None).expect("it holds").certificate.until, until);
}

proptest! {
    #[test]
    fn whatever_a_name_holds_it_is_read_back(name in any::<String>(), title in any::<String>(), score in 0..=100_u8) {
        let mut said = certificate();
        said.name = name;
        said.exams[0].title = title;
        said.exams[1].score = score;
        let file = said.sign(&key()).expect("it can be written");
        prop_assert_eq!(verify(file.as_bytes(), None).map(|read| read.certificate), Ok(said));
    }

    #[test]
    fn no_bytes_make_it_panic(file in any::<Vec<u8>>(), letters in "[A-Za-z0-9_-]{0,80}\\.[A-Za-z0-9_-]{0,80}\\.[A-Za-z0-9_-]{0,90}") {
        prop_assert!(verify(&file, None).is_err());
        prop_assert!(verify(letters.as_bytes(), None).is_err());
    }
}
