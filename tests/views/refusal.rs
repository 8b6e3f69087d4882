//! What the window says where an action is refused.

use hotseat::scenario::Language;
use hotseat::scenario::desk::Kind;
use hotseat::session::Rejected;
use hotseat::views::desk::DeskState;
use hotseat::views::refusal;

use crate::screens::kit;

/// Every reason there is; a new one does not compile until it stands here too.
fn all() -> Vec<Rejected> {
    use Rejected as R;
    let text = |text: &str| text.to_owned();
    let kinds =
        [Kind::Text, Kind::Number, Kind::Date, Kind::Key(text("orders")), Kind::Choice(vec![text("a")])];
    let (tool, argument, given) = (text("refund"), text("amount"), text("lots"));
    let mut all = vec![R::Ended, R::Over, R::StillTalking, R::Empty, R::NoDraft, R::NoSupervisor];
    all.extend([R::NotLearning, R::NoHint, R::NothingToUndo, R::NoExam]);
    all.extend([R::TooLong { characters: 5_000, most: 4_000 }, R::BadWait { seconds: 0, most: 3_600 }]);
    all.push(R::MissingArgument { tool: tool.clone(), argument: argument.clone() });
    all.push(R::NoArguments { tool: tool.clone() });
    for kind in kinds {
        let (tool, argument, given) = (tool.clone(), argument.clone(), given.clone());
        all.push(R::BadArgument { tool, argument, given, kind });
    }
    all.push(R::BadChoice { field: text("priority"), given, choices: vec![text("high"), text("low")] });
    for near in [None, Some(text("refunds"))] {
        let name = text("refnud");
        let (tool, argument) = (tool.clone(), argument.clone());
        all.push(R::UnknownArgument { tool, argument, near: near.clone() });
        all.push(R::UnknownTool { name: name.clone(), near: near.clone() });
        all.push(R::UnknownArticle { name: name.clone(), near: near.clone() });
        all.push(R::UnknownTeam { name: name.clone(), near: near.clone() });
        all.push(R::UnknownDisposition { name: name.clone(), near: near.clone() });
        all.push(R::UnknownField { name, near });
    }
    all
}

/// How many reasons the session knows, counted by the compiler.
fn number(why: &Rejected) -> usize {
    use Rejected as R;
    match why {
        R::Ended => 0,
        R::Over => 1,
        R::StillTalking => 2,
        R::Empty => 3,
        R::TooLong { .. } => 4,
        R::BadWait { .. } => 5,
        R::UnknownTool { .. } => 6,
        R::UnknownArgument { .. } => 7,
        R::MissingArgument { .. } => 8,
        R::NoArguments { .. } => 9,
        R::BadArgument { .. } => 10,
        R::UnknownArticle { .. } => 11,
        R::UnknownTeam { .. } => 12,
        R::UnknownDisposition { .. } => 13,
        R::UnknownField { .. } => 14,
        R::BadChoice { .. } => 15,
        R::NoDraft => 16,
        R::NoSupervisor => 17,
        R::NotLearning => 18,
        R::NoHint => 19,
        R::NothingToUndo => 20,
        R::NoExam => 21,
    }
}

/// Whether words belong to the terminal: a slash command, an option, a name in backticks.
fn of_the_terminal(words: &str) -> bool {
    words.contains('/') || words.contains("--") || words.contains('`')
}

#[test]
fn no_refusal_speaks_of_the_terminal_and_each_is_a_sentence() {
    let all = all();
    let numbers: std::collections::BTreeSet<usize> = all.iter().map(number).collect();
    assert_eq!(numbers, (0..=21).collect(), "every reason is tried");
    for why in &all {
        for language in Language::ALL {
            let words = refusal(why, &kit(language));
            assert!(!of_the_terminal(&words), "{words}");
            assert!(words.ends_with(language.pick('.', '。')), "{words}");
            let ascii = |letter: char| matches!(letter, ',' | ':' | ';' | '?' | '!');
            assert!(language == Language::En || !words.contains(ascii), "full-width marks: {words}");
        }
    }
}

#[test]
fn the_desk_says_so_too() {
    for why in all() {
        for language in Language::ALL {
            for place in ["find_account", DeskState::CONSULT, DeskState::HAND_OVER] {
                let mut desk = DeskState::default();
                desk.refused(place, &why, &kit(language));
                assert!(!of_the_terminal(&format!("{desk:?}").replace(place, "")), "{place}: {why:?}");
            }
        }
    }
}
