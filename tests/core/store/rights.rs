//! Rights: each tried from below, through the public API, and refused by name.

mod certificates;
mod leaving;
mod owners;
mod taken_along;
mod waiting;

use std::sync::Arc;

use hotseat::listen::Listener;
use hotseat::locale::store::store_error;
use hotseat::scenario::Language;
use hotseat::session::Mode;
use hotseat::store::{
    AssignmentId, AttemptId, Auditor, Chain, Ending, NewAssignment, NewAttempt, NewDecision, Permission,
    Person, PersonId, Played, Right, Rights, Store, StoreError, Task, TeamId, Whom,
};
use rstest::rstest;
use uuid::Uuid;

use super::{Engine, Place, answer, attempt, now, say};

const WORD: &str = "four plain words here";

/// An owner, a manager of the night team with Mei in it, a trainer, and Tom, who is in no team; all with passphrases.
struct Company {
    place: Place,
    owner: Person,
    manager: Person,
    trainer: Person,
    mei: Person,
    tom: Person,
    team: TeamId,
}

fn id(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn company(engine: Engine) -> Option<Company> {
    let place = engine.place()?;
    let mut store = place.open();
    let owner = store.enter("Olga", id(1), now(0)).expect("the first may sit down");
    let added = ["Max", "Tara", "Mei", "Tom"].into_iter().zip(2..);
    let people: Vec<_> =
        added.map(|(name, number)| store.person(name, id(number), now(0)).expect("added")).collect();
    let [manager, trainer, mei, tom] = people.try_into().expect("four");
    for (person, right) in [(&manager, Right::Manager), (&trainer, Right::Trainer)] {
        store.set_rights(person.id, Rights::TRAINEE.with(right)).expect("the owner says so");
    }
    let team = store.team("Nachtschicht 夜班", TeamId(Uuid::from_u128(50)), now(0)).expect("a team").id;
    store.join(team, manager.id, true).expect("he leads it");
    store.join(team, mei.id, false).expect("she is in it");
    for person in [&owner, &manager, &trainer, &mei, &tom] {
        store.set_passphrase(person.id, WORD).expect("it is set");
    }
    Some(Company { place, owner, manager, trainer, mei, tom, team })
}

impl Company {
    fn as_(&self, person: &Person) -> Store {
        let mut store = self.place.open();
        store.sign_in(&person.name, WORD, now(1)).expect("the passphrase is right");
        store
    }

    /// Mei plays to the end: freely, for an assignment, or an exam.
    fn play(&self, number: u128, mode: Mode, assignment: Option<u128>) -> AttemptId {
        let mut store = self.as_(&self.mei);
        let played = Played { mode, seed: u64::try_from(number).expect("small"), ..super::played() };
        let assignment = assignment.map(|id| AssignmentId(Uuid::from_u128(id)));
        let new = NewAttempt { played, assignment, ..attempt(self.mei.id, number) };
        let id = store.begin(&new).expect("it begins");
        store.append(id, 0, &say("hello"), &answer(1), now(9)).expect("it is kept");
        store.finish(id, "{}", Ending::Finished, now(20)).expect("it ends");
        id
    }

    fn assign(&self, number: u128, certify: bool, attempts: Option<u8>) {
        self.as_(&self.manager)
            .assign(&exam(number, Whom::Team(self.team), certify, attempts))
            .expect("given");
    }
}

fn exam(number: u128, whom: Whom, certify: bool, attempts: Option<u8>) -> NewAssignment {
    NewAssignment {
        id: AssignmentId(Uuid::from_u128(number)),
        task: Task::Scenario("first-day".to_owned()),
        whom,
        certify,
        due: Some(now(86_400)),
        pass_mark: Some(80),
        attempts,
        at: now(2),
    }
}

fn needs<T: std::fmt::Debug>(refused: Result<T, StoreError>, needs: Permission) {
    let error = refused.expect_err("it is refused");
    assert_eq!(error, StoreError::NotPermitted { needs });
    let (en, zh) = (store_error(&error, Language::En), store_error(&error, Language::Zh));
    assert!(en.contains(": ") && zh.contains('：') || zh.contains('需'), "{en} / {zh}");
}

#[rstest]
fn before_the_first_passphrase_whoever_sits_down_is_believed_and_the_first_owns_the_store(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = place.open();
    assert_eq!(store.is_open(), Ok(true));
    store.enter("Olga", id(1), now(0)).expect("the first");
    assert_eq!(store.rights(), Some(Rights::ALL));
    store.enter("Mei", id(2), now(0)).expect("the second");
    assert_eq!(store.rights(), Some(Rights::TRAINEE));
}

#[rstest]
fn after_the_first_passphrase_nobody_comes_in_by_name_alone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    let mut store = company.place.open();
    for name in ["Mei", "Somebody new"] {
        assert_eq!(store.enter(name, id(9), now(3)), Err(StoreError::PassphraseNeeded));
    }
    needs(store.person("Somebody new", id(9), now(3)), Permission::Right(Right::Manager));
    needs(store.people(), Permission::Right(Right::Trainee));
    assert_eq!(store.acting(), None);
}

