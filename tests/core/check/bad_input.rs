//! Files that no trainer wrote on purpose: a clear message, never a panic.

use super::*;

fn in_folder(write: impl FnOnce(&Path)) -> Vec<Problem> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bad.ron");
    write(&path);
    check_file(&path)
}

#[test]
fn a_missing_file_is_said_to_be_missing() {
    let path = PathBuf::from("nowhere/at-all.ron");
    let (report, code) = check(&[path], &Library::embedded(), Format::Text, Language::En, false);
    assert_eq!(code, 2);
    insta::assert_snapshot!(report);
}

#[test]
fn a_file_of_ten_megabytes_is_refused() {
    let found = in_folder(|path| std::fs::write(path, vec![b' '; 10 * 1024 * 1024]).unwrap());
    assert_eq!(codes(&found), ["too-large"]);
}

#[test]
fn a_file_of_nearly_four_megabytes_is_read() {
    let found = in_folder(|path| {
        std::fs::write(path, format!("({})", "a: 1, ".repeat(600_000))).unwrap();
    });
    assert!(!found.is_empty() && found.len() <= 200, "{} problems", found.len());
}

#[test]
fn a_hundred_thousand_brackets_are_no_trouble() {
    let (open, close) = ("(".repeat(100_000), ")".repeat(100_000));
    for text in [open.clone(), format!("{open}{close}"), close, "[{(".repeat(50_000), "/*".repeat(100_000)] {
        let found = in_folder(|path| std::fs::write(path, &text).unwrap());
        assert!(matches!(codes(&found)[..], ["too-deep" | "syntax"]), "{:?}", codes(&found));
    }
}

#[test]
fn a_binary_file_is_no_text() {
    let found = in_folder(|path| std::fs::write(path, [b'(', 0xff, 0xfe, 0x00, 0x80]).unwrap());
    assert_eq!(codes(&found), ["not-utf8"]);
    let found = in_folder(|path| std::fs::write(path, "(\u{0}\u{7}\u{202e}🙂").unwrap());
    assert_eq!(codes(&found), ["syntax"]);
    assert!(!shown(&found, Language::En).is_empty());
}

#[test]
fn an_empty_file_and_a_folder_are_named_as_such() {
    assert_eq!(codes(&in_folder(|path| std::fs::write(path, "").unwrap())), ["syntax"]);
    assert_eq!(codes(&in_folder(|path| std::fs::create_dir(path).unwrap())), ["no-file"]);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("desk.ron"), "()").unwrap();
    let found = in_folder(|path| {
        std::os::unix::fs::symlink(outside.path().join("desk.ron"), path.with_file_name("desk.ron")).unwrap();
        std::fs::write(path, GOOD.replace("\"good\"", "\"bad\"").replace("desks/shop.ron", "desk.ron"))
            .unwrap();
    });
    assert!(codes(&found).contains(&"include-outside"), "{}", shown(&found, Language::En));
}

#[test]
fn a_path_may_not_climb_out_of_the_folder() {
    for path in ["../desk.ron", "/etc/passwd", "desks/../../desk.ron", "C:\\desk.ron", "desks\\shop.ron"] {
        let text = GOOD.replace("desks/shop.ron", &path.replace('\\', "\\\\"));
        let found = parse("good", &text, &shop()).unwrap_err();
        assert!(codes(&found).contains(&"include-outside"), "{path}: {:?}", codes(&found));
    }
    let inside = GOOD.replace("desks/shop.ron", "desks/../desks/shop.ron");
    assert!(parse("good", &inside, &shop()).is_ok());
}

#[test]
fn desks_that_include_one_another_end() {
    let desk = "(base: \"shop.ron\")";
    let found = library(&[("good.ron", GOOD), ("desks/shop.ron", desk)]).check("good.ron");
    assert!(codes(&found).contains(&"include-cycle"), "{:?}", codes(&found));
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let found = Library::open(Path::new("nowhere/at-all")).unwrap_err();
    assert_eq!(found.what.code(), "missing-file");
    let (_, code) =
        check(&[PathBuf::from("nowhere")], &Library::embedded(), Format::Json, Language::Zh, false);
    assert_eq!(code, 2);
}
