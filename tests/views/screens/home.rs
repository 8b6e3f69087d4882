//! The first screen of somebody known.

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use hotseat::scenario::Language;
use hotseat::store::{AttemptId, State, Summary};
use hotseat::views::home::{self, HomeData, HomeIntent, HomeState, next};
use uuid::Uuid;

use super::{Screen, count, press, screen, sized, stock};

type Home = egui_kittest::Harness<'static, Screen<HomeState, HomeIntent>>;

fn shown(language: Language, data: HomeData) -> Home {
    screen(language, HomeState::default(), move |ui, kit, state| home::show(ui, kit, &data, state))
}

fn id(number: u128) -> AttemptId {
    AttemptId(Uuid::from_u128(number + 1))
}

#[test]
fn a_newcomer_is_offered_the_first_day_and_sees_all_ladders() {
    for (language, take, title, ladders) in [
        (
            Language::En,
            "Take this customer",
            "First day: a wrong house number",
            ["Complex interactions", "AI training and data", "AI operations"],
        ),
        (Language::Zh, "接待这位客户", "第一天：门牌号填错了", ["复杂交互", "AI 训练与数据分析", "AI 运营"]),
    ] {
        let mut home = shown(language, stock::home("Mei", Vec::new()));
        for ladder in ladders {
            assert!(home.query_by_label(ladder).is_some(), "{ladder} is shown");
        }
        press(
            &mut home,
            Role::Button,
            &language.pick(format!("{take}: {title}"), format!("{take}：{title}")),
        );
        assert_eq!(home.state().wanted, [HomeIntent::Play("first-day".to_owned())]);
    }
}

#[test]
fn what_nobody_can_show_yet_is_not_available_rather_than_nought() {
    let home = shown(Language::En, stock::home("Mei", Vec::new()));
    assert!(home.query_all_by_label("not available yet").count() > 0);
    let data = stock::home("Mei", Vec::new());
    let lead =
        data.standing.iter().flat_map(|ladder| &ladder.steps).find(|step| step.id == "complex-case-lead");
    assert_eq!(lead.expect("it ships").percent(), None);
}

#[test]
fn a_requirement_names_the_scenarios_that_would_count_and_leads_to_them() {
    let mut home = shown(Language::En, stock::home("Mei", stock::weeks()));
    assert!(home.query_all_by_label_contains("; would count:").count() > 0);
    let title = stock::scenario("angry-complaint").file().title.get(Language::En).to_owned();
    home.query_all_by_role_and_label(Role::Link, &title).next().expect("its title is a link").scroll_to_me();
    home.run();
    home.query_all_by_role_and_label(Role::Link, &title).next().expect("its title is a link").click();
    home.run();
    assert_eq!(home.state().wanted, [HomeIntent::Play("angry-complaint".to_owned())]);
}

#[test]
fn what_a_step_takes_is_unfolded_by_its_name() {
    let mut home = shown(Language::En, stock::home("Mei", Vec::new()));
    assert!(home.query_by_label_contains("empathy at least 70").is_none());
    press(&mut home, Role::Button, "Complaints agent: show what it takes");
    assert!(home.query_by_label_contains("empathy at least 70").is_some());
    press(&mut home, Role::Button, "Complaints agent: hide what it takes");
    assert!(home.query_by_label_contains("empathy at least 70").is_none());
}

#[test]
fn an_attempt_that_was_cut_off_is_gone_on_with() {
    let mut home = shown(Language::Zh, stock::home("梅", stock::weeks()));
    let title = stock::scenario("angry-complaint").file().title.get(Language::Zh).to_owned();
    press(&mut home, Role::Button, &format!("继续：{title}"));
    assert_eq!(home.state().wanted, [HomeIntent::Resume(id(50))]);
}

