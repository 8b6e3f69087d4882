//! A trainer breaks a scenario file while a trainee is playing it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;

/// A scenario folder of its own with the lamp in it.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("house.ron"), include_str!("../../../scenarios/house.ron")).unwrap();
    fs::write(folder.path().join("lamp.ron"), include_str!("lamp.ron")).unwrap();
    folder
}

/// A session with the lamp of that folder, begun.
fn seated(folder: &Path) -> (Library, Session) {
    let library = Library::open(folder).unwrap();
    let lamp = Arc::new(library.scenario("lamp", 0).unwrap());
    let mut session = Session::begin(lamp, crate::shipped::listener(), Language::En, Mode::Practice, 1);
    say(&mut session, "Good morning.");
    (library, session)
}

/// Plays on to the end; returns the hash of all that happened.
fn played_on(mut session: Session) -> String {
    for words in ["Sorry about the lamp, I will see to it.", "Is it the blue one?", "Goodbye."] {
        session.apply(&Action::new(20, 10, Deed::Say(words.to_owned()))).unwrap();
    }
    run(&mut session, Deed::Abandon);
    session.hash()
}

#[test]
fn a_file_broken_emptied_or_gone_does_not_disturb_the_session_that_plays_it() {
    let undisturbed = played_on(seated(folder().path()).1);
    let harms: [fn(&Path); 4] = [
        |file| fs::write(file, "(format: 1, id: \"lamp\", beats: {").unwrap(),
        |file| fs::write(file, "").unwrap(),
        |file| fs::write(file, include_str!("lamp.ron").replace("says:", "sings:")).unwrap(),
        |file| fs::remove_file(file).unwrap(),
    ];
    for harm in harms {
        let folder = folder();
        let (library, session) = seated(folder.path());
        harm(&folder.path().join("lamp.ron"));
        assert!(library.scenario("lamp", 0).is_err(), "whoever opens it now is told");
        assert_eq!(played_on(session), undisturbed);
    }
}

#[test]
fn a_file_rewritten_meanwhile_changes_only_the_sessions_begun_after_it() {
    let folder = folder();
    let (library, session) = seated(folder.path());
    let other = include_str!("lamp.ron").replace("3 working days", "5 working days");
    fs::write(folder.path().join("lamp.ron"), other).unwrap();
    let new = library.scenario("lamp", 0).unwrap();
    assert_ne!(new.hash(), session.scenario().hash());
    assert_eq!(played_on(session), played_on(seated(self::folder().path()).1));
}

#[test]
fn what_a_session_was_made_of_makes_it_again_when_the_file_is_broken() {
    let folder = folder();
    let (_, session) = seated(folder.path());
    fs::write(folder.path().join("lamp.ron"), "broken").unwrap();
    let again = Library::of(session.scenario().sources().to_vec()).scenario("lamp", 0).unwrap();
    assert_eq!(again.hash(), session.scenario().hash());
}
