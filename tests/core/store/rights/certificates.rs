//! Certificates: who issues, who keeps, who sees them.

use hotseat::badge::{Key, verify};
use hotseat::store::{Award, Held, NewCertificate, Revoked};

use super::*;
use crate::badge::{achievement, certificate, key};

fn award(person: PersonId, exams: &[AttemptId]) -> Award {
    Award {
        id: Uuid::from_u128(900),
        person,
        achievement: achievement(),
        exams: exams.to_vec(),
        organisation: None,
        until: None,
        at: now(100),
    }
}

/// A certificate of this person, signed elsewhere.
fn brought(person: &Person) -> NewCertificate {
    let said =
        hotseat::badge::Certificate { person: person.id.0, name: person.name.clone(), ..certificate() };
    NewCertificate {
        id: said.id,
        person: person.id,
        step: said.achievement.step.clone(),
        credential: said.sign(&key()).expect("it can be written"),
        made: now(100),
    }
}

fn held(new: NewCertificate, by: &Person) -> Held {
    Held { new, signed_by: Some(by.id), revoked: None }
}

impl Company {
    /// Mei plays to the end, and gets a scorecard.
    fn examine(&self, number: u128, mode: Mode, assignment: Option<u128>) -> AttemptId {
        let mut store = self.as_(&self.mei);
        let seed = u64::try_from(number).expect("small");
        let played = Played { mode, seed, ..super::super::played() };
        let assignment = assignment.map(|id| AssignmentId(Uuid::from_u128(id)));
        let new = NewAttempt { played, assignment, ..attempt(self.mei.id, number) };
        let id = store.begin(&new).expect("it begins");
        let card = serde_json::to_string(&crate::score::well()).expect("JSON");
        store.finish(id, &card, Ending::Finished, now(20)).expect("it ends");
        id
    }
}

#[rstest]
fn whoever_leads_somebody_certifies_them_on_their_exams(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    company.assign(300, true, None);
    let exams =
        [company.examine(100, Mode::Certify, Some(300)), company.examine(101, Mode::Certify, Some(300))];
    let manager = company.as_(&company.manager);
    let issued = manager.certify(&key(), award(company.mei.id, &exams)).expect("it is issued");
    let read = verify(issued.credential.as_bytes(), None).expect("it holds").certificate;
    assert_eq!((read.id, read.person, read.name.as_str()), (issued.id, company.mei.id.0, "Mei"));
    assert_eq!(read.exams.iter().map(|exam| AttemptId(exam.attempt)).collect::<Vec<_>>(), exams);
    let exam = manager.exam(exams[0]).expect("he may see it").expect("an exam");
    assert_eq!(exam.score, crate::score::well().overall.expect("a score"));
    assert_eq!((exam.scenario.as_str(), exam.hash.as_str(), exam.rubric), ("first-day", "abc", 2));
    assert_ne!(exam.head, manager.exam(exams[1]).expect("seen").expect("an exam").head);
    for person in [&company.mei, &company.manager, &company.owner] {
        let store = company.as_(person);
        assert_eq!(store.certificates(company.mei.id), Ok(vec![held(issued.clone(), &company.manager)]));
        assert_eq!(store.certificate(issued.id), Ok(held(issued.clone(), &company.manager)));
    }
}

#[rstest]
fn nobody_else_certifies_and_only_the_owner_certifies_themselves(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    let Company { owner, manager, trainer, mei, tom, .. } = &company;
    let manages = Permission::Right(Right::Manager);
    for (who, whom, lacks) in [
        (mei, mei, Permission::NotYourself),
        (manager, manager, Permission::NotYourself),
        (tom, mei, manages),
        (trainer, mei, manages),
        (manager, tom, Permission::Lead),
    ] {
        let store = company.as_(who);
        needs(store.keep_certificate(&brought(whom)), lacks);
        needs(store.certify(&key(), award(whom.id, &[])), lacks);
    }
    needs(company.place.open().keep_certificate(&brought(mei)), manages);
    company.as_(owner).keep_certificate(&brought(owner)).expect("she holds the key");
}

#[rstest]
fn a_certificate_is_revoked_with_a_reason_by_whoever_could_issue_it_and_only_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    let Company { manager, mei, tom, trainer, .. } = &company;
    let kept = brought(mei);
    company.as_(manager).keep_certificate(&kept).expect("kept");
    for (who, lacks) in [
        (mei, Permission::NotYourself),
        (tom, Permission::Right(Right::Manager)),
        (trainer, Permission::Right(Right::Manager)),
    ] {
        needs(company.as_(who).revoke(kept.id, "it is mine", now(200)), lacks);
    }
    let store = company.as_(manager);
    assert_eq!(store.revoke(kept.id, "  ", now(200)), Err(StoreError::NoReason));
    assert_eq!(store.revoke(Uuid::from_u128(1), "gone", now(200)), Err(StoreError::NoSuchCertificate));
    store.revoke(kept.id, " 考试由他人代考 ", now(200)).expect("revoked");
    assert_eq!(store.revoke(kept.id, "again", now(300)), Err(StoreError::RevokedBefore));
    let revoked = Revoked { reason: "考试由他人代考".to_owned(), by: manager.id, at: now(200) };
    let seen = company.as_(mei).certificates(mei.id).expect("hers");
    assert_eq!(seen, [Held { revoked: Some(revoked), ..held(kept.clone(), manager) }]);
    assert!(verify(kept.credential.as_bytes(), None).is_ok(), "offline nobody knows");
}

