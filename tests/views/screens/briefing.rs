//! The briefing.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use hotseat::scenario::Language;
use hotseat::session::Mode;
use hotseat::views::briefing::{self, BriefingIntent, BriefingState};

use super::{Screen, press, screen, sized, stock};

type Briefing = egui_kittest::Harness<'static, Screen<BriefingState, BriefingIntent>>;

fn shown(language: Language, id: &str) -> Briefing {
    let scenario = stock::scenario(id);
    screen(language, BriefingState::default(), move |ui, kit, state| {
        briefing::show(ui, kit, &scenario, false, state)
    })
}

#[test]
fn everything_known_before_the_first_line_is_shown() {
    let briefing = shown(Language::En, "angry-complaint");
    let scenario = stock::scenario("angry-complaint");
    let file = scenario.file();
    assert!(briefing.query_by_label(file.title.get(Language::En)).is_some());
    assert!(briefing.query_by_label("Critical errors").is_some());
    for critical in &file.critical {
        assert!(briefing.query_by_label_contains(critical.title.get(Language::En)).is_some());
    }
    for line in &file.bot {
        let (hotseat::scenario::file::BotLine::Customer(text) | hotseat::scenario::file::BotLine::Bot(text)) =
            line;
        assert!(briefing.query_by_label(text.get(Language::En)).is_some());
    }
}

#[test]
fn a_session_starts_in_the_language_and_mode_chosen() {
    let mut usual = shown(Language::En, "angry-complaint");
    press(&mut usual, Role::Button, "Let the customer in");
    assert_eq!(
        usual.state().wanted,
        [BriefingIntent::Start { language: Language::En, mode: Mode::Practice }]
    );
    let mut chosen = shown(Language::En, "angry-complaint");
    press(&mut chosen, Role::RadioButton, "中文");
    press(&mut chosen, Role::RadioButton, "Learn");
    let title = stock::scenario("angry-complaint").file().title.get(Language::Zh).to_owned();
    assert!(chosen.query_by_label(&title).is_some(), "the briefing is read in the session's language");
    press(&mut chosen, Role::Button, "Let the customer in");
    assert_eq!(chosen.state().wanted, [BriefingIntent::Start { language: Language::Zh, mode: Mode::Learn }]);
}

#[test]
fn the_first_day_is_for_learning_unless_told_otherwise() {
    let mut briefing = shown(Language::Zh, "first-day");
    press(&mut briefing, Role::Button, "接入客户");
    press(&mut briefing, Role::RadioButton, "练习模式");
    press(&mut briefing, Role::Button, "接入客户");
    assert_eq!(
        briefing.state().wanted,
        [
            BriefingIntent::Start { language: Language::Zh, mode: Mode::Learn },
            BriefingIntent::Start { language: Language::Zh, mode: Mode::Practice },
        ]
    );
}

#[test]
fn what_was_chosen_for_one_scenario_is_not_taken_over_to_the_next() {
    let scenarios = ["angry-complaint", "first-day"].map(stock::scenario);
    let state = (0, BriefingState::default());
    let mut briefing = screen(Language::En, state, move |ui, kit, (which, state)| {
        briefing::show(ui, kit, &scenarios[*which], false, state)
    });
    press(&mut briefing, Role::RadioButton, "Practice");
    press(&mut briefing, Role::RadioButton, "中文");
    briefing.state_mut().state.0 = 1;
    briefing.run();
    press(&mut briefing, Role::Button, "Let the customer in");
    let usual = BriefingIntent::Start { language: Language::En, mode: Mode::Learn };
    assert_eq!(briefing.state().wanted, [usual]);
    assert_eq!(briefing.state().state.1.of, "first-day");
}

#[test]
fn another_scenario_is_a_button_away_in_a_small_window_with_large_text() {
    let scenario = stock::scenario("wrong-account-data");
    let mut small =
        sized(Language::En, [1024.0, 640.0], 200, BriefingState::default(), move |ui, kit, state| {
            briefing::show(ui, kit, &scenario, false, state)
        });
    press(&mut small, Role::Button, "Choose another");
    assert_eq!(small.state().wanted, [BriefingIntent::Back]);
}
