//! The customer's bust: what is drawn, what a mood looks like, how it moves.

use std::collections::BTreeSet;

use hotseat::scenario::customer::{Age, Clothes, Hair, Level, Look, Mood};
use hotseat::scenario::{Library, Scenario};
use hotseat::views::avatar::{Animator, Drawing, Pose, Reaction, draw, portrait};

const FRAME: f32 = 1.0 / 60.0;

fn mood(anger: i64, worry: i64, trust: i64) -> Mood {
    Mood { anger: Level::clamped(anger), worry: Level::clamped(worry), trust: Level::clamped(trust) }
}

fn furious() -> Mood {
    mood(95, 15, 8)
}

fn worried() -> Mood {
    mood(10, 92, 35)
}

fn calm() -> Mood {
    mood(5, 10, 55)
}

fn grateful() -> Mood {
    mood(3, 6, 95)
}

fn looks() -> Vec<Look> {
    let hairs = [Hair::Short, Hair::Long, Hair::Bun, Hair::Curly, Hair::Bald, Hair::Bob, Hair::Covered];
    let clothes = [Clothes::Coat, Clothes::Shirt, Clothes::Suit, Clothes::Hoodie, Clothes::Uniform];
    let ages = [Age::Young, Age::Middle, Age::Old];
    hairs
        .into_iter()
        .flat_map(|hair| ages.map(|age| (hair, age)))
        .zip(0_u8..)
        .map(|((hair, age), number)| Look {
            hair,
            age,
            skin: number % 8,
            clothes: clothes[usize::from(number) % 5](
                ["navy", "", "no such colour", "white"][usize::from(number) % 4].into(),
            ),
        })
        .collect()
}

fn shipped() -> Vec<Scenario> {
    let library = Library::embedded();
    ["first-day", "angry-complaint", "system-outage", "wrong-account-data"]
        .map(|id| library.scenario(id, 0).expect("a shipped scenario is sound"))
        .into()
}

/// Every coordinate and index is sound and inside the box.
fn check(drawing: &Drawing) {
    assert!(!drawing.indices.is_empty());
    assert_eq!(drawing.indices.len() % 3, 0, "whole triangles");
    assert!(drawing.vertices.len() < 6000, "{} corners are too many", drawing.vertices.len());
    for vertex in &drawing.vertices {
        let [x, y] = vertex.at;
        assert!(x.abs() <= 1.0001 && y.abs() <= 1.1001, "{x}, {y} lies outside");
    }
    assert!(drawing.indices.iter().all(|index| usize::try_from(*index).unwrap() < drawing.vertices.len()));
}

fn run(animator: &mut Animator, seconds: f32) -> Pose {
    let mut pose = animator.advance(0.0, false);
    let mut passed = 0.0;
    while passed < seconds {
        pose = animator.advance(FRAME, false);
        passed += FRAME;
    }
    pose
}

#[test]
fn the_same_person_in_the_same_pose_gives_the_same_drawing() {
    for look in looks() {
        assert_eq!(draw(&look, &Pose::of(calm())), draw(&look, &Pose::of(calm())));
    }
}

#[test]
fn every_mood_is_drawn_inside_the_box_with_few_triangles() {
    let looks = looks();
    let mut look = looks.iter().cycle();
    for anger in (0..=100).step_by(25) {
        for worry in (0..=100).step_by(25) {
            for trust in (0..=100).step_by(25) {
                check(&draw(look.next().unwrap(), &Pose::of(mood(anger, worry, trust))));
            }
        }
    }
    for look in &looks {
        check(&draw(look, &Pose::of(furious())));
    }
}

#[test]
fn a_small_change_of_mood_is_a_small_change_of_pose() {
    let near = |a: Mood, b: Mood| {
        let (a, b) = (Pose::of(a), Pose::of(b));
        let pairs = [
            (a.brow_inner, b.brow_inner),
            (a.lids, b.lids),
            (a.mouth_curve, b.mouth_curve),
            (a.mouth_open, b.mouth_open),
            (a.flush, b.flush),
            (a.shoulders, b.shoulders),
            (a.right.down, b.right.down),
            (a.right.angle, b.right.angle),
            (a.right.curl, b.right.curl),
        ];
        for (a, b) in pairs {
            assert!((a - b).abs() < 0.12, "{a} and {b} are far apart");
        }
    };
    for level in 0..100 {
        for other in [0, 40, 100] {
            near(mood(level, other, 40), mood(level + 1, other, 40));
            near(mood(other, level, 40), mood(other, level + 1, 40));
            near(mood(other, 20, level), mood(other, 20, level + 1));
        }
    }
}

