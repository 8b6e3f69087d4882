//! Certificates from the terminal: issued in one data folder, checked in another.

use hotseat::badge::Key;
use hotseat::store::{NewCertificate, PersonId, Store, issuer};

use super::*;
use crate::badge::certificate;

/// A data folder in which Ann has a certificate, signed with the folder's key; and the certificate.
fn certified() -> (TempDir, NewCertificate) {
    let data = TempDir::new().unwrap();
    let mut store = Store::open(data.path()).unwrap();
    let key = issuer::read_or_keep(data.path(), &[5; 32]).unwrap();
    let said = certificate();
    let ann = store.enter("Ann", PersonId(said.person), said.from).unwrap();
    let said = hotseat::badge::Certificate { name: ann.name, ..said };
    let kept = NewCertificate {
        id: said.id,
        person: ann.id,
        step: said.achievement.step.clone(),
        credential: said.sign(&key).unwrap(),
        made: said.from,
    };
    store.keep_certificate(&kept).unwrap();
    (data, kept)
}

/// The certificate as a file, shown by the program.
fn shown(data: &Path, kept: &NewCertificate) -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("ann.jwt").to_str().unwrap().to_owned();
    let (code, _, err) = run_in(data, &["certificate", "show", &kept.id.to_string(), "-o", &file], "");
    assert_eq!(code, 0, "{err}");
    (folder, file)
}

#[test]
fn an_unchanged_copy_passes_on_another_data_folder() {
    let (data, kept) = certified();
    let (_folder, file) = shown(data.path(), &kept);
    let (code, out, err) = run(&["verify", &file, "--lang", "en"], "");
    assert_eq!(code, 0, "{err}");
    for expected in [
        "unchanged",
        "Ann",
        "Complaints agent",
        "complaints-agent",
        "2026-11-23",
        "did:key:z6Mk",
        "Lampenhaus",
        "87 of 100",
    ] {
        assert!(out.contains(expected), "{expected} in {out}");
    }
    let exam = crate::badge::exam(100);
    for hash in [exam.hash, exam.head, exam.listener, exam.attempt.to_string()] {
        assert!(out.contains(&hash), "{hash} in {out}");
    }
    assert!(out.contains("not that of this data folder"), "{out}");
    let (_, out, _) = run_in(data.path(), &["verify", &file, "--lang", "zh"], "");
    assert!(
        out.contains("签名有效") && out.contains("本数据目录的密钥") && out.contains("投诉处理坐席"),
        "{out}"
    );
}

#[test]
fn verifying_makes_nothing_and_needs_no_store() {
    let (data, kept) = certified();
    let (_folder, file) = shown(data.path(), &kept);
    let empty = TempDir::new().unwrap();
    let (code, _, err) =
        run_in(empty.path(), &["verify", &file, "--store", "postgresql://nowhere.invalid/x"], "");
    assert_eq!(code, 0, "{err}");
    assert_eq!(std::fs::read_dir(empty.path()).unwrap().count(), 0);
}

#[test]
fn a_changed_copy_fails_with_exit_status_1() {
    let (data, kept) = certified();
    let (_folder, file) = shown(data.path(), &kept);
    let good = std::fs::read(&file).unwrap();
    assert_eq!(good, kept.credential.as_bytes(), "byte by byte");
    std::fs::write(&file, [&good[..], b"\n"].concat()).unwrap();
    let (code, out, _) = run(&["verify", &file, "--lang", "en"], "");
    assert_eq!(code, 1);
    assert!(out.contains("altered") && !out.contains("Ann"), "{out}");
    let middle = good.len() / 2;
    let mut changed = good;
    changed[middle] = if changed[middle] == b'A' { b'B' } else { b'A' };
    std::fs::write(&file, changed).unwrap();
    let (code, out, _) = run(&["verify", &file, "--lang", "zh"], "");
    assert_eq!(code, 1);
    assert!(out.contains("已被改动"), "{out}");
}

#[test]
fn one_bad_file_among_good_ones_is_enough() {
    let (data, kept) = certified();
    let (folder, file) = shown(data.path(), &kept);
    let other = folder.path().join("other.jwt");
    std::fs::write(&other, "no certificate").unwrap();
    let (code, out, _) = run(&["verify", other.to_str().unwrap(), &file, "--lang", "en"], "");
    assert_eq!(code, 1);
    assert!(out.contains("not a certificate") && out.contains("unchanged"), "{out}");
}

