//! Standing in words.

use hotseat::locale::progress::{met, requirement, step};
use hotseat::scenario::{Language, Library};

use super::{attempt, head, standing};

#[test]
fn the_shipped_ladders_are_worded_in_both_languages() {
    let roles = Library::embedded().roles().unwrap();
    let mut installed = head("angry-complaint");
    installed.roles = vec!["complex-interaction-specialist".to_owned()];
    let mut tried = attempt("angry-complaint", 78);
    tried.scenario.roles.clone_from(&installed.roles);
    let mut lines = Vec::new();
    for language in Language::ALL {
        for ladder in standing(&roles, &[tried.clone()], &[installed.clone()]) {
            lines.push(format!("{}: {}", ladder.title.get(language), ladder.about.get(language)));
            for rung in &ladder.steps {
                lines.push(format!("  {}: {}", rung.title.get(language), step(rung, language)));
                for need in &rung.needs {
                    let wanted = requirement(need.need, language);
                    lines.push(format!("    {wanted}: {}", met(need, language)));
                }
            }
        }
    }
    insta::assert_snapshot!(lines.join("\n"));
}
