//! Findings in words: what happened, and what a strong agent does there, in a way a trainee can dispute.

mod en;
mod zh;

use crate::scenario::Language;
use crate::score::Finding;

/// The finding as a sentence or two in the language of the interface.
pub fn finding(finding: &Finding, language: Language) -> String {
    let said = match language {
        Language::En => en::words(&finding.why, &finding.words),
        Language::Zh => zh::words(&finding.why, &finding.words),
    };
    if !finding.perhaps {
        return said;
    }
    match language {
        Language::En => format!("{said} This rests on words that were not heard for sure."),
        Language::Zh => format!("{said}（系统对这几个字没有十足把握，请人工复核。）"),
    }
}

/// Seconds as `m:ss`.
fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The trainer's reasons after a sentence, in brackets; nothing where there are none.
fn because(reasons: &[String], open: &str, close: &str) -> String {
    if reasons.is_empty() { String::new() } else { format!("{open}{}{close}", reasons.join(" ")) }
}
