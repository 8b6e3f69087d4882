//! The team's store is away: a desk keeps what is played and hands it over, each attempt once.

use hotseat::locale::handover::handed_over;
use hotseat::locale::store::store_error;
use hotseat::scenario::{Act, Language};
use hotseat::session::{Action, Event, Mode};
use hotseat::store::packed::pack;
use hotseat::store::{
    AssignmentId, AttemptId, Chain, Ending, HandOver, Meant, NewAssignment, NewAttempt, NewDispute,
    Permission, Person, PersonId, Played, Refusal, Right, Rights, SelfRating, State, Store, StoreError, Task,
    Whom,
};
use jiff::Timestamp;
use rstest::rstest;
use tempfile::TempDir;
use uuid::Uuid;

use super::{Engine, Place, answer, attempt, now, say};

const CARD: &str = r#"{"overall":81}"#;

const WORD: &str = "four plain words here";

/// A team's store with Olga and Mei, who has signed in at a desk once.
struct Away {
    place: Place,
    team: Store,
    folder: TempDir,
    mei: Person,
}

fn id(number: u128) -> AttemptId {
    AttemptId(Uuid::from_u128(number))
}

fn away(engine: Engine) -> Option<Away> {
    let place = engine.place()?;
    let mut team = place.open();
    let olga = team.enter("Olga", PersonId(Uuid::from_u128(1)), now(0)).expect("the owner");
    let mei = team.person("Mei", PersonId(Uuid::from_u128(2)), now(0)).expect("added");
    for person in [&olga, &mei] {
        team.set_passphrase(person.id, WORD).expect("it is set");
    }
    team.sign_in("Mei", WORD, now(1)).expect("right");
    let folder = tempfile::tempdir().expect("a folder");
    let away = Away { place, team, folder, mei };
    away.desk().mirror(&away.team, away.mei.id).expect("the desk knows her now");
    Some(away)
}

impl Away {
    /// The desk, with nobody signed in.
    fn desk(&self) -> Store {
        Store::at_desk(self.folder.path()).expect("it opens")
    }

    /// The desk with Mei, who signed in there.
    fn seated(&self) -> Store {
        let mut desk = self.desk();
        desk.sign_in("Mei", WORD, now(2)).expect("her passphrase is known here");
        desk
    }

    fn hand_over(&self) -> HandOver {
        self.desk().hand_over(&self.team, self.mei.id, now(0), now(100)).expect("it answers")
    }

    fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("hotseat.db")
    }

    /// Changes rows of the desk as an intruder would.
    fn tamper(&self, sql: &str) {
        let gates = "DROP TRIGGER entry_is_never_changed; DROP TRIGGER scorecard_is_never_changed;";
        let db = rusqlite::Connection::open(self.file()).expect("a file");
        db.execute_batch(&format!("{gates}{sql}")).expect("it is changed");
    }
}

/// Begins an attempt and goes on with it up to so many actions.
fn go_on(store: &mut Store, new: &NewAttempt, from: u32, to: u32) {
    if from == 0 {
        store.begin(new).expect("it begins");
    }
    for done in from..to {
        let (action, events): (Action, Vec<Event>) = (say(&done.to_string()), answer(done));
        store.append(new.id, done, &action, &events, now(9)).expect("it is kept");
    }
}

fn play(store: &mut Store, new: &NewAttempt) {
    go_on(store, new, 0, 3);
    store.finish(new.id, CARD, Ending::Finished, now(30)).expect("it ends");
}

#[rstest]
fn what_was_played_while_the_server_was_away_is_handed_over_whole_and_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(away) = away(engine) else { return };
    let mut desk = away.seated();
    desk.keep_source("abc", "first-day.ron", "()").expect("kept");
    // The second tries the first again, and stands before it by its id.
    play(&mut desk, &attempt(away.mei.id, 200));
    play(&mut desk, &NewAttempt { parent: Some(id(200)), ..attempt(away.mei.id, 100) });
    let rating = SelfRating { empathy: 1, tools: 2, resolution: 3, at: now(31) };
    desk.rate_self(id(200), rating).expect("rated");
    let dispute =
        NewDispute { attempt: id(200), finding: 1, rubric: 2, reason: "I did".to_owned(), at: now(32) };
    desk.dispute(&dispute).expect("said");
    desk.mean(Meant { attempt: id(200), event: 4, act: Act::Apologise }, now(33)).expect("said");
    let log = desk.load(id(200)).expect("it is there");

    let came = away.hand_over();
    assert_eq!((came.taken.len(), came.open, came.refused.len()), (2, 0, 0));
    let there = away.team.load(id(200)).expect("it is there");
    assert_eq!((&there.opening, &there.entries), (&log.opening, &log.entries));
    assert_eq!(there.scorecard.as_deref(), Some(CARD));
    assert!(there.meta.self_kept, "only the desk's word stands for when it was played");
    assert_eq!(away.team.summary(id(100)).map(|one| one.parent), Ok(Some(id(200))));
    for number in [100, 200] {
        assert_eq!(away.team.verify(id(number)), Ok(Chain::Intact { actions: 3 }));
    }
    assert_eq!(away.team.self_rating(id(200)), Ok(Some(rating)));
    assert_eq!(away.team.disputes(id(200)).map(|all| all.len()), Ok(2));
    assert_eq!(away.team.sources("abc").map(|all| all.len()), Ok(1));

    assert_eq!(away.hand_over(), HandOver::default(), "there is nothing left");
    assert_eq!(away.team.unjournaled(), Ok(vec![]));
    assert_eq!(away.team.attempts(away.mei.id).map(|all| all.len()), Ok(2));
}

