//! What happens when a reply is complete: it is heard, felt and answered.

use crate::listen::Truth;
use crate::scenario::Act;
use crate::scenario::beat::{End, Grant, Rule};
use crate::scenario::customer::Sign;
use crate::scenario::text::Text;
use crate::scenario::when::When;

use super::event::{Cause, Outcome, Reply, What};
use super::state::Seat;
use super::{mood, when};

/// Replies in a row that say nothing, after which the customer leaves.
const MOST_NOT_UNDERSTOOD: u32 = 5;
/// Replies without getting anywhere, after which the customer loses patience, and after which they leave.
const STALLED: (u32, u32) = (8, 14);
/// Replies at the height of fury after which the customer leaves.
const MOST_FURIOUS: u32 = 3;
/// How sure it must be, in percent, that a yes was asked for: a yes nobody asked for would pay for any change.
const CONSENT_SURE: u8 = 42;
/// Trust below which a customer says no to a change.
const CONSENT_TRUST: i64 = 20;

/// A rule that fired: its path, and the words that set it off.
struct Fired<'a> {
    path: String,
    rule: &'a Rule,
    words: String,
}

impl<'a> Seat<'a> {
    /// Ends the reply that is being written, if there is one: the customer hears it and answers.
    pub(super) fn finish_reply(&mut self) {
        if self.state.pending.is_empty() || !self.talking() {
            return;
        }
        let (reply, pause) = self.hear();
        self.push(What::Replied(Box::new(reply.clone())));
        self.state.idle = 0;
        self.state.silences = 0;
        self.state.held_until = None;
        self.notice(&reply);
        let fired = self.fire(&reply);
        let stirred = self.react(&reply, &fired);
        let answered = self.answer(&reply, &fired, stirred, pause);
        self.warn();
        if self.talking() {
            self.run_out_of_patience(answered);
        }
        self.state.replies.push(reply.text);
        self.state.tools_in_reply.clear();
    }

    /// Notes what the reply told, asked, gave away or must not have said.
    fn notice(&mut self, reply: &Reply) {
        for told in &reply.told {
            if told.truth == Truth::True || told.truth == Truth::Hedged && self.takes_caution(&told.fact) {
                self.state.told.insert(told.fact.clone());
            }
        }
        for asked in &reply.asked {
            let never = self.file().identity.never.contains(&asked.item);
            self.push(What::AskedFor { item: asked.item.clone(), never });
            if never {
                self.feel(mood::ASKED_NEVER, 0, Cause::AskedNever(quote(&reply.text, asked.from, asked.to)));
            }
        }
        self.notice_disclosures(&reply.text);
        let house = self.scenario.house();
        for phrase in house.forbidden.get(self.language) {
            if let Some(span) = self.listener.finds(&reply.text, std::slice::from_ref(phrase)) {
                let words = quote(&reply.text, span.from, span.to);
                self.push(What::Forbidden { phrase: phrase.clone() });
                self.feel(mood::FORBIDDEN, 0, Cause::Rule { path: "house.forbidden".to_owned(), words });
            }
        }
        let abusive = self.file().beats.get(&self.state.beat).is_some_and(|beat| beat.abusive);
        if abusive && self.listener.finds(&reply.text, house.warnings.get(self.language)).is_some() {
            self.state.abuse_warnings = self.state.abuse_warnings.saturating_add(1);
            self.push(What::AbuseWarned { count: self.state.abuse_warnings });
        }
    }

