//! Watching live, in words.

use super::names;
use crate::scenario::Language;
use crate::session::{Event, What};
use crate::store::{Live, Watcher};

/// How the customer of a session is: the early warning, and the mood behind it.
pub fn customer(live: &Live, language: Language) -> String {
    let warning = names::warning(live.warning, language);
    let Some(mood) = live.mood else { return warning.to_owned() };
    let (anger, trust) = (mood.anger.get(), mood.trust.get());
    language.pick(
        format!("{warning} (anger {anger}, trust {trust})"),
        format!("{warning}（愤怒 {anger}，信任 {trust}）"),
    )
}

/// Told to a trainee when somebody listens in.
pub fn listens_in(watcher: &Watcher, language: Language) -> String {
    let name = &watcher.name;
    language.pick(format!("{name} listens in."), format!("{name} 正在旁听。"))
}

/// Who listened in to an attempt that is shown.
pub fn listened_in(watcher: &Watcher, minute: &str, language: Language) -> String {
    let name = &watcher.name;
    language.pick(format!("{name} listened in from {minute} on."), format!("{name} 从 {minute} 起旁听。"))
}

/// What an event sounds like to whoever listens in, with its minute before it; nothing where there is nothing to hear.
pub fn heard(event: &Event, customer: &str, language: Language) -> Option<String> {
    let minute = format!("{}:{:02}", event.at / 60, event.at % 60);
    let (who, text) = if let What::Customer { text } = &event.what {
        (customer, text.as_str())
    } else if let What::Sent { text, .. } = &event.what {
        (language.pick("Trainee", "学员"), text.as_str())
    } else if let What::Warned { level } = &event.what {
        (language.pick("Early warning", "情绪预警"), names::warning(*level, language))
    } else {
        return None;
    };
    Some(format!("{minute:>5} {}", names::headed(who, text, language)))
}
