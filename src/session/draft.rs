//! AI drafts: sent, edited or rejected, and which planted faults still stand.

use crate::scenario::beat::{Draft, FaultKind, Planted};
use crate::scenario::text::Language;

use super::Rejected;
use super::event::{Origin, Verdict, What};
use super::state::Seat;

impl<'a> Seat<'a> {
    fn offered(&self) -> Result<(String, &'a Draft), Rejected> {
        let beat = self.state.draft.clone().ok_or(Rejected::NoDraft)?;
        let draft =
            self.file().beats.get(&beat).and_then(|beat| beat.draft.as_ref()).ok_or(Rejected::NoDraft)?;
        Ok((beat, draft))
    }

    /// Sends the draft: as it is, or edited to `text`.
    pub(super) fn send_draft(&mut self, text: Option<&str>) -> Result<(), Rejected> {
        let (beat, draft) = self.offered()?;
        let written = draft.text.get(self.language);
        let text = text.unwrap_or(written).to_owned();
        let unchanged = text.trim() == written.trim();
        let (verdict, origin) =
            if unchanged { (Verdict::Sent, Origin::Draft) } else { (Verdict::Edited, Origin::EditedDraft) };
        let (faults, _) = standing(&draft.faults, &text, self.language);
        self.state.draft = None;
        self.push(What::DraftJudged { beat, verdict, faults });
        self.push(What::Sent { text: text.clone(), origin });
        self.state.pending.push(text);
        self.finish_reply();
        Ok(())
    }

    /// Rejects the draft, naming the faults seen in it; a wrong fact may be named without saying which.
    pub(super) fn reject_draft(&mut self, named: &[FaultKind]) -> Result<(), Rejected> {
        let (beat, draft) = self.offered()?;
        let is_fact = |fault: &&FaultKind| matches!(fault, FaultKind::WrongFact(_));
        let planted = draft.faults.iter().map(|fault| &fault.is).find(is_fact);
        let faults: Vec<FaultKind> = named
            .iter()
            .map(|fault| match (fault, planted) {
                (FaultKind::WrongFact(fact), Some(planted)) if fact.is_empty() => planted.clone(),
                _ => fault.clone(),
            })
            .collect();
        self.state.draft = None;
        self.push(What::DraftJudged { beat, verdict: Verdict::Rejected, faults });
        Ok(())
    }
}

/// The planted faults that still stand in a text, and those that were removed.
pub(super) fn standing(
    planted: &[Planted],
    text: &str,
    language: Language,
) -> (Vec<FaultKind>, Vec<FaultKind>) {
    let text = letters(text);
    let (still, gone): (Vec<&Planted>, Vec<&Planted>) =
        planted.iter().partition(|fault| text.contains(&letters(fault.words.get(language))));
    let kinds = |faults: Vec<&Planted>| faults.into_iter().map(|fault| fault.is.clone()).collect();
    (kinds(still), kinds(gone))
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
