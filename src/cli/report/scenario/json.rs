//! A scenario's item analysis for programs.

use serde_json::{Value, json};

use crate::analysis::Known;
use crate::locale::analysis as words;
use crate::report::ScenarioReport;
use crate::scenario::Language;

/// Every number, or why there is none.
pub(super) fn of(report: &ScenarioReport, ui: Language) -> Value {
    let found = &report.analysis;
    let items = found.items.iter().map(|item| {
        let said: Vec<String> = item.verdicts.iter().map(|one| words::verdict(*one, item, ui)).collect();
        json!({
            "criterion": item.criterion, "title": words::criterion(&item.criterion, report.file(), ui),
            "attempts": item.attempts, "facility": known(&item.facility, ui),
            "discrimination": known(&item.discrimination, ui), "upper_lower": known(&item.upper_lower, ui),
            "alpha_without": item.alpha_without, "languages": known(&item.languages, ui),
            "drift": known(&item.drift, ui), "verdicts": item.verdicts, "said": said,
        })
    });
    let endings =
        found.endings.iter().map(|(outcome, count)| json!({ "outcome": outcome, "attempts": count }));
    json!({
        "scenario": report.id, "title": report.file().map(|file| file.title.get(ui)),
        "attempts": found.attempts, "abandoned": found.abandoned, "people": found.people,
        "unread": report.people.unread, "languages": found.languages, "versions": found.versions,
        "seconds": found.seconds, "endings": endings.collect::<Vec<_>>(), "means": found.means,
        "reliability": known(&found.reliability, ui), "items": items.collect::<Vec<_>>(),
        "unused": known(&report.unused, ui),
    })
}

fn known<T: serde::Serialize>(found: &Known<T>, ui: Language) -> Value {
    match found {
        Ok(found) => json!(found),
        Err(why) => json!({ "unknown": words::unknown(*why, ui) }),
    }
}