#[rstest]
fn what_went_over_is_emptied_on_the_desk_and_its_chain_still_holds(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(away) = away(engine) else { return };
    play(&mut away.seated(), &attempt(away.mei.id, 200));
    away.hand_over();
    let desk = away.seated();
    assert_eq!(desk.attempts(away.mei.id), Ok(vec![]));
    assert_eq!(desk.verify(id(200)), Ok(Chain::Erased { actions: 3 }));
    drop(desk);
    let text = std::fs::read(away.file()).expect("a file");
    let card = pack(CARD);
    assert!(!text.windows(card.len()).any(|some| some == card), "the scorecard is gone");
}

#[rstest]
fn power_that_fails_between_taking_and_emptying_loses_nothing_and_doubles_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(away) = away(engine) else { return };
    play(&mut away.seated(), &attempt(away.mei.id, 200));
    let before = std::fs::read(away.file()).expect("a file");
    away.hand_over();
    // The desk is as it was before: the attempt is in the team's store, and the desk does not know.
    std::fs::write(away.file(), before).expect("written");
    assert_eq!(away.seated().attempts(away.mei.id).map(|all| all.len()), Ok(1));
    assert_eq!(away.hand_over().taken, [id(200)]);
    assert_eq!(away.team.attempts(away.mei.id).map(|all| all.len()), Ok(1));
    assert_eq!(away.team.verify(id(200)), Ok(Chain::Intact { actions: 3 }));
    assert_eq!(away.place.count("SELECT count(*) FROM entry"), Some(4));
    assert_eq!(away.hand_over(), HandOver::default());
}

#[rstest]
#[case("UPDATE entry SET events = '[]' WHERE seq = 2")]
#[case("UPDATE scorecard SET json = '{\"overall\":99}'")]
#[case("UPDATE attempt SET mode = 'practice'")]
#[case("UPDATE entry SET events = 'no JSON' WHERE seq = 0")]
fn an_attempt_that_was_altered_on_the_desk_is_not_taken_and_the_others_are(
    #[case] sql: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(away) = away(engine) else { return };
    play(&mut away.seated(), &attempt(away.mei.id, 200));
    away.tamper(sql);
    play(&mut away.seated(), &attempt(away.mei.id, 201));
    let came = away.hand_over();
    assert_eq!(
        (came.taken.as_slice(), came.refused.as_slice()),
        (&[id(201)][..], &[(id(200), Refusal::Altered)][..])
    );
    assert_eq!(away.team.summary(id(200)), Err(StoreError::NoSuchAttempt { attempt: id(200) }));
    let told = |language| handed_over(&came, language).join("\n");
    assert!(told(Language::En).contains("was changed after it was written"), "{}", told(Language::En));
    assert!(told(Language::Zh).contains("被改动过"), "{}", told(Language::Zh));
}

#[rstest]
fn a_session_the_server_left_in_the_middle_goes_on_at_the_desk_and_comes_back_as_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(mut away) = away(engine) else { return };
    let new = attempt(away.mei.id, 200);
    go_on(&mut away.team, &new, 0, 2);
    let mut desk = away.desk();
    desk.stand_in(&away.team).expect("she acts there, and so here");
    assert!(!desk.rights().expect("she acts").has(Right::Owner));
    go_on(&mut desk, &new, 0, 5);
    desk.finish(new.id, "{}", Ending::Finished, now(30)).expect("it ends");
    assert_eq!(away.hand_over().taken, [id(200)]);
    let there = away.team.load(id(200)).expect("it is there");
    assert_eq!((there.entries.len(), there.meta.state), (5, State::Ended(Ending::Finished)));
    assert!(there.meta.self_kept);
    assert_eq!(away.team.verify(id(200)), Ok(Chain::Intact { actions: 5 }));
    assert_eq!(away.team.unjournaled(), Ok(vec![]));
}

