//! The debrief: rated, read, argued with, tried again.

mod reviewed;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use hotseat::listen::Listener;
use hotseat::review::{Alternative, Drill, Line, Review, Said, alternatives};
use hotseat::scenario::{Act, Language, Library, Text};
use hotseat::score::AbilityKind;
use hotseat::session::{Action, Run, Session};
use hotseat::views::debrief::{DebriefIntent, DebriefState, Kept, show};
use hotseat::views::theme::{self, Kit, Palette, Shade};

static LISTENER: LazyLock<Arc<Listener>> = LazyLock::new(|| Arc::new(Listener::builtin().unwrap()));

fn run(id: &str, who: &str, language: &str) -> (Session, Vec<Action>) {
    let file = format!("tests/runs/{id}.{who}.{language}.ron");
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let run = Run::read(&text).unwrap();
    let scenario = Arc::new(Library::embedded().scenario(id, run.seed).unwrap());
    let mut session = Session::begin(scenario, Arc::clone(&LISTENER), run.language, run.mode, run.seed);
    session.play(&run.actions).unwrap();
    (session, run.actions)
}

/// What a test sees and does.
struct Seat {
    kit: Kit,
    review: Review,
    alternatives: Option<Vec<Alternative>>,
    kept: Kept,
    state: DebriefState,
    wants: Vec<DebriefIntent>,
    themed: bool,
    percent: u16,
}

impl Seat {
    fn new(id: &str, who: &str, language: Language) -> Self {
        let (session, actions) = run(id, who, language.code());
        let mut review = Review::new(&session, &actions);
        let title = Text::Plain("Third time broken".to_owned());
        review.drill = Some(Drill { id: "angry-complaint".to_owned(), title, trains: AbilityKind::Empathy });
        let turn = review.costliest.as_ref().and_then(|costliest| costliest.turn);
        let alternatives = turn.map(|turn| alternatives(&session, &actions, turn));
        let kit = Kit { language, palette: Palette::new(Shade::Light, false), motion: false };
        let (kept, state) = (Kept::default(), DebriefState::default());
        Self { kit, review, alternatives, kept, state, wants: Vec::new(), themed: false, percent: 100 }
    }

    fn rated(self) -> Self {
        let kept = Kept { rating: Some([80, 80, 80]), ..self.kept };
        Self { kept, ..self }
    }

    fn sit(self, width: f32, height: f32) -> Harness<'static, Self> {
        let draw = |ui: &mut egui::Ui, seat: &mut Self| {
            if !seat.themed {
                seat.themed = true;
                theme::install_fonts(ui.ctx(), hotseat::scenario::Language::En);
                theme::apply(ui.ctx(), &seat.kit.palette, seat.percent, false);
                ui.ctx().request_repaint();
                return;
            }
            let Self { kit, review, alternatives, kept, state, wants, .. } = seat;
            wants.extend(show(ui, kit, review, alternatives.as_deref(), kept, state));
        };
        let mut harness = Harness::builder()
            .with_size(egui::vec2(width, height))
            .with_max_steps(40)
            .build_ui_state(draw, self);
        harness.run();
        harness
    }
}

fn wide(who: &str) -> Harness<'static, Seat> {
    Seat::new("angry-complaint", who, Language::En).rated().sit(1280.0, 800.0)
}

fn click(harness: &mut Harness<'static, Seat>, label: &str) {
    harness.get_by_label(label).scroll_to_me();
    harness.run();
    harness.get_by_label(label).click();
    harness.run();
}

/// What was asked for, without the computing that begins by itself.
fn wants(harness: &Harness<'static, Seat>) -> Vec<DebriefIntent> {
    let asked = harness.state().wants.iter();
    asked.filter(|want| !matches!(want, DebriefIntent::Compute { .. })).cloned().collect()
}

fn sees(harness: &Harness<'static, Seat>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn one_rates_oneself_before_the_score_is_seen() {
    let mut harness = Seat::new("angry-complaint", "second", Language::En).sit(1280.0, 800.0);
    assert!(!sees(&harness, "Overall"), "the score is not shown yet");
    harness.get_by_role_and_label(Role::Slider, "How well did you meet the customer?").focus();
    harness.run();
    harness.key_press(egui::Key::ArrowRight);
    harness.run();
    click(&mut harness, "See the score");
    assert_eq!(wants(&harness), [DebriefIntent::RateSelf([55, 50, 50])]);
    assert!(sees(&harness, "Overall"));
}

