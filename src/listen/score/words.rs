//! Which words carry an act.

use super::super::learned::{Judgement, Model};
use super::super::lexicon::Head;
use super::{Proof, Reading};
use crate::scenario::act::Act;

impl Reading<'_> {
    /// The words that carry an act: the clause that spoke loudest for it, or, for what is said in set phrases and for
    /// harm, the one that holds the weightiest of them.
    pub(super) fn words_for(&self, act: Act, head: usize, judged: &Judgement, model: &Model) -> (u32, u32) {
        let sums = judged.clauses(model, head, self.text.clauses.len());
        let loudest = (0..sums.len()).max_by_key(|clause| sums.get(*clause).copied().unwrap_or(i64::MIN));
        let known = self.lexicon.acts.iter().find(|(known, _)| *known == act);
        let proof = known.map(|(_, known)| self.proof(known)).unwrap_or_default();
        let set = act.is_harm()
            || matches!(
                act,
                Act::Greet
                    | Act::Apologise
                    | Act::Thank
                    | Act::Close
                    | Act::Feedback
                    | Act::Invite
                    | Act::Verify
            );
        let phrase = proof.iter().find(|proof| Some(proof.clause) == loudest).or(proof.first());
        let clause =
            phrase.filter(|phrase| set || Some(phrase.clause) == loudest).map(|phrase| phrase.clause);
        let clause = clause.or(loudest).and_then(|clause| self.text.clauses.get(clause));
        clause.map_or((0, 0), |clause| (clause.from, clause.to))
    }

    /// The phrases that speak for an act, weightiest first.
    pub(super) fn proof(&self, head: &Head) -> Vec<Proof> {
        let points = |mark: usize| {
            head.weights
                .binary_search_by_key(&mark, |(other, _)| *other)
                .ok()
                .and_then(|at| head.weights.get(at))
                .map_or(0, |(_, points)| *points)
        };
        let mut proof: Vec<_> = self
            .counted
            .iter()
            .map(|(mark, start, end, clause)| Proof {
                points: points(*mark),
                start: *start,
                end: *end,
                clause: *clause,
            })
            .filter(|proof| proof.points > 0)
            .collect();
        proof.sort_by_key(|proof| (-proof.points, usize::MAX - (proof.end - proof.start), proof.start));
        proof
    }

    /// The words that prove an act: the weightiest hit, and one more in another clause.
    pub(super) fn spans(&self, act: Act, proof: &[Proof]) -> Vec<(u32, u32)> {
        let Some(best) = proof.first() else { return self.clause_for(act).into_iter().collect() };
        let second = proof.iter().find(|hit| hit.clause != best.clause && hit.points * 2 > best.points);
        [Some(best), second].into_iter().flatten().map(|hit| self.text.span(hit.start, hit.end)).collect()
    }

    /// Without a phrase, the clause most like the act.
    fn clause_for(&self, act: Act) -> Option<(u32, u32)> {
        let asking = matches!(act, Act::Verify | Act::Explore | Act::Consent | Act::Feedback);
        let timed = |index: usize| {
            let within = |at: u32| self.text.clauses.get(index).is_some_and(|c| (c.from..c.to).contains(&at));
            self.quantities.iter().filter(|quantity| within(quantity.from)).count()
        };
        let theirs = |index: usize| {
            let within =
                |at: usize| self.text.clauses.get(index).is_some_and(|c| (c.start..c.end).contains(&at));
            self.shared.iter().filter(|(start, _)| within(*start)).count()
        };
        let weight = |index: usize, length: usize| {
            let asks = self.asks.get(index).copied().unwrap_or(false);
            let fit = usize::from(asks == asking) * 1_000;
            let more = match act {
                Act::Expect | Act::Inform | Act::Overpromise => timed(index) * 100,
                Act::Restate | Act::Understand | Act::Feel => theirs(index) * 100,
                Act::Greet => 500 / (index + 1),
                Act::Close | Act::Invite | Act::Consent => index * 50,
                Act::Verify
                | Act::Explore
                | Act::Reassure
                | Act::Apologise
                | Act::Own
                | Act::Suggest
                | Act::Report
                | Act::Feedback
                | Act::Thank
                | Act::Blame
                | Act::Dismiss
                | Act::Deflect
                | Act::Rude => 0,
            };
            fit + more + length.min(60)
        };
        let clauses = self.text.clauses.iter().enumerate();
        let best = clauses.max_by_key(|(index, clause)| weight(*index, clause.end - clause.start));
        best.map(|(_, clause)| (clause.from, clause.to))
    }
}