#[rstest]
fn an_attempt_that_went_on_elsewhere_is_not_overwritten(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(mut away) = away(engine) else { return };
    let new = attempt(away.mei.id, 200);
    go_on(&mut away.team, &new, 0, 2);
    play(&mut away.seated(), &new);
    away.team.append(id(200), 2, &say("elsewhere"), &answer(9), now(12)).expect("it is kept");
    assert_eq!(away.hand_over().refused, [(id(200), Refusal::Elsewhere)]);
    assert_eq!(away.team.load(id(200)).expect("it is there").entries[2].action, say("elsewhere"));
    assert_eq!(away.seated().attempts(away.mei.id).map(|all| all.len()), Ok(1), "it stays on the desk");
}

#[rstest]
fn what_is_being_played_stays_and_what_was_broken_off_goes_over_to_be_resumed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(mut away) = away(engine) else { return };
    let (open, again) = (attempt(away.mei.id, 200), attempt(away.mei.id, 201));
    let mut desk = away.seated();
    go_on(&mut desk, &open, 0, 2);
    play(&mut desk, &NewAttempt { parent: Some(id(200)), ..again });
    assert_eq!(away.hand_over(), HandOver { open: 2, ..HandOver::default() });
    let later = away.desk().hand_over(&away.team, away.mei.id, now(4_000), now(4_000)).expect("it answers");
    assert_eq!(later.taken, [id(200), id(201)]);
    go_on(&mut away.team, &open, 2, 3);
    assert_eq!(away.team.verify(id(200)), Ok(Chain::Intact { actions: 3 }));
    assert_eq!(away.team.unjournaled(), Ok(vec![]));
}

#[rstest]
fn a_broken_off_attempt_that_went_over_unnoticed_and_went_on_there_is_whole(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(mut away) = away(engine) else { return };
    let open = attempt(away.mei.id, 200);
    go_on(&mut away.seated(), &open, 0, 2);
    let before = std::fs::read(away.file()).expect("a file");
    let over = |away: &Away| away.desk().hand_over(&away.team, away.mei.id, Timestamp::MAX, now(50));
    over(&away).expect("it answers");
    std::fs::write(away.file(), before).expect("the desk does not know");
    go_on(&mut away.team, &open, 2, 4);
    assert_eq!(over(&away).map(|came| came.taken), Ok(vec![id(200)]));
    assert_eq!(away.team.verify(id(200)), Ok(Chain::Intact { actions: 4 }));
    assert_eq!(away.team.unjournaled(), Ok(vec![]));
}

#[rstest]
fn exams_and_assignments_wait_for_the_server(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(away) = away(engine) else { return };
    let exam = Played { mode: Mode::Certify, ..super::played() };
    let refused = away.seated().begin(&NewAttempt { played: exam, ..attempt(away.mei.id, 200) });
    assert_eq!(refused, Err(StoreError::AssignedAway));
    let assignment = Some(AssignmentId(Uuid::from_u128(300)));
    let refused = away.seated().begin(&NewAttempt { assignment, ..attempt(away.mei.id, 200) });
    let error = refused.expect_err("it waits");
    assert!(store_error(&error, Language::En).contains("exams and assignments are kept there only"));
    assert!(store_error(&error, Language::Zh).contains("考试和指派的任务"));
}

#[rstest]
fn an_exam_somebody_gave_themselves_at_a_desk_is_not_taken(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(away) = away(engine) else { return };
    // With the file at hand, somebody makes themselves the owner and opens it as a store of its own.
    let db = rusqlite::Connection::open(away.file()).expect("a file");
    db.execute_batch("UPDATE person SET rights = 15").expect("it is changed");
    let mut own = super::open(away.folder.path());
    own.sign_in("Mei", WORD, now(2)).expect("her passphrase");
    let given = NewAssignment {
        id: AssignmentId(Uuid::from_u128(300)),
        task: Task::Scenario("first-day".to_owned()),
        whom: Whom::Anybody,
        certify: true,
        due: None,
        pass_mark: None,
        attempts: None,
        at: now(1),
    };
    own.assign(&given).expect("given");
    let played = Played { mode: Mode::Certify, ..super::played() };
    play(&mut own, &NewAttempt { played, assignment: Some(given.id), ..attempt(away.mei.id, 200) });
    assert_eq!(away.hand_over().refused, [(id(200), Refusal::Assigned)]);
    assert_eq!(away.team.attempts(away.mei.id), Ok(vec![]));
}