#[test]
fn rating_oneself_can_be_skipped_and_is_compared_with_the_score_where_it_was_not() {
    let mut harness = Seat::new("angry-complaint", "second", Language::En).sit(1280.0, 800.0);
    click(&mut harness, "Skip");
    assert_eq!(wants(&harness), []);
    click(&mut harness, "Scorecard");
    assert!(!sees(&harness, "You said 80"));
    let mut harness = wide("second");
    click(&mut harness, "Scorecard");
    assert_eq!(harness.query_all_by_label_contains("You said 80, it came to").count(), 3);
}

#[test]
fn the_result_is_told_with_the_ending_the_stars_and_every_critical_error() {
    let harness = wide("rude");
    assert!(sees(&harness, "not passed"));
    assert!(sees(&harness, "Critical error"));
    assert!(sees(&harness, "The customer's rating: 1 of 5 stars"));
    assert!(sees(&harness, "Without it the score would be"));
    for error in &harness.state().review.card.critical {
        assert!(sees(&harness, &error.what), "{}", error.what);
    }
}

#[test]
fn where_another_rubric_counts_by_now_the_debrief_says_what_it_comes_to() {
    let mut seat = Seat::new("angry-complaint", "second", Language::En).rated();
    seat.kept.counts = Some((3, Some(71), Some(false)));
    let harness = seat.sit(1280.0, 800.0);
    assert!(sees(&harness, "It counts by rubric 3, which was adopted since: 71, not passed."));
}

#[test]
fn the_conversation_shows_both_sides_and_what_was_heard() {
    let harness = wide("rude");
    assert!(sees(&harness, "Stop shouting at me. I didn't break your stupid bed."));
    assert!(sees(&harness, "rudeness"));
    let first = harness.state().review.turns[0]
        .lines
        .iter()
        .find_map(|line| if let Said::Customer(text) = &line.said { Some(text.clone()) } else { None });
    assert!(sees(&harness, &first.unwrap()));
}

#[test]
fn a_finding_opens_its_moment() {
    let mut harness = wide("second");
    click(&mut harness, "Scorecard");
    let review = &harness.state().review;
    let (at, turn) = (0..).zip(&review.moments).filter_map(|(at, turn)| Some((at, (*turn)?))).last().unwrap();
    let words = hotseat::locale::findings::finding(&review.card.findings[at], Language::En);
    let points = hotseat::locale::debrief::points(&review.card.findings[at]);
    let model = review.turns[turn].model.clone();
    let name = format!("Turn {}, ", turn + 1);
    click(&mut harness, &format!("{points}  {words}"));
    harness.get_by_label_contains("Open its moment").scroll_to_me();
    harness.run();
    harness.get_by_label_contains("Open its moment").click();
    harness.run();
    let title = harness.query_all_by_label_contains(&name).next().expect("the turn is drawn");
    let screen = harness.ctx.content_rect();
    assert!(screen.contains_rect(title.rect()), "{:?} is in sight", title.rect());
    if let Some(model) = model {
        assert!(sees(&harness, &model), "an opened turn shows its strong reply");
    }
    assert!(sees(&harness, "Try again from here"));
}

#[test]
fn what_was_meant_and_not_heard_stands_under_the_reply_it_is_about() {
    let mut harness = wide("model");
    let turns = harness.state().review.turns.iter();
    let heard = turns.flat_map(|turn| &turn.lines).find(|line| matches!(line.said, Said::Heard(_)));
    let event = heard.expect("something was heard").index;
    harness.state_mut().kept.meant.insert(event, vec![Act::Reassure]);
    harness.run();
    assert!(sees(&harness, "you meant: reassures"));
}