#[rstest]
fn wrong_passphrases_are_counted_and_after_five_there_is_a_wait(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    let mut store = company.place.open();
    for second in 0..5 {
        assert_eq!(store.sign_in("Mei", "not her words", now(second)), Err(StoreError::WrongPassphrase));
    }
    assert_eq!(store.sign_in("Mei", WORD, now(10)), Err(StoreError::TooManyTries { seconds: 24 }));
    assert_eq!(store.sign_in("Mei", WORD, now(-90_000)), Err(StoreError::TooManyTries { seconds: 30 }));
    assert_eq!(
        store.sign_in("Nobody", WORD, now(10)),
        Err(StoreError::WrongPassphrase),
        "names are not told"
    );
    assert_eq!(store.sign_in("Mei'; --", WORD, now(10)), Err(StoreError::WrongPassphrase));
    store.sign_in("Mei", WORD, now(40)).expect("the wait is over");
    assert_eq!(
        store.sign_in("Mei", "not her words", now(41)),
        Err(StoreError::WrongPassphrase),
        "counted anew"
    );
}

#[rstest]
fn a_passphrase_is_kept_as_an_argon2_hash_and_takes_any_letters(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    let store = company.as_(&company.mei);
    for short in ["", "1234567", "七个字的口令呀"] {
        let chars = short.chars().count();
        assert_eq!(store.set_passphrase(company.mei.id, short), Err(StoreError::BadPassphrase { chars }));
    }
    store.set_passphrase(company.mei.id, "八个字的口令也行 é").expect("it is set");
    let mut store = company.place.open();
    store.sign_in("Mei", "八个字的口令也行 e\u{301}", now(3)).expect("however the accent is typed");
    let plain = format!("{:?}", company.place);
    assert!(!plain.contains("八个字"), "nothing prints it");
}

#[rstest]
fn the_first_passphrase_is_an_owners_so_that_nobody_is_locked_out(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = place.open();
    let owner = store.enter("Olga", id(1), now(0)).expect("the first");
    let mei = store.enter("Mei", id(2), now(0)).expect("the second");
    assert_eq!(store.set_passphrase(mei.id, WORD), Err(StoreError::OwnerFirst));
    assert_eq!(store.is_open(), Ok(true));
    store.enter("Olga", id(1), now(0)).expect("she is back");
    assert_eq!(store.set_passphrase(mei.id, WORD), Err(StoreError::OwnerFirst));
    store.set_passphrase(owner.id, WORD).expect("hers");
    store.set_passphrase(mei.id, WORD).expect("now Mei's");
}

#[rstest]
fn the_owner_audits_what_nobody_assigned_too_and_reads_it_no_more_than_before(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    let own = company.play(100, Mode::Practice, None);
    let owner = company.as_(&company.owner);
    let listener = Arc::new(Listener::builtin().expect("it listens"));
    let mut auditor = Auditor::new(&owner, listener, false);
    assert_eq!(auditor.attempts(), Ok(vec![own]));
    assert!(auditor.audit(own).is_ok());
    needs(owner.load(own), Permission::Shared);
}

#[rstest]
fn a_machine_remembers_its_user_until_it_is_told_to_forget(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    let token = [7; 32];
    company.as_(&company.mei).remember(token, now(3)).expect("it is kept");
    let mut store = company.place.open();
    assert_eq!(store.recall([8; 32]), Ok(None));
    assert_eq!(store.recall(token).map(|who| who.map(|who| who.name)), Ok(Some("Mei".to_owned())));
    store.forget(token).expect("it is gone");
    assert_eq!(company.place.open().recall(token), Ok(None));
    let mut nobody = company.place.open();
    needs(nobody.remember(token, now(3)), Permission::Own);
}

