//! What waits for a reviewer, also again, and what nobody decides.

use hotseat::store::NewDispute;

use super::*;

impl Company {
    fn dispute(&self, attempt: AttemptId, second: i64) {
        let reason = "I quoted her".to_owned();
        let new = NewDispute { attempt, finding: 0, rubric: 1, reason, at: now(second) };
        self.as_(&self.mei).dispute(&new).expect("kept");
    }

    fn decide(&self, attempt: AttemptId, passed: bool, second: i64) -> Result<(), StoreError> {
        let reason = "read twice".to_owned();
        self.as_(&self.manager).decide(&NewDecision { attempt, passed, reason, at: now(second) })
    }

    /// What waits for the manager, and how it was decided before.
    fn waiting(&self) -> Vec<(AttemptId, Option<bool>)> {
        let waiting = self.as_(&self.manager).waiting().expect("a list");
        waiting.into_iter().map(|one| (one.id, one.decided)).collect()
    }
}

#[rstest]
fn what_is_disputed_after_a_decision_comes_back_and_says_how_it_was_decided(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    company.assign(300, true, None);
    let exam = company.play(100, Mode::Certify, Some(300));
    assert_eq!(company.waiting(), []);
    company.dispute(exam, 30);
    assert_eq!(company.waiting(), [(exam, None)]);
    company.decide(exam, false, 40).expect("decided");
    assert_eq!(company.waiting(), []);
    // Her machine's clock is behind the reviewer's.
    company.dispute(exam, 20);
    assert_eq!(company.waiting(), [(exam, Some(false))]);
    company.decide(exam, true, 50).expect("decided");
    assert_eq!(company.waiting(), []);
}

#[rstest]
fn practice_and_what_is_not_over_are_decided_by_nobody(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(company) = company(engine) else { return };
    company.assign(300, false, None);
    company.assign(301, true, None);
    let practice = company.play(100, Mode::Practice, Some(300));
    assert_eq!(company.decide(practice, true, 30), Err(StoreError::NotForDecision { attempt: practice }));
    let assignment = Some(AssignmentId(Uuid::from_u128(301)));
    let played = Played { mode: Mode::Certify, seed: 5, ..super::super::played() };
    let new = NewAttempt { played, assignment, ..attempt(company.mei.id, 101) };
    let open = company.as_(&company.mei).begin(&new).expect("it begins");
    assert_eq!(company.decide(open, true, 30), Err(StoreError::NotForDecision { attempt: open }));
}