#[test]
fn a_finding_is_disputed_with_a_reason_and_afterwards_it_is_noted() {
    let mut harness = wide("second");
    click(&mut harness, "Scorecard");
    let finding = &harness.state().review.card.findings[0];
    let words = hotseat::locale::findings::finding(finding, Language::En);
    let row = format!("{}  {words}", hotseat::locale::debrief::points(finding));
    click(&mut harness, &row);
    click(&mut harness, "I see this differently");
    let note = harness.get_by_label("Note it");
    assert!(note.accesskit_node().is_disabled(), "a reason is asked for first");
    let field = "Why do you see it differently?";
    let form = harness.get_by_role_and_label(Role::MultilineTextInput, field);
    assert!(form.is_focused(), "one writes at once");
    form.type_text("我已经道过歉了，她要的是时间");
    harness.run();
    click(&mut harness, "Note it");
    let reason = "我已经道过歉了，她要的是时间".to_owned();
    assert_eq!(wants(&harness), [DebriefIntent::Dispute { finding: 0, reason: reason.clone() }]);
    harness.state_mut().kept.disputes.insert(0, vec![reason]);
    harness.run();
    assert!(sees(&harness, "Noted, you see this differently: 我已经道过歉了"));
    assert!(harness.query_by_label("Note it").is_none(), "the form is closed");
    assert!(harness.get_by_label("I see this differently").is_focused(), "the keyboard stays where one was");
}

#[test]
fn the_costliest_moment_shows_the_strong_reply_and_what_each_would_have_come_to() {
    let harness = wide("rude");
    let seat = harness.state();
    let costliest = seat.review.costliest.clone().unwrap();
    let turn = costliest.turn.unwrap();
    assert_eq!(seat.wants, [DebriefIntent::Compute { turn }], "it is asked for by itself, once");
    let model = costliest.model.unwrap();
    assert!(sees(&harness, &model));
    assert!(sees(&harness, "Computed from here on"));
    assert!(sees(&harness, "of your later actions could still be played"));
    assert!(sees(&harness, "What you said"));
    assert!(sees(&harness, "nothing is computed"));
}

#[test]
fn while_alternatives_are_computed_the_debrief_says_so() {
    let mut seat = Seat::new("angry-complaint", "rude", Language::En).rated();
    seat.alternatives = None;
    assert!(sees(&seat.sit(1280.0, 800.0), "Playing it out"));
}

#[test]
fn one_tries_again_takes_the_next_drill_exports_and_goes_home() {
    let mut harness = wide("rude");
    click(&mut harness, "Try again from the costliest moment");
    click(&mut harness, "Next drill: Third time broken");
    click(&mut harness, "Export as a file");
    click(&mut harness, "Home");
    let turn = harness.state().review.costliest.as_ref().and_then(|costliest| costliest.turn).unwrap();
    let expected = [
        DebriefIntent::TryAgain { turn },
        DebriefIntent::Drill("angry-complaint".to_owned()),
        DebriefIntent::Export,
        DebriefIntent::Home,
    ];
    assert_eq!(wants(&harness), expected);
}

#[test]
fn any_turn_can_be_tried_again_and_computed() {
    let mut harness = wide("second");
    let at = harness.state().review.turns[1].at;
    click(&mut harness, &format!("Turn 2, {}:{:02}", at / 60, at % 60));
    click(&mut harness, "Try again from here");
    click(&mut harness, "What else could I have said?");
    assert_eq!(wants(&harness), [DebriefIntent::TryAgain { turn: 1 }]);
    assert_eq!(harness.state().wants.last(), Some(&DebriefIntent::Compute { turn: 1 }));
}

#[test]
fn every_step_of_the_mood_names_its_rule_and_its_words_and_opens_its_turn() {
    let mut harness = wide("rude");
    click(&mut harness, "Every step of the mood");
    let step = harness.state().review.steps[0].clone();
    let words = hotseat::locale::debrief::step(&step, Language::En);
    assert!(
        words.contains("“Stop shouting at me”") && words.contains("(phrases the company forbids)"),
        "{words}"
    );
    let row = format!("{}:{:02}: {words}", step.at / 60, step.at % 60);
    let button = harness.query_all_by_label(&row).next().expect("the step is a button");
    button.click();
    harness.run();
    assert!(sees(&harness, "Try again from here"), "its turn is open");
}