#[rstest]
fn whoever_signed_in_at_the_desk_is_let_in_when_the_server_is_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(away) = away(engine) else { return };
    let mut back = away.place.open();
    back.sign_in("Olga", WORD, now(3)).expect("the owner");
    back.set_rights(away.mei.id, Rights::TRAINEE.with(Right::Manager)).expect("she leads now");
    back.sign_out();
    assert_eq!(back.welcome(&away.desk()), Err(StoreError::PassphraseNeeded), "nobody signed in there");
    assert_eq!(back.welcome(&away.seated()).map(|mei| mei.id), Ok(away.mei.id));
    assert!(back.rights().is_some_and(|rights| rights.has(Right::Manager)), "as the server has it");
}

#[rstest]
fn whoever_has_another_passphrase_by_then_or_has_left_signs_in_anew(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(away) = away(engine) else { return };
    let mut back = away.place.open();
    back.sign_in("Olga", WORD, now(3)).expect("the owner");
    back.set_passphrase(away.mei.id, "another four plain words").expect("she forgot it");
    assert_eq!(back.welcome(&away.seated()), Err(StoreError::PassphraseNeeded));
    assert_eq!(back.rights(), Some(Rights::ALL), "nobody else came in instead");
    back.set_passphrase(away.mei.id, WORD).expect("the same word has another hash");
    assert_eq!(back.welcome(&away.seated()), Err(StoreError::PassphraseNeeded));
    away.desk().mirror(&away.team, away.mei.id).expect("the desk knows that one");
    back.depart(away.mei.id, now(4)).expect("she leaves");
    assert_eq!(back.welcome(&away.seated()), Err(StoreError::PassphraseNeeded));
}

#[rstest]
fn everybody_hands_over_their_own_only(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(mut away) = away(engine) else { return };
    play(&mut away.seated(), &attempt(away.mei.id, 200));
    let own = StoreError::NotPermitted { needs: Permission::Own };
    away.team.sign_in("Olga", WORD, now(3)).expect("right");
    let olga = away.team.acting().expect("she acts");
    let desk = away.desk();
    assert_eq!(desk.hand_over(&away.team, away.mei.id, now(0), now(9)), Err(own.clone()));
    assert_eq!(desk.mirror(&away.team, away.mei.id), Err(own.clone()));
    desk.mirror(&away.team, olga).expect("the desk knows her too");
    assert_eq!(desk.hand_over(&away.team, olga, now(0), now(9)), Ok(HandOver::default()));
    away.team.sign_out();
    assert_eq!(desk.hand_over(&away.team, away.mei.id, now(0), now(9)), Err(own));
}

#[rstest]
fn a_desk_learns_new_passphrases_and_tokens_and_makes_nobody_more_than_a_trainee(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(mut away) = away(engine) else { return };
    away.team.sign_in("Olga", WORD, now(3)).expect("right");
    let olga = away.team.acting().expect("she acts");
    away.team.remember([7; 32], now(3)).expect("kept");
    away.team.set_passphrase(olga, "quite another one").expect("set");
    away.desk().mirror(&away.team, olga).expect("it is known");
    let mut desk = away.desk();
    assert_eq!(desk.sign_in("Olga", WORD, now(4)), Err(StoreError::WrongPassphrase));
    desk.sign_in("Olga", "quite another one", now(4)).expect("the new one");
    assert_eq!(desk.recall([7; 32]).map(|who| who.map(|who| who.name)), Ok(Some("Olga".to_owned())));
    let owner = StoreError::NotPermitted { needs: Permission::Right(Right::Owner) };
    assert_eq!(desk.set_passphrase(away.mei.id, "not for her to say"), Err(owner));
    away.team.forget([7; 32]).expect("gone");
    away.desk().mirror(&away.team, olga).expect("it is known");
    assert_eq!(away.desk().recall([7; 32]), Ok(None));
}

#[rstest]
#[case(
    "postgresql://ann:secret@db.example.org:5433/hotseat?sslmode=prefer",
    "away-db.example.org-5433-hotseat"
)]
#[case("postgresql://desk@db.example.org:5433/hotseat", "away-db.example.org-5433-hotseat")]
#[case("postgres://localhost/a/../b", "away-localhost-a-..-b")]
fn a_desk_keeps_one_folder_for_a_server_whoever_connects(#[case] address: &str, #[case] folder: &str) {
    let place = hotseat::store::Place::Server(address.to_owned());
    assert_eq!(place.desk("data".as_ref()), Some(std::path::Path::new("data").join(folder)));
}

#[test]
fn an_attempt_played_while_the_server_was_there_is_not_called_self_kept() {
    let Some(mut away) = away(Engine::Sqlite) else { return };
    play(&mut away.team, &attempt(away.mei.id, 200));
    assert_eq!(away.team.summary(id(200)).map(|one| one.self_kept), Ok(false));
}
