//! The settings file.

use std::fs;

use hotseat::scenario::Language;
use hotseat::store::StoreError;
use hotseat::store::settings::{Settings, Shade, load, save};

fn chosen() -> Settings {
    Settings {
        language: Some(Language::Zh),
        shade: Shade::Dark,
        text: 150,
        reduced_motion: true,
        colour_safe: true,
        enter_sends: true,
    }
}

#[test]
fn settings_come_back_as_they_were_kept() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("数据");
    assert_eq!(load(&folder).unwrap(), Settings::default(), "nothing is kept yet");
    save(&folder, &chosen()).unwrap();
    assert_eq!(load(&folder).unwrap(), chosen());
    save(&folder, &Settings::default()).unwrap();
    assert_eq!(load(&folder).unwrap(), Settings::default());
    let names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["settings.json"], "nothing is left beside it");
}

#[test]
fn a_file_of_another_version_is_read_as_far_as_it_goes() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("settings.json");
    fs::write(&file, "\u{feff}{\"shade\": \"dark\", \"text\": 140, \"sound\": true}").unwrap();
    let read = load(dir.path()).unwrap();
    assert_eq!(read, Settings { shade: Shade::Dark, text: 130, ..Settings::default() });
}

#[test]
fn a_broken_file_is_named_and_not_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("settings.json");
    for broken in ["", "{\"shade\": \"dark\"", "{\"shade\": \"sepia\"}", "[]\u{0}"] {
        fs::write(&file, broken).unwrap();
        let error = load(dir.path()).unwrap_err();
        assert!(matches!(&error, StoreError::BadSettings { file: named, .. } if *named == file), "{error}");
        for language in Language::ALL {
            let said = hotseat::locale::store::store_error(&error, language);
            assert!(said.contains("settings.json"), "{said}");
        }
        assert_eq!(save(dir.path(), &chosen()).unwrap_err(), error);
        assert_eq!(fs::read_to_string(&file).unwrap(), broken);
    }
}

#[test]
fn a_folder_that_is_a_file_is_an_error_with_a_remedy() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("data");
    fs::write(&place, "mine").unwrap();
    let error = save(&place, &chosen()).unwrap_err();
    assert!(error.to_string().contains("--data"), "{error}");
    assert_eq!(fs::read_to_string(&place).unwrap(), "mine");
}
