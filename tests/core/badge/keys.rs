//! Keys and issuers, against the published examples.

use hotseat::badge::{BadKey, Fault, Issuer, Key, Part, jws, verify};
use hotseat::locale::badge::{bad_key, fault};
use hotseat::scenario::Language;
use rstest::rstest;

use super::{at, certificate, key, signed};

fn secret(hex: &str) -> [u8; 32] {
    *blake3::Hash::from_hex(hex).expect("32 bytes").as_bytes()
}

/// RFC 8037, appendices A.1 and A.4.
#[test]
fn the_example_of_rfc_8037_is_signed_as_printed_there() {
    let key = Key::new(&secret("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    let printed = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    assert_eq!(jws::sign(&key, br#"{"alg":"EdDSA"}"#, b"Example of Ed25519 signing"), printed);
    let parts = jws::Compact::parse(printed.as_bytes()).expect("three parts");
    assert!(parts.is_signed_by(&key.issuer()));
    assert!(!parts.is_signed_by(&super::key().issuer()));
}

/// The example of transmute's did-key library.
#[test]
fn an_issuer_is_named_as_the_method_did_key_says() {
    let key = Key::new(&secret("4f66b355aa7b0980ff901f2295b9c562ac3061be4df86703eb28c612faae6578"));
    let did = "did:key:z6Mkk7yqnGF3YwTrLpqrW6PGsKci7dNqh1CjnvMbzrMerSeL";
    assert_eq!(key.did(), did);
    assert_eq!(did.parse(), Ok(key.issuer()));
}

#[rstest]
#[case("")]
#[case("Lampenhaus")]
#[case("did:key:z6Mkk7yqnGF3YwTrLpqrW6PGsKci7dNqh1CjnvMbzrMerSe")]
#[case("did:key:z6Mkk7yqnGF3YwTrLpqrW6PGsKci7dNqh1CjnvMbzrMerSeL ")]
#[case("did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme")]
#[case("did:web:example.org")]
fn what_names_no_ed25519_key_is_no_issuer(#[case] written: &str) {
    assert_eq!(written.parse::<Issuer>(), Err(BadKey::Did));
}

#[test]
fn a_key_is_written_as_pkcs8_and_read_back() {
    let pem = key().to_pem().expect("it can be written");
    assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----\n") && pem.ends_with("-----END PRIVATE KEY-----\n"));
    assert_eq!(Key::from_pem(&pem).expect("it can be read").issuer(), key().issuer());
}

/// RFC 8410 §10.3: a key as OpenSSL writes it, and one with its public half.
#[test]
fn a_key_made_by_other_software_is_read() {
    let plain = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
-----END PRIVATE KEY-----
";
    let key = Key::from_pem(plain).expect("it can be read");
    assert_eq!(key.to_pem().expect("it can be written"), plain);
}

#[rstest]
#[case("")]
#[case("not a key")]
#[case("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp\n-----END PRIVATE KEY-----\n")]
fn what_is_no_key_is_refused(#[case] pem: &str) {
    assert_eq!(Key::from_pem(pem).err(), Some(BadKey::Pem));
}

#[test]
fn nothing_prints_the_secret() {
    assert_eq!(format!("{:?}", key()), format!("Key({})", key().did()));
}

#[test]
fn signed_again_by_another_it_holds_and_names_the_other() {
    let other = Key::new(&[8; 32]);
    let file = certificate().sign(&other).expect("it can be written");
    let read = verify(file.as_bytes(), None).expect("it holds");
    assert_eq!(read.certificate, certificate());
    assert_eq!((read.issuer, read.issuer == key().issuer()), (other.issuer(), false));
    let [mine, theirs] = [signed(), file].map(|file| {
        let (message, signature) = file.rsplit_once('.').expect("a signature");
        (message.to_owned(), signature.to_owned())
    });
    let mixed = format!("{}.{}", mine.0, theirs.1);
    assert_eq!(verify(mixed.as_bytes(), None), Err(Fault::Altered));
}

#[test]
fn each_fault_is_worded_in_both_languages() {
    let faults = [
        Fault::NotACertificate,
        Fault::NotBase64 { part: Part::Header },
        Fault::Unreadable { part: Part::Payload, detail: "x".to_owned() },
        Fault::OtherAlgorithm { algorithm: "RS256".to_owned() },
        Fault::Altered,
        Fault::OtherIssuer { named: key().did() },
        Fault::Contradiction { claim: "nbf" },
        Fault::NotYet { from: at("2026-11-23T08:00:00Z") },
        Fault::Expired { until: at("2026-11-23T08:00:00Z") },
    ];
    let said = |language| faults.iter().map(|one| fault(one, language)).collect::<Vec<_>>();
    insta::assert_snapshot!(said(Language::En).join("\n"));
    insta::assert_snapshot!(said(Language::Zh).join("\n"));
    for bad in [BadKey::Pem, BadKey::Did] {
        assert!(bad_key(bad, Language::En).contains(": ") && bad_key(bad, Language::Zh).contains('：'));
    }
}
