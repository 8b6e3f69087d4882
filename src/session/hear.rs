//! Hearing a reply: by the listener, or as it was heard before.

use crate::listen::{Moment, Sample};
use crate::scenario::beat::Example;

use super::event::{Reply, What};
use super::state::Seat;

impl<'a> Seat<'a> {
    /// Listens to the messages written so far; tells the seconds of a hold they announce as well.
    pub(super) fn hear(&mut self) -> (Reply, Option<u32>) {
        let text = std::mem::take(&mut self.state.pending).join("\n");
        if let Some(known) = self.recorded(&text) {
            return known;
        }
        let customer = self.state.customer.last().map_or("", String::as_str);
        let turn = u32::try_from(self.state.replies.len()).ok();
        let beat = self.file().beats.get(&self.state.beat);
        let examples = beat.map_or(&[][..], |beat| beat.examples.as_slice());
        let sample = |one: &'a Example| Sample {
            reply: one.says.get(self.language),
            acts: &one.acts,
            tells: &one.tells,
        };
        let samples: Vec<_> = examples.iter().map(sample).collect();
        let moment =
            Moment { reply: &text, customer, turn, tools: &self.state.tools_in_reply, samples: &samples };
        let attended = self.listener.attend(&moment);
        let hearing = attended.hearing().earned();
        let file = self.file();
        let pause = attended.hold().map(|hold| hold.seconds);
        let reply = Reply {
            told: attended.told(&file.facts, self.scenario.today()),
            asked: attended.asks(&file.identity.words),
            repeats: super::again::count(&text, &self.state.replies, self.scenario.house(), self.language),
            acts: hearing.acts,
            empathy: hearing.empathy,
            text,
        };
        (reply, pause)
    }

    /// What the record says was heard in this very text, where there is a record.
    fn recorded(&self, text: &str) -> Option<(Reply, Option<u32>)> {
        let mut after = self.heard?.iter().skip_while(|event| !says(&event.what, text));
        let What::Replied(reply) = &after.next()?.what else { return None };
        let pause = after
            .find_map(|event| if let What::Held { seconds } = event.what { Some(seconds) } else { None });
        Some((reply.as_ref().clone(), pause))
    }
}

fn says(what: &What, text: &str) -> bool {
    matches!(what, What::Replied(reply) if reply.text == text)
}
