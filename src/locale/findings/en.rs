//! Findings in English.

use super::{because, clock};
use crate::locale::items;
use crate::scenario::Act;
use crate::scenario::Language;
use crate::scenario::beat::{FaultKind, Feeling};
use crate::score::{Judged, Lack, Met, Why};
use crate::session::Outcome;

/// The sentence for `why`, quoting `words`.
pub(super) fn words(why: &Why, words: &str) -> String {
    match why {
        Why::Feeling { feeling, at, met, repeats } => met_feeling(*feeling, &clock(*at), *met, *repeats, words),
        Why::Owned { at } => format!("At {} you took responsibility: “{words}”.", clock(*at)),
        Why::NotOwned { at } => format!(
            "The customer was upset from {} and nobody took it on. Say what you yourself will do next.",
            clock(*at)
        ),
        Why::Harm { act, at } => format!("At {} “{words}” {}.", clock(*at), harm(*act)),
        Why::PerhapsHarm { act, at } => {
            format!("At {} “{words}” may have been heard as something that {}. It cost nothing.", clock(*at), harm(*act))
        }
        Why::Forbidden { phrase, at } => {
            format!("At {} you used “{phrase}”, which this company does not want said.", clock(*at))
        }
        Why::Noted { text, praise: true } => format!("Well done: {text}"),
        Why::Noted { text, praise: false } => format!("The trainer notes: {text}"),
        Why::VerifiedFirst => "You knew whom you were talking to before you told or used anything personal.".to_owned(),
        Why::NotVerified { what } => format!(
            "Not verified yet, and still told or used: {}. Verify first, and say what for.",
            what.join(", ")
        ),
        Why::ConsentFirst { tool } => format!("“{tool}”: you had the customer's yes before you made the change."),
        Why::NoConsent { tool } => {
            format!("“{tool}” changed something the customer had not said yes to. Name the change and ask first.")
        }
        Why::InOrder { tool } => format!("“{tool}” came when everything it rests on had been done."),
        Why::OutOfOrder { tool } => format!("“{tool}” came before what should have been done first."),
        Why::TooEarly { tool, lacks } => match lacks {
            Lack::Verified => format!("The desk refused “{tool}”: the customer was not verified yet."),
            Lack::Consented => format!("The desk refused “{tool}”: the customer had not said yes to it yet."),
            Lack::Other => format!("The desk refused “{tool}”: something has to come before it."),
        },
        Why::OverLimit { tool } => format!("You tried “{tool}” beyond what the policy allows. Read the limit first."),
        Why::NotApproved { tool } => {
            format!("You tried “{tool}” beyond your own limit. The supervisor can approve it; ask first.")
        }
        Why::Draft { judged, faults, because } => draft(*judged, faults, because),
        Why::AskedNever { item } => {
            format!("You asked for {}, which no agent may ask for: “{words}”.", items::item(item, Language::En))
        }
        Why::Checked { fact } => format!("You looked it up before you told it: “{fact}”."),
        Why::Unchecked { fact } => {
            format!("“{fact}” was right, but nothing you had opened says so. Look it up, then tell it.")
        }
        Why::Stale { article, truth } => {
            format!("“{words}” comes from “{article}”, which is out of date. True is: {truth}")
        }
        Why::Summary { fault, corrected: true, .. } => format!("You corrected the AI summary: {}.", fault_name(fault)),
        Why::Summary { fault, corrected: false, because: reason } => format!(
            "You filed the AI summary with a fault still in it: {}.{}",
            fault_name(fault),
            because(reason.as_slice(), " ", "")
        ),
        Why::Goal { reached: true } => "The problem was solved.".to_owned(),
        Why::Goal { reached: false } => "The problem was still there when the conversation ended.".to_owned(),
        Why::MustTell { fact, told: true } => format!("The customer was told what matters: “{fact}”."),
        Why::MustTell { fact, told: false } => format!("The customer never learned this: “{fact}”."),
        Why::Left { mood: [anger, worry, trust], well } => format!(
            "The customer left with anger {anger}, worry {worry}, trust {trust}: {}.",
            if *well { "as the goal wants it" } else { "not yet as the goal wants it" }
        ),
        Why::Ended { outcome, well } => ended(*outcome, *well),
        Why::NotFiled => "No ticket was filed, so the next colleague starts from nothing.".to_owned(),
        Why::Disposition { filed, right, well } => filing("the disposition", filed, right, *well),
        Why::TicketField { field, filed, right, well } => filing(&format!("“{field}”"), filed, right, *well),
        Why::ToldFalse { fact, at } => format!("At {} you said “{words}”. True is: “{fact}”.", clock(*at)),
        Why::Overpromised { at } => {
            format!("At {} “{words}” promised what nobody can know yet. Promise your next step instead.", clock(*at))
        }
        Why::CutOff => {
            "You ended the contact while it was still needed. Solve it, hand it over, or warn before you end it.".to_owned()
        }
    }
}

