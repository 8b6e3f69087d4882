//! Files that cannot be used: named, with what to do, and left as they are.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use hotseat::locale::store::store_error;
use hotseat::scenario::Language;
use hotseat::store::{Chain, Store, StoreError};
use rusqlite::Connection;

use super::{answer, mei, now, open, play, say, skipped};

fn refused(dir: &Path) -> StoreError {
    Store::open_patiently(dir, Duration::from_millis(200)).expect_err("it is refused")
}

/// Both languages name the path, and the remedy after a colon.
fn assert_worded(error: &StoreError, path: &Path, remedy: &str) {
    let (english, chinese) = (store_error(error, Language::En), store_error(error, Language::Zh));
    let path = path.display().to_string();
    assert!(english.contains(&path) && english.contains(remedy), "{english}");
    assert!(chinese.contains(&path) && chinese.contains('：'), "{chinese}");
}

#[test]
fn the_folder_is_made_with_its_parents_even_in_chinese_and_with_spaces() {
    let dir = tempfile::tempdir().expect("a folder");
    let deep = dir.path().join("数据 目录").join("a'b").join("c");
    play(&mut open(&deep), 1, 1);
    assert!(deep.join("hotseat.db").is_file());
}

#[test]
fn eight_first_starts_at_once_all_succeed() {
    let dir = tempfile::tempdir().expect("a folder");
    let people: Vec<_> = std::thread::scope(|scope| {
        let starts: Vec<_> = (0..8).map(|_| scope.spawn(|| mei(&open(dir.path())))).collect();
        starts.into_iter().map(|start| start.join().expect("no panic")).collect()
    });
    assert!(people.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn a_file_of_garbage_is_refused_and_left_as_it_is() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("hotseat.db");
    fs::write(&file, "not a database, but my shopping list\n".repeat(500)).expect("it is written");
    let before = fs::read(&file).expect("it reads");
    let error = refused(dir.path());
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    assert_worded(&error, &file, "restore a copy");
    assert_eq!(fs::read(&file).expect("it reads"), before);
}

#[test]
fn a_truncated_file_is_refused_and_left_as_it_is() {
    for kept in [60, 300, 4096, 4096 * 3, 4096 * 5 + 17] {
        let dir = tempfile::tempdir().expect("a folder");
        play(&mut open(dir.path()), 1, 30);
        let file = dir.path().join("hotseat.db");
        let mut bytes = fs::read(&file).expect("it reads");
        bytes.truncate(kept);
        fs::write(&file, &bytes).expect("it is written");
        let error = refused(dir.path());
        assert!(matches!(error, StoreError::Damaged { .. }), "{kept}: {error}");
        assert_eq!(fs::read(&file).expect("it reads"), bytes, "{kept}");
    }
}

#[test]
fn an_emptied_file_beside_a_full_journal_is_refused_and_the_journal_kept() {
    let dir = tempfile::tempdir().expect("a folder");
    let (file, journal) = (dir.path().join("hotseat.db"), dir.path().join("hotseat.db-wal"));
    fs::write(&file, "").expect("it is written");
    fs::write(&journal, "all there is left").expect("it is written");
    assert!(matches!(refused(dir.path()), StoreError::Damaged { .. }));
    assert_eq!(fs::read_to_string(&journal).expect("it reads"), "all there is left");
}

#[test]
fn a_damaged_page_gives_an_error_and_no_panic() {
    let dir = tempfile::tempdir().expect("a folder");
    let id = play(&mut open(dir.path()), 1, 60);
    let file = dir.path().join("hotseat.db");
    let whole = fs::read(&file).expect("it reads");
    for page in 1..whole.len() / 4096 {
        let mut bytes = whole.clone();
        bytes[page * 4096..(page + 1) * 4096].fill(0xA5);
        fs::write(&file, &bytes).expect("it is written");
        let seen = Store::open(dir.path()).and_then(|store| {
            store.people()?;
            store.load(id)
        });
        if let Err(error) = seen {
            assert!(!matches!(error, StoreError::Refused { .. }), "page {page}: {error}");
        }
    }
}

#[test]
fn a_database_of_a_newer_version_is_refused_and_left_as_it_is() {
    let dir = tempfile::tempdir().expect("a folder");
    play(&mut open(dir.path()), 1, 1);
    let file = dir.path().join("hotseat.db");
    let newer = "INSERT INTO refinery_schema_history VALUES (999, 'later', '2031-01-01T00:00:00Z', '1')";
    Connection::open(&file).expect("it opens").execute(newer, []).expect("it is written");
    let before = fs::read(&file).expect("it reads");
    let error = refused(dir.path());
    assert_eq!(error, StoreError::Newer { file: file.clone(), found: 999, known: 9 });
    assert_worded(&error, &file, "update Hotseat");
    assert_eq!(fs::read(&file).expect("it reads"), before);
}

#[test]
fn a_file_in_use_is_named_after_the_patience_is_over() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = open(dir.path());
    let id = play(&mut store, 1, 1);
    drop(store);
    let file = dir.path().join("hotseat.db");
    let mut store = Store::open_patiently(dir.path(), Duration::from_millis(200)).expect("it opens");
    let other = Connection::open(&file).expect("it opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("it is held");
    let error = store.append(id, 1, &say("wait"), &[], now(9)).expect_err("it is held");
    assert_eq!(error, StoreError::Locked { file: file.clone() });
    assert_worded(&error, &file, "close the other");
    other.execute_batch("ROLLBACK").expect("it is let go");
    store.append(id, 1, &say("now"), &[], now(9)).expect("it is kept");
}

#[test]
fn a_file_held_alone_by_another_program_is_named_on_opening() {
    let dir = tempfile::tempdir().expect("a folder");
    drop(open(dir.path()));
    let other = Connection::open(dir.path().join("hotseat.db")).expect("it opens");
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").expect("it is held");
    assert!(matches!(refused(dir.path()), StoreError::Locked { .. }));
}

#[test]
fn a_data_folder_that_is_a_file_or_lies_below_one_is_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("notes.txt");
    fs::write(&file, "notes").expect("it is written");
    for path in [file.clone(), file.join("below")] {
        let error = refused(&path);
        assert_eq!(error, StoreError::NotAFolder { path: path.clone() });
        assert_worded(&error, &path, "choose another");
    }
    assert_eq!(fs::read_to_string(&file).expect("it reads"), "notes");
}