#[test]
fn an_attempt_leads_to_its_debrief_and_tells_time_score_and_result() {
    let mut home = shown(Language::En, stock::home("Mei", stock::weeks()));
    let title = stock::scenario("first-day").file().title.get(Language::En).to_owned();
    home.key_press(egui::Key::End);
    home.run();
    // 09:00 in UTC is 17:00 at this desk.
    press(&mut home, Role::Button, &format!("2026-05-18 17:00, {title}, practice, 91, \u{2714} passed"));
    assert_eq!(home.state().wanted, [HomeIntent::Debrief(id(0))]);
    for result in ["74, ? a person decides", "52, \u{2716} not passed", "\u{2013}, left early"] {
        assert!(home.query_by_label_contains(result).is_some(), "{result}");
    }
}

#[test]
fn a_thousand_attempts_draw_only_what_is_seen() {
    let one = stock::finished(0, "first-day", 60, Some(false));
    let many: Vec<Summary> = (0..1000_u32)
        .rev()
        .map(|number| Summary {
            id: id(u128::from(number)),
            started: one.started + jiff::SignedDuration::from_hours(i64::from(number)),
            ..one.clone()
        })
        .collect();
    let mut home = shown(Language::En, stock::home("Mei", many));
    assert!(home.query_by_label("1000 attempts, 0 passed").is_some());
    assert!(count(&home) < 150, "{} nodes", count(&home));
    home.key_press(egui::Key::End);
    home.run();
    home.run();
    let oldest = home.query_all_by_label_contains("2026-05-18 17:00").next().expect("the oldest is in sight");
    oldest.click();
    home.run();
    assert_eq!(home.state().wanted, [HomeIntent::Debrief(id(0))]);
    assert!(count(&home) < 150, "{} nodes", count(&home));
}

#[test]
fn what_comes_next_counts_towards_the_nearest_step_and_was_not_just_passed() {
    assert_eq!(next(&stock::home("Mei", Vec::new())).as_deref(), Some("first-day"));
    let left = stock::attempt(1, "system-outage", State::Ended(hotseat::store::Ending::Abandoned), None);
    assert_eq!(next(&stock::home("Mei", vec![left])).as_deref(), Some("first-day"));

    let data = stock::home("Mei", vec![stock::finished(1, "first-day", 91, Some(true))]);
    let chosen = next(&data).expect("there is more to do");
    assert_ne!(chosen, "first-day");
    let counts = data.standing.iter().flat_map(|ladder| &ladder.steps).flat_map(|step| &step.needs);
    assert!(counts.into_iter().any(|need| need.would_count.contains(&chosen)));
    assert_eq!(data.next, Some(chosen));
}

#[test]
fn nothing_to_play_leads_to_the_library() {
    let mut data = stock::home("Mei", Vec::new());
    data = HomeData::new(data.person, Vec::new(), Vec::new(), Vec::new(), data.zone);
    let mut home = shown(Language::En, data);
    press(&mut home, Role::Button, "Go to the library");
    assert_eq!(home.state().wanted, [HomeIntent::Library]);
}

#[test]
fn everything_is_reached_by_keyboard_in_a_small_window_with_large_text() {
    let data = stock::home("Mei", stock::weeks());
    let mut home = sized(Language::Zh, [1024.0, 640.0], 200, HomeState::default(), move |ui, kit, state| {
        home::show(ui, kit, &data, state)
    });
    for _ in 0..80 {
        home.key_press(egui::Key::Tab);
        home.run();
        let focused = home.query_all_by(|node| node.is_focused()).next();
        if let Some(focused) = focused {
            let rect = focused.rect();
            assert!(rect.left() >= 0.0 && rect.right() <= 1024.0, "{rect:?} is cut off");
            assert!(rect.bottom() > 0.0 && rect.top() < 640.0, "{rect:?} is out of sight");
            let oldest =
                focused.accesskit_node().label().is_some_and(|name| name.contains("2026-05-18 17:00"));
            if oldest {
                return;
            }
        }
    }
    panic!("the oldest attempt was not reached");
}
