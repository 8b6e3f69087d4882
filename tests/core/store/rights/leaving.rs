//! People who leave, and teams that end: what they did stays.

use super::*;

#[rstest]
fn whoever_left_neither_signs_in_nor_plays_nor_is_in_a_list_and_can_be_brought_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    let (mei, token) = (company.mei.id, [7; 32]);
    let mut seat = company.as_(&company.mei);
    seat.remember(token, now(3)).expect("kept");
    company.as_(&company.owner).depart(mei, now(5)).expect("she leaves");
    let left = Err(StoreError::HasLeft { name: "Mei".to_owned() });
    assert_eq!(seat.begin(&attempt(mei, 100)).map(drop), left, "not even where she still sits");
    let mut door = company.place.open();
    assert_eq!(door.sign_in("Mei", WORD, now(6)).map(drop), left);
    assert_eq!(
        door.sign_in("Mei", "not hers", now(6)),
        Err(StoreError::WrongPassphrase),
        "no stranger learns it"
    );
    assert_eq!(door.recall(token), Ok(None));
    let owner = company.as_(&company.owner);
    let gone = |names: Vec<String>| !names.contains(&"Mei".to_owned());
    assert!(gone(owner.people().expect("a list").into_iter().map(|one| one.name).collect()));
    let of = |all: Vec<hotseat::store::Member>| all.into_iter().map(|one| one.person.name).collect();
    assert!(gone(of(owner.staff().expect("a list"))));
    assert!(gone(of(owner.members(company.team).expect("a list"))));
    let everybody = owner.everybody().expect("a list");
    assert_eq!(everybody.iter().find(|(one, _)| one.id == mei).map(|(_, left)| *left), Some(Some(now(5))));
    owner.bring_back(mei).expect("she is back");
    door.sign_in("Mei", WORD, now(7)).expect("with her passphrase");
    assert!(!gone(of(owner.members(company.team).expect("a list"))), "and in her team");
}

#[rstest]
fn what_whoever_left_played_is_seen_as_before(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(company) = company(engine) else { return };
    company.assign(300, true, None);
    let exam = company.play(100, Mode::Certify, Some(300));
    company.as_(&company.owner).depart(company.mei.id, now(50)).expect("she leaves");
    let manager = company.as_(&company.manager);
    assert_eq!(manager.summary(exam).map(|one| one.id), Ok(exam));
    assert_eq!(manager.verify(exam), Ok(Chain::Intact { actions: 1 }));
    needs(company.as_(&company.tom).summary(exam), Permission::Right(Right::Manager));
}

#[rstest]
fn only_the_owner_says_who_leaves_and_the_last_one_stays(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    for who in [&company.manager, &company.trainer, &company.tom] {
        let mut store = company.as_(who);
        needs(store.depart(company.mei.id, now(5)), Permission::Right(Right::Owner));
        needs(store.bring_back(company.mei.id), Permission::Right(Right::Owner));
    }
    let mut owner = company.as_(&company.owner);
    assert_eq!(owner.depart(company.owner.id, now(5)), Err(StoreError::LastOwner));
    assert_eq!(owner.depart(id(77), now(5)), Err(StoreError::NoSuchPerson));
    owner.set_rights(company.tom.id, Rights::ALL).expect("Tom too");
    owner.depart(company.owner.id, now(5)).expect("now she may");
    assert_eq!(owner.acting(), None);
}

#[rstest]
fn in_a_store_without_passphrases_too_whoever_left_does_not_sit_down(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = place.open();
    store.enter("Olga", id(1), now(0)).expect("the first");
    let mei = store.person("Mei", id(2), now(0)).expect("added").id;
    store.depart(mei, now(1)).expect("she leaves");
    let left = StoreError::HasLeft { name: "Mei".to_owned() };
    assert_eq!(store.enter("Mei", id(3), now(2)), Err(left.clone()));
    let listed = hotseat::store::read_people("name\nMei\n").expect("a table");
    let mut ids = || Uuid::from_u128(9);
    assert_eq!(store.import(&listed, &mut ids, None, now(2)), Err(left.clone()));
    for language in Language::ALL {
        assert!(store_error(&left, language).contains("people return Mei"));
    }
}

#[rstest]
fn a_team_that_ends_takes_its_assignments_back_and_leaves_what_was_played(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    company.assign(300, false, None);
    let played = company.play(100, Mode::Practice, Some(300));
    needs(company.as_(&company.mei).end_team(company.team, now(40)), Permission::Right(Right::Manager));
    needs(company.as_(&company.trainer).end_team(company.team, now(40)), Permission::Right(Right::Manager));
    let manager = company.as_(&company.manager);
    manager.end_team(company.team, now(40)).expect("he leads it");
    needs(manager.summary(played), Permission::Lead);
    let mei = company.as_(&company.mei);
    assert_eq!(mei.attempts(company.mei.id).expect("hers").len(), 1);
    assert_eq!(mei.verify(played), Ok(Chain::Intact { actions: 1 }));
    assert_eq!(mei.given(company.mei.id), Ok(vec![]));
    assert_eq!(mei.teams(), Ok(vec![]));
    let owner = company.as_(&company.owner);
    let ended = Err(StoreError::NoSuchTeam { name: company.team.0.to_string() });
    assert_eq!(owner.end_team(company.team, now(41)), ended);
    assert_eq!(owner.join(company.team, company.mei.id, false), ended);
    assert_eq!(owner.assign(&exam(301, Whom::Team(company.team), false, None)), ended);
    let again =
        owner.team("Nachtschicht 夜班", TeamId(Uuid::from_u128(51)), now(42)).expect("its name is free");
    assert_eq!(again.id, TeamId(Uuid::from_u128(51)));
}