#[rstest]
fn certificates_are_seen_by_their_person_and_by_whoever_leads_them(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    let Company { manager, trainer, mei, tom, .. } = &company;
    let kept = brought(mei);
    company.as_(manager).keep_certificate(&kept).expect("kept");
    company.as_(manager).keep_certificate(&kept).expect("once more is no matter");
    assert_eq!(company.as_(mei).certificates(mei.id), Ok(vec![held(kept.clone(), manager)]));
    for (who, lacks) in
        [(tom, Permission::Right(Right::Manager)), (trainer, Permission::Right(Right::Manager))]
    {
        needs(company.as_(who).certificates(mei.id), lacks);
        needs(company.as_(who).certificate(kept.id), lacks);
    }
    needs(company.as_(manager).certificates(tom.id), Permission::Lead);
    needs(company.place.open().certificates(mei.id), Permission::Own);
    needs(company.place.open().certificate(kept.id), Permission::Own);
    assert_eq!(company.as_(mei).certificate(Uuid::from_u128(1)), Err(StoreError::NoSuchCertificate));
}

#[rstest]
fn only_a_credential_that_says_the_same_is_kept(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(company) = company(engine) else { return };
    let store = company.as_(&company.owner);
    let good = brought(&company.mei);
    let altered = good.credential.replacen('.', ".A", 1);
    for wrong in [
        NewCertificate { credential: altered, ..good.clone() },
        NewCertificate { credential: good.credential.clone() + "\n", ..good.clone() },
        NewCertificate { person: company.tom.id, ..good.clone() },
        NewCertificate { step: "complex-case-lead".to_owned(), ..good.clone() },
        NewCertificate { id: Uuid::from_u128(5), ..good.clone() },
    ] {
        assert_eq!(store.keep_certificate(&wrong), Err(StoreError::OtherCertificate));
    }
    let nobody = Person { id: id(77), ..company.mei.clone() };
    assert_eq!(store.keep_certificate(&brought(&nobody)), Err(StoreError::NoSuchPerson));
    assert_eq!(store.certificates(company.mei.id), Ok(vec![]));
    store.keep_certificate(&good).expect("kept");
    let said = hotseat::badge::Certificate { person: company.mei.id.0, ..certificate() };
    let other = said.sign(&Key::new(&[9; 32])).expect("it can be written");
    let second = NewCertificate { credential: other, ..good.clone() };
    assert_eq!(store.keep_certificate(&second), Err(StoreError::OtherCertificate), "the first one stays");
    assert_eq!(store.certificates(company.mei.id), Ok(vec![held(good, &company.owner)]));
}

#[rstest]
fn what_is_no_exam_of_that_person_with_an_intact_record_certifies_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    company.assign(300, true, None);
    company.assign(301, false, None);
    let owner = company.as_(&company.owner);
    let certify = |person: &Person, exams: &[AttemptId]| owner.certify(&key(), award(person.id, exams));
    let good = company.examine(100, Mode::Certify, Some(300));
    let practised = company.examine(101, Mode::Practice, Some(301));
    let without_score = company.play(102, Mode::Certify, Some(300));
    let changed = company.examine(103, Mode::Certify, Some(300));
    let id = match engine {
        Engine::Sqlite => format!("x'{}'", changed.0.simple()),
        Engine::Postgres => format!("decode('{}', 'hex')", changed.0.simple()),
    };
    company.place.retype("scorecard", "json", &format!("attempt = {id}"), |card| format!("{{}}{card}"));
    assert_eq!(certify(&company.mei, &[]), Err(StoreError::NoExam));
    for attempt in [practised, without_score, changed] {
        assert_eq!(certify(&company.mei, &[good, attempt]), Err(StoreError::NotAnExam { attempt }));
    }
    assert_eq!(certify(&company.tom, &[good]), Err(StoreError::NotAnExam { attempt: good }));
    let attempt = AttemptId(Uuid::from_u128(555));
    assert_eq!(certify(&company.mei, &[attempt]), Err(StoreError::NoSuchAttempt { attempt }));
    assert_eq!(owner.certificates(company.mei.id), Ok(vec![]));
    certify(&company.mei, &[good]).expect("that one does");
}

#[rstest]
fn where_nobody_has_a_passphrase_anybody_keeps_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = place.open();
    store.enter("Olga", id(1), now(0)).expect("the first");
    let mei = store.enter("Mei", id(2), now(0)).expect("the second");
    store.keep_certificate(&brought(&mei)).expect("kept");
    assert_eq!(place.open().certificates(mei.id).expect("seen").len(), 1);
}

#[rstest]
fn an_erased_person_has_no_certificates_left(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(company) = company(engine) else { return };
    let kept = brought(&company.mei);
    company.as_(&company.manager).keep_certificate(&kept).expect("kept");
    let mut owner = company.as_(&company.owner);
    let told = owner.export_person(company.mei.id).expect("exported").to_string();
    assert!(told.contains(&kept.credential));
    owner.erase_person(company.mei.id, now(200)).expect("erased");
    assert_eq!(owner.certificate(kept.id), Err(StoreError::NoSuchCertificate));
    assert_eq!(owner.keep_certificate(&kept), Err(StoreError::NoSuchPerson), "nor does one come back");
}