#[rstest]
fn a_trainee_sees_and_does_only_what_is_theirs(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(company) = company(engine) else { return };
    let played = company.play(100, Mode::Practice, None);
    let mut tom = company.as_(&company.tom);
    let mei = company.mei.id;
    needs(tom.attempts(mei), Permission::Right(Right::Manager));
    needs(tom.open_attempts(mei), Permission::Own);
    needs(tom.summary(played), Permission::Right(Right::Manager));
    needs(tom.load(played), Permission::Right(Right::Manager));
    needs(tom.verify(played), Permission::Right(Right::Manager));
    needs(tom.disputes(played), Permission::Right(Right::Manager));
    needs(tom.self_rating(played), Permission::Right(Right::Manager));
    needs(tom.scratch(played), Permission::Own);
    needs(tom.begin(&attempt(mei, 200)), Permission::Own);
    needs(tom.given(mei), Permission::Right(Right::Manager));
    needs(tom.share(played, true), Permission::Own);
    needs(tom.export_person(mei), Permission::Own);
    needs(tom.erase_person(mei, now(9)), Permission::Own);
    needs(tom.set_passphrase(mei, "another long one"), Permission::Right(Right::Owner));
    needs(tom.set_rights(tom.acting().expect("Tom"), Rights::ALL), Permission::Right(Right::Owner));
    needs(tom.staff(), Permission::Right(Right::Manager));
    needs(tom.waiting(), Permission::Right(Right::Manager));
    needs(tom.team("Tom's", TeamId(Uuid::from_u128(51)), now(3)), Permission::Right(Right::Manager));
    needs(tom.members(company.team), Permission::Lead);
    needs(tom.join(company.team, company.tom.id, false), Permission::Right(Right::Manager));
    needs(tom.join(company.team, company.tom.id, true), Permission::Right(Right::Owner));
    needs(tom.assign(&exam(300, Whom::Anybody, true, None)), Permission::Right(Right::Manager));
    needs(tom.meant(None), Permission::Right(Right::Trainer));
    assert_eq!(company.as_(&company.mei).attempts(mei).expect("her own").len(), 1);
}

#[rstest]
fn nobody_who_has_not_signed_in_reads_or_writes_anything(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    let played = company.play(100, Mode::Practice, None);
    let mut nobody = company.place.open();
    needs(nobody.attempts(company.mei.id), Permission::Own);
    needs(nobody.load(played), Permission::Own);
    needs(nobody.begin(&attempt(company.mei.id, 200)), Permission::Own);
    needs(
        nobody.append(played, 1, &say("I was not here"), &[], now(9)).map(drop).or_else(ended),
        Permission::Own,
    );
    needs(nobody.export_person(company.mei.id), Permission::Own);
    needs(nobody.teams(), Permission::Right(Right::Trainee));
    needs(nobody.waiting(), Permission::Right(Right::Manager));
}

/// An ended attempt tells nothing but that it has ended; what matters is that nothing was added.
fn ended(error: StoreError) -> Result<(), StoreError> {
    let own = StoreError::NotPermitted { needs: Permission::Own };
    Err(if matches!(error, StoreError::Ended { .. }) { own } else { error })
}

#[rstest]
fn a_manager_sees_of_their_team_what_was_assigned_or_shared_and_nothing_else(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    company.assign(300, false, None);
    let own = company.play(100, Mode::Practice, None);
    let assigned = company.play(101, Mode::Practice, Some(300));
    let manager = company.as_(&company.manager);
    let seen = |store: &Store| -> Vec<_> {
        store.attempts(company.mei.id).expect("a list").iter().map(|one| one.id).collect()
    };
    assert_eq!(seen(&manager), [assigned]);
    manager.load(assigned).expect("he may read it");
    needs(manager.load(own), Permission::Shared);
    needs(manager.self_rating(assigned), Permission::Shared);
    assert_eq!(manager.practice(company.mei.id), Ok(1), "he sees how often she practised");
    company.as_(&company.mei).share(own, true).expect("she shows it");
    manager.load(own).expect("now he may");
    company.as_(&company.mei).share(own, false).expect("she thinks again");
    assert_eq!(seen(&manager), [assigned]);
    needs(manager.attempts(company.tom.id), Permission::Lead);
    needs(manager.assign(&exam(301, Whom::Person(company.tom.id), false, None)), Permission::Lead);
    needs(company.as_(&company.trainer).attempts(company.mei.id), Permission::Right(Right::Manager));
}

