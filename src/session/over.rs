//! How a conversation ends, and the work after it.

use crate::scenario::when::When;

use super::action::Ticket;
use super::event::{Outcome, What};
use super::state::{Phase, Seat};
use super::{Rejected, draft, near, rating, when};

impl Seat<'_> {
    /// Whether an end state of the goal holds now.
    pub(super) fn goal_holds(&self) -> bool {
        let goal = &self.file().goal;
        goal.any.is_empty() || goal.any.iter().any(|end| when::holds(self, end, None).is_some())
    }

    /// Ends the conversation; the customer rates it.
    pub(super) fn over(&mut self, outcome: Outcome) {
        if !self.talking() {
            return;
        }
        let goal = self.goal_holds();
        self.push(What::Over { outcome, goal });
        if outcome == Outcome::Abandoned {
            self.state.phase = Phase::Ended(outcome);
            self.push(What::Ended);
            return;
        }
        let (stars, because) = rating::rating(self.state.mood, outcome, goal, self.state.hurt);
        self.push(What::Rated { stars, because });
        self.state.phase = Phase::WrapUp(outcome);
    }

    /// Asks the supervisor; the customer waits.
    pub(super) fn consult(&mut self, topic: &str) -> Result<(), Rejected> {
        let supervisor = self.file().desk.supervisor.as_ref().ok_or(Rejected::NoSupervisor)?;
        self.pass(u32::from(supervisor.seconds), true);
        let (says, approved) = match supervisor.topics.get(topic.trim()) {
            Some(known) if known.when.as_ref().is_none_or(|when| when::holds(self, when, None).is_some()) => {
                (&known.says, known.approves.clone())
            }
            Some(known) => (known.refuses.as_ref().unwrap_or(&supervisor.otherwise), None),
            None => (&supervisor.otherwise, None),
        };
        self.state.approved.extend(approved.clone());
        let says = says.get(self.language).to_owned();
        self.push(What::Consulted { topic: topic.trim().to_owned(), says, approved });
        Ok(())
    }

    /// Hands the customer over to a team, where it takes them.
    pub(super) fn hand_over(&mut self, name: &str, note: &str) -> Result<(), Rejected> {
        let teams = &self.file().desk.teams;
        let team = teams
            .get(name)
            .ok_or_else(|| Rejected::UnknownTeam { name: name.to_owned(), near: near(name, teams.keys()) })?;
        if !team.accepts.iter().all(|when: &When| when::holds(self, when, None).is_some()) {
            let says = team.refuses.as_ref().map_or("", |text| text.get(self.language)).to_owned();
            self.push(What::HandOverRefused { team: name.to_owned(), says });
            return Ok(());
        }
        self.finish_reply();
        if self.talking() {
            self.state.team = Some(name.to_owned());
            self.push(What::HandedOver { team: name.to_owned(), note: note.trim().to_owned() });
            self.over(Outcome::HandedOver);
        }
        Ok(())
    }

    /// The agent ends the contact.
    pub(super) fn end_contact(&mut self) {
        self.finish_reply();
        let outcome = if self.goal_holds() { Outcome::Resolved } else { Outcome::Closed };
        self.over(outcome);
    }

    /// Files the ticket; the session is done.
    pub(super) fn file_ticket(&mut self, ticket: &Ticket, outcome: Outcome) -> Result<(), Rejected> {
        let wrap_up = &self.scenario.file().wrap_up;
        let codes = wrap_up.dispositions.keys();
        if !ticket.disposition.is_empty() && !wrap_up.dispositions.contains_key(&ticket.disposition) {
            let near = near(&ticket.disposition, codes);
            return Err(Rejected::UnknownDisposition { name: ticket.disposition.clone(), near });
        }
        for (name, value) in &ticket.fields {
            let field = wrap_up.fields.get(name).ok_or_else(|| Rejected::UnknownField {
                name: name.clone(),
                near: near(name, wrap_up.fields.keys()),
            })?;
            if !field.choices.is_empty() && !value.is_empty() && !field.choices.contains_key(value) {
                return Err(Rejected::BadChoice {
                    field: name.clone(),
                    given: value.clone(),
                    choices: field.choices.keys().cloned().collect(),
                });
            }
        }
        let (standing, corrected) = wrap_up.summary.as_ref().map_or_else(Default::default, |summary| {
            let written = summary.text.get(self.language);
            let text = if ticket.summary.is_empty() { written } else { &ticket.summary };
            draft::standing(&summary.faults, text, self.language)
        });
        self.push(What::Filed { ticket: ticket.clone(), standing, corrected });
        self.state.phase = Phase::Ended(outcome);
        self.push(What::Ended);
        Ok(())
    }
}