fn met_feeling(feeling: Feeling, at: &str, met: Met, repeats: u8, words: &str) -> String {
    let shown = match feeling {
        Feeling::Anger => "was furious",
        Feeling::Worry => "was worried",
        Feeling::Sadness => "was sad",
        Feeling::Frustration => "was frustrated",
        Feeling::Fear => "was afraid",
        Feeling::Shame => "was ashamed",
        Feeling::Distrust => "did not trust you",
        Feeling::Relief => "was relieved",
    };
    let said = match met {
        Met::Silence => format!("The customer {shown} at {at} and nobody answered."),
        Met::Not => format!(
            "The customer {shown} at {at} and your reply “{words}” did not answer the feeling. \
             A strong reply says what this means for them, then turns to the problem."
        ),
        Met::Generic => format!(
            "The customer {shown} at {at}; “{words}” is kind but would fit anybody. \
             Say what it means for this customer."
        ),
        Met::Specific => format!("The customer {shown} at {at} and you met it: “{words}”."),
    };
    if repeats > 0 && met >= Met::Generic {
        format!("{said} You had said nearly the same before, so it counts for less.")
    } else {
        said
    }
}

fn harm(act: Act) -> &'static str {
    if act == Act::Rude {
        "is rude"
    } else if act == Act::Blame {
        "puts the fault on the customer"
    } else if act == Act::Dismiss {
        "waves the problem away"
    } else if act == Act::Deflect {
        "sends the customer elsewhere with no help"
    } else if act == Act::Overpromise {
        "promises what nobody can know"
    } else {
        "hurts"
    }
}

fn draft(judged: Judged, faults: &[FaultKind], reasons: &[String]) -> String {
    let named = faults.iter().map(fault_name).collect::<Vec<_>>().join(", ");
    let reasons = because(reasons, " ", "");
    match judged {
        Judged::Caught => format!("You caught the AI draft's fault: {named}."),
        Judged::Mended => format!("You mended the AI draft before it went out: {named}."),
        Judged::WrongReason => {
            format!("Right to reject the AI draft, but its fault was another one: {named}.{reasons}")
        }
        Judged::PartlyMended => {
            format!("You mended part of the AI draft. Its faults were: {named}.{reasons}")
        }
        Judged::BlindTrust => {
            format!(
                "You sent the AI draft with its fault: {named}.{reasons} Check a draft against the desk first."
            )
        }
        Judged::Used => "You saw that the AI draft was good and used it.".to_owned(),
        Judged::FalseAlarm => "The AI draft was good; you rejected it.".to_owned(),
    }
}

fn fault_name(fault: &FaultKind) -> &'static str {
    match fault {
        FaultKind::WrongFact(_) => "a wrong fact",
        FaultKind::WrongPolicy => "against the policy",
        FaultKind::Privacy => "it gives away private data",
        FaultKind::Tone => "its tone",
        FaultKind::WrongCustomer => "another customer's case",
    }
}

fn ended(outcome: Option<Outcome>, well: bool) -> String {
    let text = match (outcome, well) {
        (None, _) => "The conversation has not ended.",
        (Some(Outcome::Resolved), _) => "The customer took leave.",
        (Some(Outcome::HandedOver), true) => "You handed the customer over to the right team.",
        (Some(Outcome::HandedOver), false) => "You handed the customer over, but that did not solve it.",
        (Some(Outcome::Closed), true) => "You ended the contact, rightly.",
        (Some(Outcome::Closed), false) => "You ended the contact before it was solved.",
        (Some(Outcome::Gone), _) => "The customer gave up and left.",
        (Some(Outcome::Abandoned), _) => "You left before the conversation was over.",
    };
    text.to_owned()
}

fn filing(what: &str, filed: &str, right: &[String], well: bool) -> String {
    let wanted = right.join(" or ");
    if well {
        format!("You filed {what} rightly: {filed}.")
    } else if filed.trim().is_empty() {
        format!("In the ticket {what} is empty. Right would be: {wanted}.")
    } else {
        format!("In the ticket {what} says {filed}. Right would be: {wanted}.")
    }
}