    /// Finds the rules that match, harm first, and lets each act.
    fn fire(&mut self, reply: &Reply) -> Vec<Fired<'a>> {
        let file = self.file();
        let house = self.scenario.house();
        let beat = self.state.beat.clone();
        let own = file.beats.get(&beat).map_or(&[][..], |beat| beat.hears.as_slice());
        let lists = [
            (format!("beats.{beat}.hears"), own),
            ("always".to_owned(), file.always.as_slice()),
            ("house.always".to_owned(), house.always.as_slice()),
        ];
        let mut fired = Vec::new();
        for (list, rules) in lists {
            for (index, rule) in rules.iter().enumerate() {
                let path = format!("{list}[{index}]");
                if rule.once && self.state.fired.contains_key(&path) {
                    continue;
                }
                if let Some(words) = when::holds(self, &rule.when, Some(reply)) {
                    let words = words.map_or_else(String::new, |(from, to)| quote(&reply.text, from, to));
                    fired.push(Fired { path, rule, words });
                }
            }
        }
        fired.sort_by_key(|one| !(mood::is_harm(one.rule.mood) || heard_harm(one.rule, reply)));
        for one in &fired {
            let again = self.state.fired.entry(one.path.clone()).or_default();
            let before = *again;
            *again += 1;
            self.feel(
                one.rule.mood,
                before,
                Cause::Rule { path: one.path.clone(), words: one.words.clone() },
            );
            if let Some(finding) = &one.rule.finding {
                let praise = one.rule.mood.trust >= 0;
                self.push(What::Noted { text: finding.get(self.language).to_owned(), praise });
            }
            for grant in &one.rule.sets {
                self.grant(*grant);
            }
        }
        fired
    }

    pub(super) fn grant(&mut self, grant: Grant) {
        match grant {
            Grant::Verified if self.state.verified => {}
            Grant::Verified => {
                self.state.verified = true;
                self.push(What::Verified);
            }
            Grant::Consented => {
                self.state.consents += 1;
                self.push(What::Consented);
            }
        }
    }

    /// This person's own reactions to the acts no rule spoke of; tells whether anything was understood.
    fn react(&mut self, reply: &Reply, fired: &[Fired<'_>]) -> bool {
        let file = self.file();
        let mut stirred = !fired.is_empty() || !reply.told.is_empty() || !reply.asked.is_empty();
        for act in Act::ALL {
            let Some((from, to)) = when::heard(reply, act) else { continue };
            stirred = true;
            let words = quote(&reply.text, from, to);
            let before = self.state.acts.get(&act).copied().unwrap_or_default();
            *self.state.acts.entry(act).or_default() += 1;
            self.state.hurt |= act == Act::Rude;
            if !fired.iter().any(|one| speaks_of(one.rule, act)) {
                let again = mood::worn(act, before) + u32::from(reply.repeats);
                self.feel(mood::usual(act), again, Cause::Act { act, words: words.clone() });
            }
            if file.customer.red_lines.contains(&Sign::Act(act)) {
                self.feel(mood::RED_LINE, 0, Cause::RedLine(words));
            } else if file.customer.calms.contains(&Sign::Act(act)) {
                let again = mood::worn(act, before) + u32::from(reply.repeats);
                self.feel(mood::CALMING, again, Cause::Calms(words));
            }
        }
        for (signs, shift, red) in
            [(&file.customer.red_lines, mood::RED_LINE, true), (&file.customer.calms, mood::CALMING, false)]
        {
            for sign in signs {
                let Sign::Says(phrases) = sign else { continue };
                if let Some(span) = self.listener.finds(&reply.text, phrases.get(self.language)) {
                    let words = quote(&reply.text, span.from, span.to);
                    let because = if red { Cause::RedLine(words) } else { Cause::Calms(words) };
                    self.feel(shift, u32::from(reply.repeats), because);
                }
            }
        }
        if reply.repeats > 0 {
            self.feel(mood::REPETITION, 0, Cause::Repetition);
        }
        if stirred {
            self.state.not_understood = 0;
        } else {
            self.state.not_understood += 1;
            self.feel(mood::NOT_UNDERSTOOD, 0, Cause::NotUnderstood);
        }
        stirred
    }

    /// The customer answers; tells whether the script went on.
    fn answer(&mut self, reply: &Reply, fired: &[Fired<'_>], stirred: bool, pause: Option<u32>) -> bool {
        let mover = fired.iter().find(|one| one.rule.to.is_some());
        let speaker = mover
            .filter(|one| !one.rule.says.is_empty())
            .or_else(|| fired.iter().find(|one| !one.rule.says.is_empty()));
        let mut spoken = speaker.is_some_and(|one| self.say_one(&one.path, &one.rule.says));
        spoken |= self.answer_questions(reply, fired);
        spoken |= self.answer_consent(reply, fired);
        spoken |= self.hold(pause, spoken || mover.is_some());
        if let Some(to) = mover.and_then(|one| one.rule.to.clone()) {
            self.enter(&to);
            return true;
        }
        if self.goal_holds()
            && [Act::Close, Act::Feedback].iter().any(|act| when::heard(reply, *act).is_some())
        {
            if !spoken {
                self.say_one("house.farewell", &self.scenario.house().lines.farewell);
            }
            self.over(Outcome::Resolved);
            return true;
        }
        if !spoken {
            self.answer_vaguely(stirred);
        }
        false
    }

    /// Gives the identity items that were asked for, or says why not.
    fn answer_questions(&mut self, reply: &Reply, fired: &[Fired<'_>]) -> bool {
        let file = self.file();
        let lines = &self.scenario.house().lines;
        let open: Vec<&str> = reply
            .asked
            .iter()
            .map(|asked| asked.item.as_str())
            .filter(|item| !fired.iter().any(|one| answers_item(one.rule, item)))
            .collect();
        let mut spoken = false;
        if open.iter().any(|item| file.identity.never.iter().any(|never| never == item)) {
            spoken |= self.say_one("house.refuses_item", &lines.refuses_item);
        }
        for item in &open {
            if let Some(answer) = file.customer.answers.get(*item) {
                self.say(answer);
                spoken = true;
            }
        }
        if !spoken && open.len() == reply.asked.len() && !open.is_empty() {
            spoken = self.say_one("house.lacks_item", &lines.lacks_item);
        }
        spoken
    }

    /// Says yes or no where the reply asked for a yes and no rule of the script answered.
    fn answer_consent(&mut self, reply: &Reply, fired: &[Fired<'_>]) -> bool {
        let scripted = fired.iter().any(|one| one.rule.sets.contains(&Grant::Consented));
        let asked =
            reply.acts.iter().any(|one| one.act == Act::Consent && one.heard && one.sure >= CONSENT_SURE);
        if scripted || !asked || !self.awaits_consent() {
            return false;
        }
        let lines = &self.scenario.house().lines;
        if self.state.mood.trust.get() >= CONSENT_TRUST {
            self.grant(Grant::Consented);
            self.say_one("house.consents", &lines.consents)
        } else {
            self.push(What::Declined);
            self.say_one("house.declines", &lines.declines)
        }
    }

    /// Accepts a hold that was announced, and waits as long as promised.
    fn hold(&mut self, pause: Option<u32>, spoken: bool) -> bool {
        let Some(seconds) = pause else { return false };
        self.state.held_until = Some(self.state.clock.saturating_add(seconds));
        self.push(What::Held { seconds });
        !spoken && self.say_one("house.holds", &self.scenario.house().lines.holds)
    }

    /// Answers a reply that set off nothing in the script, in words not used before.
    fn answer_vaguely(&mut self, stirred: bool) {
        let lines = &self.scenario.house().lines;
        if stirred && self.state.stalled < STALLED.0 {
            self.say_one("house.acknowledges", &lines.acknowledges);
            return;
        }
        let own = self.file().beats.get(&self.state.beat).map_or(&[][..], |beat| beat.otherwise.as_slice());
        let from = format!("beats.{}.otherwise", self.state.beat);
        if self.state.lines.used_up(&from, own.len()) || !self.say_one(&from, own) {
            self.say_one("house.otherwise", &lines.otherwise);
        }
    }

    /// Leaves where it has gone on for too long without getting anywhere.
    fn run_out_of_patience(&mut self, moved: bool) {
        self.state.stalled = if moved { 0 } else { self.state.stalled + 1 };
        self.state.furious = if self.state.mood.anger.get() >= 95 { self.state.furious + 1 } else { 0 };
        if self.state.stalled >= STALLED.0 {
            self.feel(mood::NOT_UNDERSTOOD, 0, Cause::NotUnderstood);
        }
        if self.state.not_understood >= MOST_NOT_UNDERSTOOD
            || self.state.stalled >= STALLED.1
            || self.state.furious >= MOST_FURIOUS
        {
            self.leave();
        }
    }

    /// Enters a beat: the customer speaks, shows a feeling, the AI may offer a draft, the conversation may end.
    pub(super) fn enter(&mut self, name: &str) {
        let Some(beat) = self.file().beats.get(name) else { return };
        name.clone_into(&mut self.state.beat);
        self.state.seen.insert(name.to_owned());
        self.state.stalled = 0;
        self.state.hints = 0;
        self.state.draft = None;
        self.push(What::Entered { beat: name.to_owned() });
        self.say_one(&format!("beats.{name}.says"), &beat.says);
        if let Some(end) = beat.ends {
            self.over(match end {
                End::Resolved if self.goal_holds() => Outcome::Resolved,
                End::Resolved | End::Gone => Outcome::Gone,
            });
            return;
        }
        if let Some(feeling) = beat.shows {
            self.push(What::Showed { feeling, beat: name.to_owned() });
        }
        if let Some(draft) = &beat.draft {
            self.state.draft = Some(name.to_owned());
            self.push(What::DraftOffered {
                beat: name.to_owned(),
                text: draft.text.get(self.language).to_owned(),
            });
        }
    }

    /// Says one line of a list, if it has any.
    pub(super) fn say_one(&mut self, from: &str, list: &[Text]) -> bool {
        let line = self.state.lines.draw(self.seed, from, list).cloned();
        line.is_some_and(|line| {
            self.say(&line);
            true
        })
    }

    fn say(&mut self, line: &Text) {
        let text = line.get(self.language).to_owned();
        self.state.reading = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        self.state.customer.push(text.clone());
        self.push(What::Customer { text });
    }
}

/// The words of a reply between two places, in Unicode scalars.
fn quote(text: &str, from: u32, to: u32) -> String {
    text.chars().skip(from as usize).take(to.saturating_sub(from) as usize).collect()
}

/// Whether a rule waits for an identity item and has an answer to it.
fn answers_item(rule: &Rule, item: &str) -> bool {
    let mut found = false;
    rule.when.visit(&mut |part| found |= matches!(part, When::Asks(asked) if asked == item));
    found && (!rule.says.is_empty() || rule.to.is_some())
}

/// Whether a rule's condition names an act.
fn speaks_of(rule: &Rule, act: Act) -> bool {
    let mut found = false;
    rule.when.visit(&mut |part| found |= matches!(part, When::Act(one) if *one == act));
    found
}

/// Whether a rule was set off by an act that hurts.
fn heard_harm(rule: &Rule, reply: &Reply) -> bool {
    Act::ALL.into_iter().any(|act| act.is_harm() && speaks_of(rule, act) && when::heard(reply, act).is_some())
}