#[test]
fn fury_worry_calm_and_gratitude_are_told_apart_by_more_than_one_feature() {
    let [fury, worry, calm, thanks] = [furious(), worried(), calm(), grateful()].map(Pose::of);
    // Brows: down and together, inner ends up, level.
    assert!(fury.brow_inner < -0.7 && fury.brow_pinch > 0.8);
    assert!(worry.brow_inner > 0.6);
    assert!(calm.brow_inner.abs() < 0.3 && calm.brow_pinch < 0.2);
    // Mouths: bared teeth, corners down, level, a smile.
    assert!(fury.mouth_open > 0.4 && fury.teeth > 0.5);
    assert!(worry.mouth_curve < -0.5);
    assert!(calm.mouth_curve.abs() < 0.3 && calm.mouth_open < 0.1);
    assert!(thanks.mouth_curve > 0.6);
    // Eyes: wide, smiling.
    assert!(worry.lids > 1.2 && thanks.lower_lids > 0.5 && thanks.lids < 1.0);
    // Shoulders, colour, hands, head.
    assert!(fury.shoulders > 0.6 && fury.flush > 0.6 && worry.pale > 0.5);
    assert!(fury.left.curl > 0.9 && fury.right.curl > 0.9, "fists");
    assert!(worry.right.out < 0.15 && worry.right.down < 0.9, "hands wrung before the chest");
    assert!(thanks.right.down < 0.9 && thanks.right.curl < 0.2, "a flat hand on the chest");
    assert!(calm.right.down > 0.9, "hands at rest");
    assert!(thanks.tilt > 0.05 && calm.tilt.abs() < 0.03);
}

#[test]
fn distrust_shows_in_narrowed_eyes_and_one_raised_brow() {
    let (wary, open) = (Pose::of(mood(10, 10, 5)), Pose::of(calm()));
    assert!(wary.lids < open.lids - 0.2);
    assert!(wary.brow_skew > 0.5 && open.brow_skew < 0.05);
}

#[test]
fn customers_of_the_shipped_scenarios_look_different() {
    let faces: BTreeSet<Vec<u32>> = shipped()
        .iter()
        .map(|scenario| {
            let drawing = draw(&scenario.file().customer.look, &Pose::of(calm()));
            drawing.vertices.iter().flat_map(|vertex| vertex.at.map(f32::to_bits)).collect()
        })
        .collect();
    assert_eq!(faces.len(), 4, "by their shapes alone");
}

#[test]
fn a_new_mood_is_reached_smoothly_and_then_all_is_still() {
    let mut animator = Animator::new(calm());
    run(&mut animator, 12.0);
    assert!(!animator.is_moving(), "an idle seat idles");
    animator.feel(furious());
    assert!(animator.is_moving());
    let begun = animator.advance(FRAME, false);
    assert!((begun.flush - Pose::of(calm()).flush).abs() < 0.2, "no jump");
    let there = run(&mut animator, 3.0);
    assert!((there.brow_inner - Pose::of(furious()).brow_inner).abs() < 0.02);
    let still = run(&mut animator, 9.5);
    assert!(!animator.is_moving());
    assert_eq!(still, Pose::of(furious()), "the resting face itself");
    assert_eq!(animator.advance(5.0, false), still);
}

#[test]
fn the_mood_it_already_has_does_not_wake_it() {
    let mut animator = Animator::new(worried());
    run(&mut animator, 12.5);
    animator.feel(worried());
    assert!(!animator.is_moving());
}

#[test]
fn every_reaction_shows_within_a_quarter_of_a_second_and_passes() {
    for reaction in [
        Reaction::Flinch,
        Reaction::Sigh,
        Reaction::Soften,
        Reaction::LookAway,
        Reaction::Attend,
        Reaction::Nod,
    ] {
        let mut animator = Animator::new(mood(40, 40, 40));
        let rest = run(&mut animator, 12.5);
        animator.react(reaction);
        assert!(animator.is_moving());
        let seen = run(&mut animator, 0.25);
        assert!(draw(&Look::default(), &seen) != draw(&Look::default(), &rest), "{reaction:?} shows");
        animator.react(Reaction::Attend);
        let after = run(&mut animator, 14.0);
        assert!(!animator.is_moving(), "{reaction:?} passes");
        assert_eq!(after, rest);
    }
}