#[test]
fn signed_by_another_key_it_holds_unless_an_issuer_is_demanded() {
    let (data, kept) = certified();
    let (_folder, file) = shown(data.path(), &kept);
    let (_, own, _) = run_in(data.path(), &["certificate", "issuer"], "");
    let own = own.trim();
    let forged = certificate().sign(&Key::new(&[6; 32])).unwrap();
    let (code, out, _) = run(&["verify", &file, "--issuer", own, "--lang", "en"], "");
    assert_eq!(code, 0);
    assert!(out.contains("the issuer you named"), "{out}");
    std::fs::write(&file, forged).unwrap();
    let (code, out, _) = run_in(data.path(), &["verify", &file, "--lang", "en"], "");
    assert_eq!(code, 0);
    assert!(out.contains(&Key::new(&[6; 32]).did()) && out.contains("not that of this data folder"), "{out}");
    let (code, out, _) = run(&["verify", &file, "--issuer", own, "--lang", "en"], "");
    assert_eq!(code, 1);
    assert!(out.contains("ANOTHER issuer"), "{out}");
    let (code, _, err) = run(&["verify", &file, "--issuer", "Lampenhaus", "--lang", "en"], "");
    assert_eq!(code, 2);
    assert!(err.contains("did:key"), "{err}");
}

#[test]
fn the_issuers_key_is_made_once_and_for_its_owner_alone() {
    let data = TempDir::new().unwrap();
    let (code, first, err) = run_in(data.path(), &["certificate", "issuer"], "");
    assert_eq!(code, 0, "{err}");
    assert!(first.starts_with("did:key:z6Mk"), "{first}");
    let (_, again, _) = run_in(data.path(), &["certificate", "issuer"], "");
    assert_eq!(first, again);
    let (_, elsewhere, _) = run(&["certificate", "issuer"], "");
    assert_ne!(first, elsewhere);
    let names: Vec<_> =
        std::fs::read_dir(data.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["issuer.pem"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(data.path().join("issuer.pem")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn of_many_that_need_a_key_at_once_all_get_the_same() {
    let data = TempDir::new().unwrap();
    let folder = data.path();
    let dids: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..16)
            .map(|number| scope.spawn(move || issuer::read_or_keep(folder, &[number; 32]).unwrap().did()))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(dids.windows(2).all(|pair| pair[0] == pair[1]), "{dids:?}");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 1);
}

#[test]
fn a_broken_key_file_is_named_and_left_alone() {
    let data = TempDir::new().unwrap();
    let file = data.path().join("issuer.pem");
    std::fs::write(&file, "not a key").unwrap();
    for (language, said) in [("en", "Ed25519"), ("zh", "密钥")] {
        let (code, _, err) = run_in(data.path(), &["certificate", "issuer", "--lang", language], "");
        assert_eq!(code, 2);
        assert!(err.contains("issuer.pem") && err.contains(said), "{err}");
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "not a key");
}

#[test]
fn certificates_are_listed_and_shown_byte_by_byte() {
    let (data, kept) = certified();
    let (code, out, err) = run_in(data.path(), &["certificate", "list", "Ann", "--lang", "en"], "");
    assert_eq!(code, 0, "{err}");
    assert!(out.contains(&kept.id.to_string()) && out.contains("complaints-agent"), "{out}");
    let (_, out, _) = run_in(data.path(), &["certificate", "show", &kept.id.to_string()], "");
    assert_eq!(out, kept.credential);
    for (id, said) in [("first", "no id"), ("00000000-0000-0000-0000-000000000000", "no such certificate")] {
        let (code, _, err) = run_in(data.path(), &["certificate", "show", id, "--lang", "en"], "");
        assert_eq!(code, 2);
        assert!(err.contains(said), "{err}");
    }
    let (_, out, _) = run(&["certificate", "list", "--lang", "zh"], "");
    assert!(out.contains("还没有证书"), "{out}");
}

#[test]
fn nothing_is_issued_for_a_step_that_is_not_certified_or_not_there() {
    let (data, _) = certified();
    let issue = |step: &str| run_in(data.path(), &["certificate", "issue", "Ann", step, "--lang", "en"], "");
    let (code, _, err) = issue("seat-ready");
    assert_eq!(code, 2);
    assert!(err.contains("not certified"), "{err}");
    let (code, _, err) = issue("chief");
    assert_eq!(code, 2);
    assert!(err.contains("no step `chief`") && err.contains("seat-ready"), "{err}");
}

#[test]
fn the_framework_is_the_same_each_time_and_says_who_made_it() {
    let arguments = ["certificate", "framework", "--organisation", "Lampenhaus"];
    let (code, out, err) = run(&arguments, "");
    assert_eq!(code, 0, "{err}");
    let package: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(package["CFDocument"]["creator"], "Lampenhaus");
    assert_eq!(run(&arguments, "").1, out);
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("roles.json");
    let (code, _, _) = run(&[&arguments[..], &["-o", file.to_str().unwrap()]].concat(), "");
    assert_eq!((code, std::fs::read_to_string(&file).unwrap()), (0, out));
}
