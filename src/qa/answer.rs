//! Filling a scorecard in from what was found.

use super::{Card, Criterion, Question, Scale};
use crate::score::{Finding, Scorecard};

/// A scorecard that was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled<'a> {
    /// Each question with its answer.
    pub answers: Vec<(&'a Question, Answer<'a>)>,
    /// The score in whole percent, by what is answered; none where nothing is.
    pub score: Option<u8>,
    /// How many questions are left for a person.
    pub open: usize,
}

/// The answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<'a> {
    /// What was reached of it, in thousandths; none where it does not apply or is left for a person.
    pub share: Option<u32>,
    /// Whether it does not apply here.
    pub not_applicable: bool,
    /// Whether another reading of doubtful words would answer it otherwise.
    pub doubtful: bool,
    /// What it rests on.
    pub findings: Vec<&'a Finding>,
}

impl Answer<'_> {
    /// The value on a scale: a yes takes all there was to earn, with nothing taken away.
    pub fn on(&self, scale: Scale) -> Option<i32> {
        let share = self.share?;
        Some(match scale {
            Scale::YesNo => i32::from(share == 1000),
            Scale::Numbers { low, high } => {
                let part = i64::from(share) * (i64::from(high) - i64::from(low));
                low.saturating_add(i32::try_from((part + 500) / 1000).unwrap_or_default())
            }
        })
    }

    /// Whether it is a no: on a yes-or-no scale anything but a yes, else nothing reached.
    fn fails(&self, scale: Scale) -> bool {
        self.share.is_some_and(|share| match scale {
            Scale::YesNo => share < 1000,
            Scale::Numbers { .. } => share == 0,
        })
    }
}

/// Answers each question from what `card` rests on.
///
/// The score is the mean of what was reached, weighted, of all questions that are answered. A no to a critical question
/// takes all from its group, a no to one that fails the whole takes everything.
pub fn fill<'a>(questions: &'a Card, card: &'a Scorecard) -> Filled<'a> {
    let answers: Vec<_> =
        questions.questions.iter().map(|question| (question, answer(question, card))).collect();
    let open = answers.iter().filter(|(_, answer)| answer.share.is_none() && !answer.not_applicable).count();
    let failed = |(question, answer): &&(&Question, Answer<'_>)| answer.fails(question.scale);
    let all = answers.iter().filter(failed).any(|(question, _)| question.auto_fail);
    let groups: Vec<&str> = answers
        .iter()
        .filter(failed)
        .filter(|(question, _)| question.critical)
        .map(|(question, _)| question.group.as_str())
        .collect();
    let (mut reached, mut weights) = (0, 0);
    for (question, answer) in &answers {
        let Some(share) = answer.share else { continue };
        // On a yes-or-no scale half a yes is a no.
        let share = if question.scale == Scale::YesNo && share < 1000 { 0 } else { share };
        let share = if all || groups.contains(&question.group.as_str()) { 0 } else { share };
        reached += u64::from(share) * u64::from(question.weight);
        weights += u64::from(question.weight) * 10;
    }
    let score = (weights > 0).then(|| u8::try_from((reached + weights / 2) / weights).unwrap_or(100));
    Filled { answers, score, open }
}

fn answer<'a>(question: &Question, card: &'a Scorecard) -> Answer<'a> {
    let asks = |finding: &&Finding| question.criteria.contains(&Criterion::of(&finding.why));
    let findings: Vec<&Finding> = card.findings.iter().filter(asks).collect();
    let critical = question.criteria.contains(&Criterion::Critical) && !card.critical.is_empty();
    let alleged = critical && card.critical.iter().all(|error| error.alleged);
    let doubtful = alleged || findings.iter().any(|finding| finding.perhaps);
    let silence = question.criteria.iter().any(|criterion| criterion.is_kept_by_silence());
    let points: i32 = findings.iter().map(|finding| finding.points).sum();
    let of: i32 = findings.iter().map(|finding| finding.of).sum();
    let share = if critical {
        Some(0)
    } else if of > 0 {
        u32::try_from(points.clamp(0, of) * 1000 / of).ok()
    } else if points < 0 {
        Some(0)
    } else if silence || points > 0 {
        Some(1000)
    } else {
        None
    };
    let mapped = !question.criteria.is_empty();
    let not_applicable = share.is_none() && mapped && question.may_not_apply;
    Answer { share, not_applicable, doubtful, findings }
}