#[test]
fn a_folder_in_the_place_of_the_file_is_named() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir(dir.path().join("hotseat.db")).expect("it is made");
    assert!(matches!(refused(dir.path()), StoreError::NotWritable { .. }));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().expect("a folder");
    play(&mut open(dir.path()), 1, 1);
    let Some(_mount) = Mount::new(dir.path(), "ro") else {
        let shut = dir.path().join("shut");
        fs::create_dir(&shut).expect("it is made");
        fs::set_permissions(&shut, fs::Permissions::from_mode(0o500)).expect("it is shut");
        if fs::write(shut.join("probe"), "").is_ok() {
            skipped("this user may write everywhere and may not mount");
            return;
        }
        assert!(matches!(refused(&shut), StoreError::NotWritable { .. }));
        return;
    };
    for path in [dir.path().to_owned(), dir.path().join("new")] {
        let error = refused(&path);
        assert!(matches!(error, StoreError::NotWritable { .. }), "{error}");
        assert_worded(&error, &path, "you may write there");
    }
}

#[test]
fn a_full_disk_refuses_the_append_and_loses_nothing_before_it() {
    let dir = tempfile::tempdir().expect("a folder");
    let Some(_mount) = Mount::new(dir.path(), "size=768k") else {
        skipped("mounting a small disk is not permitted");
        return;
    };
    let mut store = open(dir.path());
    let id = play(&mut store, 1, 0);
    let text = "长".repeat(1000);
    let mut done = 0;
    let error = loop {
        match store.append(id, done, &say(&text), &answer(done), now(9)) {
            Ok(_) => done += 1,
            Err(error) => break error,
        }
        assert!(done < 1000, "the disk never filled");
    };
    assert_eq!(error, StoreError::Full { file: dir.path().join("hotseat.db") });
    assert_worded(&error, store.file(), "free some space");
    assert!(done > 5, "only {done} were kept");
    assert_eq!(store.load(id).expect("it reads").entries.len(), done as usize);
    drop(store);
    let store = open(dir.path());
    assert_eq!(store.verify(id), Ok(Chain::Intact { actions: done }));
}

#[test]
fn a_disk_full_from_the_start_is_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let Some(_mount) = Mount::new(dir.path(), "size=64k") else {
        skipped("mounting a small disk is not permitted");
        return;
    };
    fs::write(dir.path().join("filler"), vec![0; 60 * 1024]).expect("it fits");
    assert_eq!(refused(dir.path()), StoreError::Full { file: dir.path().join("hotseat.db") });
}

/// A small or read-only disk over a folder, where the system permits; taken away when dropped.
struct Mount(std::path::PathBuf);

impl Mount {
    fn new(dir: &Path, options: &str) -> Option<Self> {
        let mut mount = Command::new("mount");
        if options == "ro" {
            mount.args(["-o", "bind,ro"]).arg(dir).arg(dir);
        } else {
            mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(dir);
        }
        mount.output().is_ok_and(|done| done.status.success()).then(|| Self(dir.to_owned()))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}