#[rstest]
fn nobody_certifies_without_an_exam_nor_more_often_than_it_allows_nor_twice_the_same(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    let exam_of = |number: u128, seed: u64, assignment: Option<u128>| {
        let played = Played { mode: Mode::Certify, seed, ..super::played() };
        let assignment = assignment.map(|id| AssignmentId(Uuid::from_u128(id)));
        NewAttempt { played, assignment, ..attempt(company.mei.id, number) }
    };
    let mut mei = company.as_(&company.mei);
    assert_eq!(mei.begin(&exam_of(100, 1, None)), Err(StoreError::NoExam));
    assert_eq!(mei.begin(&exam_of(100, 1, Some(300))), Err(StoreError::NoSuchAssignment));
    company.assign(300, true, Some(2));
    mei.begin(&exam_of(100, 1, Some(300))).expect("the first try");
    let open = AttemptId(Uuid::from_u128(100));
    assert_eq!(mei.begin(&exam_of(101, 2, Some(300))), Err(StoreError::ExamOpen { attempt: open }));
    mei.finish(open, "{}", Ending::Abandoned, now(9)).expect("it ends");
    assert_eq!(mei.begin(&exam_of(101, 1, Some(300))), Err(StoreError::KnownExam));
    let other = exam_of(101, 2, Some(300));
    let elsewhere = Played { scenario: "another".to_owned(), ..other.played.clone() };
    let elsewhere = NewAttempt { played: elsewhere, ..other.clone() };
    assert_eq!(mei.begin(&elsewhere), Err(StoreError::NoSuchAssignment));
    mei.begin(&other).expect("the second try");
    mei.finish(other.id, "{}", Ending::Finished, now(9)).expect("it ends");
    assert_eq!(mei.begin(&exam_of(102, 3, Some(300))), Err(StoreError::NoAttemptsLeft { allowed: 2 }));
    company.assign(301, true, None);
    company.as_(&company.manager).withdraw(AssignmentId(Uuid::from_u128(301)), now(9)).expect("taken back");
    assert_eq!(mei.begin(&exam_of(102, 3, Some(301))), Err(StoreError::NoSuchAssignment));
    let given = company.as_(&company.manager).given_to_team(company.team).expect("a list");
    let of_mei: Vec<_> = given.iter().filter(|one| one.person == company.mei.id).collect();
    assert_eq!((of_mei.len(), of_mei[0].attempts.len(), of_mei[0].left()), (1, 2, Some(0)));
    assert!(of_mei[0].was_due(now(86_401)) && !of_mei[0].was_due(now(86_400)));
}

#[rstest]
fn a_reviewer_decides_and_nobody_decides_over_themselves(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    company.assign(300, true, None);
    let exam = company.play(100, Mode::Certify, Some(300));
    let decide =
        |passed, reason: &str| NewDecision { attempt: exam, passed, reason: reason.to_owned(), at: now(30) };
    let yes = decide(true, "她说的是另一位客户");
    needs(company.as_(&company.mei).decide(&yes), Permission::NotYourself);
    needs(company.as_(&company.tom).decide(&yes), Permission::Right(Right::Manager));
    needs(company.as_(&company.trainer).decide(&yes), Permission::Right(Right::Manager));
    let manager = company.as_(&company.manager);
    assert!(
        matches!(manager.decide(&decide(true, "  ")), Err(StoreError::Refused { .. })),
        "a reason is due"
    );
    manager.decide(&decide(false, "too fast")).expect("decided");
    manager.decide(&yes).expect("decided anew");
    let kept = company.as_(&company.mei).decisions(exam).expect("she sees them");
    assert_eq!(kept.iter().map(|one| one.new.passed).collect::<Vec<_>>(), [false, true]);
    assert_eq!((kept[1].by, &kept[1].new), (company.manager.id, &yes));
}

#[rstest]
fn an_erased_person_leaves_a_chain_that_verifies_as_erased_and_nothing_they_wrote(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    company.assign(300, true, None);
    let ids = [company.play(100, Mode::Practice, None), company.play(101, Mode::Certify, Some(300))];
    let mut mei = company.as_(&company.mei);
    let told = mei.export_person(company.mei.id).expect("hers").to_string();
    assert!(told.contains("\"hello\"") && told.contains("夜班"), "{told}");
    mei.erase_person(company.mei.id, now(50)).expect("it is hers to erase");
    assert_eq!(mei.acting(), None);
    let owner = company.as_(&company.owner);
    for id in ids {
        assert_eq!(owner.verify(id), Ok(Chain::Erased { actions: 1 }));
    }
    assert!(!owner.people().expect("a list").iter().any(|one| one.name == "Mei"));
    for left in
        ["entry WHERE length(events) > 0", "entry WHERE length(action) > 0", "person WHERE name = 'Mei'"]
    {
        assert_eq!(company.place.count(&format!("SELECT count(*) FROM {left}")), Some(0), "{left}");
    }
    company.place.tamper("UPDATE entry SET commitment = chain WHERE seq = 1");
    assert_eq!(owner.verify(ids[0]), Ok(Chain::Altered { seq: 1 }));
}