#[test]
fn who_looks_away_looks_back_only_when_attending() {
    let mut animator = Animator::new(calm());
    animator.react(Reaction::LookAway);
    let away = run(&mut animator, 14.0);
    assert!(away.gaze_x > 0.5 && away.turn > 0.5);
    assert!(!animator.is_moving(), "it stays so, and still");
    animator.react(Reaction::Attend);
    let back = run(&mut animator, 2.0);
    assert!(back.gaze_x.abs() < 0.3 && back.turn.abs() < 0.2);
}

#[test]
fn speaking_opens_and_closes_the_mouth_for_as_long_as_it_lasts() {
    let mut animator = Animator::new(calm());
    run(&mut animator, 12.5);
    animator.speak(2.0);
    let openings: Vec<f32> = (0..110).map(|_| animator.advance(FRAME, false).mouth_open).collect();
    let turns = openings.windows(3).filter(|of| (of[1] - of[0]) * (of[2] - of[1]) < 0.0).count();
    assert!(turns >= 4, "{turns} turns are not speech");
    assert!(openings.iter().any(|open| *open > 0.15));
    let after = run(&mut animator, 1.0);
    assert!((after.mouth_open - Pose::of(calm()).mouth_open).abs() < 0.02);
    run(&mut animator, 12.0);
    assert!(!animator.is_moving());
}

#[test]
fn a_face_that_is_awake_blinks_and_breathes() {
    let mut animator = Animator::new(calm());
    let poses: Vec<Pose> = (0..480).map(|_| animator.advance(FRAME, false)).collect();
    assert!(poses.iter().any(|pose| pose.lids < 0.2), "it blinks");
    assert!(poses.iter().any(|pose| pose.breath > 0.8) && poses.iter().any(|pose| pose.breath < -0.8));
}

#[test]
fn with_reduced_motion_poses_switch_at_once_and_nothing_moves_by_itself() {
    let mut animator = Animator::new(calm());
    assert_eq!(animator.advance(FRAME, true), Pose::of(calm()));
    assert!(!animator.is_moving(), "no breath, no blinking");
    animator.feel(furious());
    assert!(animator.is_moving(), "one more frame is due");
    assert_eq!(animator.advance(FRAME, true), Pose::of(furious()));
    assert!(!animator.is_moving());
    animator.speak(3.0);
    assert_eq!(animator.advance(FRAME, true), Pose::of(furious()));
    animator.react(Reaction::Flinch);
    let flinch = animator.advance(FRAME, true);
    assert_ne!(flinch, Pose::of(furious()), "a reaction shows as a still face");
    assert_eq!(animator.advance(0.3, true), flinch);
    assert_eq!(animator.advance(2.0, true), Pose::of(furious()));
    assert!(!animator.is_moving());
}

#[test]
fn odd_time_steps_do_no_harm() {
    let mut animator = Animator::new(calm());
    animator.feel(furious());
    animator.react(Reaction::Sigh);
    for seconds in [0.0, -1.0, f32::NAN, f32::INFINITY, 1e9, 0.5] {
        check(&draw(&Look::default(), &animator.advance(seconds, false)));
    }
}

#[test]
fn a_portrait_stays_in_its_square() {
    let square = egui::Rect::from_min_size(egui::pos2(20.0, 30.0), egui::vec2(64.0, 64.0));
    let context = egui::Context::default();
    let mut output = context.run_ui(egui::RawInput::default(), |ui| {
        let painter = ui.ctx().layer_painter(egui::LayerId::background());
        portrait(&painter, square, &Look::default(), &Pose::of(grateful()));
    });
    output.textures_delta.clear();
    let mut meshes = 0;
    for shape in output.shapes {
        if let egui::Shape::Mesh(mesh) = shape.shape {
            meshes += 1;
            assert!(mesh.vertices.iter().all(|vertex| square.expand(1.5).contains(vertex.pos)));
        }
    }
    assert_eq!(meshes, 1);
}
