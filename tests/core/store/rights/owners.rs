//! Who can still get in: owners, passphrases, and machines that remember.

use super::*;

#[rstest]
fn a_new_passphrase_is_forgotten_by_every_machine_but_the_one_that_set_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    let (here, elsewhere) = ([7; 32], [8; 32]);
    for token in [here, elsewhere] {
        company.as_(&company.mei).remember(token, now(3)).expect("kept");
    }
    company.as_(&company.tom).remember([9; 32], now(3)).expect("kept");
    let recalled = |token| company.place.open().recall(token).expect("it is read").is_some();
    let mut store = company.place.open();
    store.recall(here).expect("read").expect("she is remembered");
    store.set_passphrase(company.mei.id, "another long one").expect("set");
    assert_eq!([recalled(here), recalled(elsewhere), recalled([9; 32])], [true, false, true]);
    let owner = company.as_(&company.owner);
    owner.set_passphrase(company.mei.id, "one the owner gave").expect("reset");
    assert_eq!([recalled(here), recalled([9; 32])], [false, true], "a reset is forgotten everywhere");
}

#[rstest]
fn the_last_owner_with_a_passphrase_stays_though_another_has_none(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = place.open();
    let olga = store.enter("Olga", id(1), now(0)).expect("the first").id;
    let otto = store.person("Otto", id(2), now(0)).expect("added").id;
    store.set_rights(otto, Rights::ALL).expect("he owns it too");
    store.set_passphrase(olga, WORD).expect("hers");
    assert_eq!(store.set_rights(olga, Rights::TRAINEE), Err(StoreError::LastOwner));
    assert_eq!(store.depart(olga, now(9)), Err(StoreError::LastOwner));
    assert_eq!(store.erase_person(olga, now(9)), Err(StoreError::LastOwner));
    assert_eq!(store.is_open(), Ok(false), "nobody comes in by name alone");
    store.set_passphrase(otto, WORD).expect("his");
    store.set_rights(olga, Rights::TRAINEE).expect("now she may go");
}

#[rstest]
fn before_the_first_passphrase_one_owner_may_go_where_there_is_another(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = place.open();
    let olga = store.enter("Olga", id(1), now(0)).expect("the first").id;
    let otto = store.person("Otto", id(2), now(0)).expect("added").id;
    assert_eq!(store.erase_person(olga, now(9)), Err(StoreError::LastOwner));
    store.set_rights(otto, Rights::ALL).expect("he owns it too");
    store.erase_person(olga, now(9)).expect("she goes");
}

#[rstest]
fn the_last_owner_stays(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(company) = company(engine) else { return };
    let mut owner = company.as_(&company.owner);
    assert_eq!(owner.set_rights(company.owner.id, Rights::TRAINEE), Err(StoreError::LastOwner));
    assert_eq!(owner.erase_person(company.owner.id, now(9)), Err(StoreError::LastOwner));
    owner.set_rights(company.tom.id, Rights::ALL).expect("Tom too");
    owner.set_rights(company.owner.id, Rights::TRAINEE).expect("now she may go");
    needs(owner.staff(), Permission::Right(Right::Manager));
}
