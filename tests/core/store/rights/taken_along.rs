//! What somebody takes along: everything that is kept about them.

use hotseat::scenario::Act;
use hotseat::store::{Meant, NewDispute, Scratch};

use super::*;

#[rstest]
fn an_export_holds_rights_assignments_decisions_disputes_meanings_and_what_lay_on_the_desk(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    company.assign(300, true, Some(3));
    let exam = company.play(100, Mode::Certify, Some(300));
    let mut mei = company.as_(&company.mei);
    let reason = "I quoted her".to_owned();
    mei.dispute(&NewDispute { attempt: exam, finding: 2, rubric: 1, reason, at: now(30) }).expect("kept");
    mei.mean(Meant { attempt: exam, event: 3, act: Act::Own }, now(31)).expect("kept");
    let open = mei.begin(&attempt(company.mei.id, 101)).expect("it begins");
    let scratch = Scratch { reply: "I am so".to_owned(), notes: "尾号 0182".to_owned() };
    mei.keep_scratch(open, &scratch).expect("kept");
    let decision = NewDecision { attempt: exam, passed: true, reason: "read twice".to_owned(), at: now(40) };
    company.as_(&company.manager).decide(&decision).expect("decided");
    let told = mei.export_person(company.mei.id).expect("hers");
    assert_eq!(told["person"]["rights"], serde_json::json!(["trainee"]));
    let given = &told["assignments"][0];
    assert_eq!((&given["scenario"], &given["given_by"]), (&"first-day".into(), &"Max".into()), "{given}");
    let [first, second] = told["attempts"].as_array().expect("a list").as_slice() else {
        panic!("two: {told}")
    };
    let (played, begun) = if first["mode"] == "certify" { (first, second) } else { (second, first) };
    assert_eq!(played["assignment"], Uuid::from_u128(300).to_string());
    assert_eq!((&played["disputes"][0]["finding"], &played["meant"][0]["event"]), (&2.into(), &3.into()));
    let decided = &played["decisions"][0];
    assert_eq!((&decided["passed"], &decided["by"]), (&true.into(), &"Max".into()));
    assert_eq!(begun["scratch"]["notes"], "尾号 0182");
}