#[test]
fn hovering_a_turn_marks_the_curve_and_the_curve_marks_the_turn() {
    let mut harness = wide("second");
    let curve = harness.query_all_by_label_contains("Mood curve").next().expect("it has a name").rect();
    let last = format!("Turn {}, ", harness.state().review.turns.len());
    assert!(!sees(&harness, &last), "the last turn is out of sight");
    harness.hover_at(curve.right_center() - egui::vec2(12.0, 0.0));
    harness.run();
    let screen = harness.ctx.content_rect();
    let titles = harness.query_all_by_label_contains(&last);
    let (seen, titles) = titles
        .fold((0, 0), |(seen, all), node| (seen + usize::from(screen.contains_rect(node.rect())), all + 1));
    assert_eq!((seen, titles), (2, 2), "the tooltip names the turn, and the conversation has scrolled to it");
}

#[test]
fn with_the_keyboard_on_the_curve_the_arrows_walk_through_the_turns() {
    let mut harness = wide("second");
    harness.query_all_by_label_contains("Mood curve").next().unwrap().focus();
    harness.run();
    harness.key_press(egui::Key::ArrowRight);
    harness.run();
    harness.key_press(egui::Key::ArrowRight);
    harness.run();
    let model = harness.state().review.turns[1].model.clone().unwrap();
    assert!(sees(&harness, &format!("A strong reply here: {model}")), "turn 2 is open");
}

#[test]
fn of_five_hundred_turns_only_those_in_sight_are_drawn_and_the_last_is_reached() {
    let mut seat = Seat::new("angry-complaint", "second", Language::En).rated();
    let turn = seat.review.turns[1].clone();
    seat.review.turns = vec![turn; 500];
    for (at, turn) in (0..).zip(&mut seat.review.turns) {
        turn.at = at * 10;
    }
    seat.review.seconds = 5_000;
    let mut harness = seat.sit(1280.0, 800.0);
    let drawn = |harness: &Harness<'static, Seat>| harness.query_all_by_label_contains("Turn ").count();
    assert!(drawn(&harness) > 0);
    assert!(drawn(&harness) < 20, "{} turns are drawn", drawn(&harness));
    harness.query_all_by_label_contains("Mood curve").next().unwrap().focus();
    harness.run();
    harness.key_press(egui::Key::ArrowLeft);
    harness.run();
    let last = harness.query_all_by_label_contains("Turn 500, ").next().expect("the last turn is drawn");
    assert!(harness.ctx.content_rect().contains_rect(last.rect()), "{:?}", last.rect());
    assert!(drawn(&harness) < 20, "{} turns are drawn", drawn(&harness));
}

#[test]
fn on_a_small_screen_with_large_text_nothing_is_clipped_in_either_language() {
    for (language, tab) in [
        (Language::En, ["Conversation", "Scorecard", "The costliest moment", "Every step of the mood"]),
        (Language::Zh, ["对话", "评分卡", "丢分最多的地方", "情绪变化明细"]),
    ] {
        let mut seat = Seat::new("angry-complaint", "rude", language).rated();
        seat.percent = 200;
        seat.review.title = Text::Plain("很长的标题".repeat(30));
        let long = "Nochdazueinsehrlangeswort".repeat(20);
        seat.review.turns[0].lines.push(Line { index: 1, at: 3, said: Said::Customer(long) });
        let mut harness = seat.sit(1024.0, 640.0);
        for name in tab {
            click(&mut harness, name);
            let over = harness.root().children_recursive().find_map(|node| {
                let node = node.accesskit_node();
                let at = node.bounding_box()?;
                (at.x1 > 1025.0 || at.x0 < -1.0).then(|| (at, node.label(), node.value()))
            });
            assert!(over.is_none(), "{name}: {over:?}");
        }
    }
}

#[test]
fn a_clean_run_is_praised_and_has_nothing_to_try_again() {
    let mut seat = Seat::new("first-day", "model", Language::Zh).rated();
    seat.review.costliest = None;
    let harness = seat.sit(1280.0, 800.0);
    assert!(sees(&harness, "没有丢分"));
    assert!(harness.query_by_label("从丢分最多处重来").is_none());
}
