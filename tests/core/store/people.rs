//! People: names as they are written, kept once.

use hotseat::locale::store::{bad_list, store_error};
use hotseat::scenario::Language;
use hotseat::store::{BadList, BadName, PersonId, StoreError, read_people};
use rstest::rstest;
use uuid::Uuid;

use super::{Engine, now};

#[rstest]
#[case::quotes("O'Brien \"Bob\"")]
#[case::sql("'); DROP TABLE person; --")]
#[case::emoji("👩‍👩‍👧 家")]
#[case::chinese("欧阳娜娜")]
#[case::arabic("محمد")]
#[case::percent("100% _%")]
fn a_name_is_kept_as_written_and_found_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] name: &str,
) {
    let Some(place) = engine.place() else { return };
    let store = place.open();
    let added = store.person(name, PersonId(Uuid::from_u128(1)), now(0)).expect("it is kept");
    assert_eq!(added.name, name);
    let found = place.open().person(name, PersonId(Uuid::from_u128(2)), now(9)).expect("it is found");
    assert_eq!(found, added);
    assert_eq!(store.people().expect("the table is still there"), [added]);
}

#[rstest]
fn spaces_around_a_name_and_the_way_an_accent_is_typed_make_no_second_person(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let store = place.open();
    for (id, name) in ["José  Li", "  Jose\u{301} Li\n", "José\u{3000}Li"].into_iter().enumerate() {
        store.person(name, PersonId(Uuid::from_u128(id as u128)), now(0)).expect("it is kept");
    }
    let people = store.people().expect("a list");
    assert_eq!(people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["José Li"]);
}

#[rstest]
#[case::empty("", BadName::Empty)]
#[case::blank(" \u{3000} ", BadName::Empty)]
#[case::joiners("\u{200d}\u{fe0f}", BadName::Empty)]
#[case::null("a\0b", BadName::Invisible { code: 0 })]
#[case::escape("a\u{1b}[2Jb", BadName::Invisible { code: 0x1b })]
#[case::override_("evil\u{202e}nimda", BadName::Invisible { code: 0x202e })]
#[case::no_width("A\u{200b}nn", BadName::Invisible { code: 0x200b })]
fn a_name_that_cannot_be_seen_is_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] name: &str,
    #[case] why: BadName,
) {
    let Some(place) = engine.place() else { return };
    let store = place.open();
    assert_eq!(store.person(name, PersonId(Uuid::from_u128(1)), now(0)), Err(StoreError::BadName(why)));
    assert_eq!(store.people(), Ok(vec![]));
}

#[rstest]
fn a_name_of_80_characters_is_kept_and_one_of_81_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let store = place.open();
    assert!(store.person(&"长".repeat(80), PersonId(Uuid::from_u128(1)), now(0)).is_ok());
    let refused = store.person(&"长".repeat(81), PersonId(Uuid::from_u128(2)), now(0)).expect_err("too long");
    assert_eq!(refused.to_string(), "the name has 81 characters: write at most 80");
    assert_eq!(store_error(&refused, Language::Zh), "姓名有 81 个字符：最多 80 个");
}

fn faults(table: &str) -> Vec<(u64, BadList)> {
    let faults = read_people(table).expect_err("it is faulty");
    faults.into_iter().map(|fault| (fault.line, fault.what)).collect()
}

#[test]
fn a_name_that_stands_twice_is_told_also_where_the_first_line_is_faulty() {
    let found = faults("name,rights\nMei,boss\nMei,trainee\nMei,chief\n");
    let right = |word: &str| BadList::UnknownRight(word.to_owned());
    let twice = || BadList::Twice("Mei".to_owned());
    assert_eq!(found, [(2, right("boss")), (3, twice()), (4, twice()), (4, right("chief"))]);
}

#[test]
fn what_stands_beyond_the_last_column_is_named_and_empty_cells_are_no_matter() {
    let found = faults("name,team\nMei,North,South,,yes\nTom,North,,\n");
    let beyond = BadList::Beyond(vec!["South".to_owned(), "yes".to_owned()]);
    assert_eq!(found, [(2, beyond.clone())]);
    assert!(bad_list(&beyond, Language::En).contains("`South`, `yes`"));
    assert!(bad_list(&beyond, Language::Zh).contains("“South”、“yes”"));
}

#[test]
fn a_column_that_stands_twice_is_refused() {
    assert_eq!(faults("name,team,姓名\nMei,North,Tom\n"), [(1, BadList::ColumnTwice("姓名".to_owned()))]);
}
