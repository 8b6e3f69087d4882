//! Long lists: what is out of sight is not drawn, and what is in sight stays where it is.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use egui::{Rect, ScrollArea, Ui, vec2};
use egui_kittest::Harness;
use hotseat::views::lazily::Rows;

/// The width and the height of the list on screen.
const SIZE: [f32; 2] = [400.0, 600.0];

/// A list of rows with the rows drawn in the last frame.
struct List {
    count: usize,
    guess: f32,
    sticky: bool,
    rows: Rows,
    drawn: Vec<(usize, Rect)>,
    ever: BTreeSet<usize>,
    most: usize,
}

impl List {
    fn new(count: usize, guess: f32) -> Self {
        let (rows, drawn, ever) = (Rows::default(), Vec::new(), BTreeSet::new());
        Self { count, guess, sticky: false, rows, drawn, ever, most: 0 }
    }

    fn sticky(self) -> Self {
        Self { sticky: true, rows: Rows::sticky(), ..self }
    }

    fn show(&mut self, ui: &mut Ui) {
        let drawn = Rc::new(RefCell::new(Vec::new()));
        let into = Rc::clone(&drawn);
        let area = ScrollArea::vertical().auto_shrink(false).stick_to_bottom(self.sticky).animated(false);
        area.show(ui, |ui| {
            self.rows.show(
                ui,
                self.count,
                |_, _| self.guess,
                |ui, row| {
                    // Narrow rows are higher, as text is.
                    let size = vec2(ui.available_width(), height(row) * 400.0 / ui.available_width());
                    into.borrow_mut().push((row, ui.allocate_space(size).1));
                },
            );
        });
        self.drawn.clone_from(&drawn.borrow());
        self.most = self.most.max(self.drawn.len());
        self.ever.extend(self.drawn.iter().map(|(row, _)| *row));
    }

    /// Where a row stands that was drawn in the last frame.
    fn top(&self, row: usize) -> Option<f32> {
        self.drawn.iter().find(|(one, _)| *one == row).map(|(_, rect)| rect.top())
    }

    fn in_sight(&self) -> Vec<usize> {
        let seen = |rect: &Rect| rect.bottom() > 0.0 && rect.top() < SIZE[1];
        self.drawn.iter().filter(|(_, rect)| seen(rect)).map(|(row, _)| *row).collect()
    }
}

/// Rows of many heights, none of them what is guessed.
fn height(row: usize) -> f32 {
    [31.0, 118.0, 44.0, 73.0, 260.0, 20.0][row % 6]
}

fn shown(list: List) -> Harness<'static, List> {
    let mut harness = Harness::builder()
        .with_size(SIZE)
        .with_max_steps(30)
        .build_ui_state(|ui, list| List::show(list, ui), list);
    harness.run();
    harness
}

fn wheel(harness: &mut Harness<'_, List>, by: f32) {
    harness.hover_at(egui::pos2(200.0, 300.0));
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, by),
        modifiers: egui::Modifiers::NONE,
        phase: egui::TouchPhase::Move,
    });
    harness.run();
}

#[test]
fn through_five_hundred_messages_only_those_in_sight_are_drawn() {
    let mut harness = shown(List::new(500, 60.0).sticky());
    assert!(harness.state().in_sight().contains(&499), "it begins at the end");
    for _ in 0..200 {
        wheel(&mut harness, 300.0);
    }
    let list = harness.state();
    assert!(list.in_sight().contains(&0), "the first one is reached: {:?}", list.in_sight());
    assert_eq!(list.ever.len(), 500, "every one has been drawn on the way");
    assert!(list.most < 40, "{} of 500 were drawn in a frame", list.most);
}

#[test]
fn through_five_thousand_rows_only_those_in_sight_are_drawn() {
    let mut harness = shown(List::new(5_000, 80.0));
    assert!(harness.state().in_sight().contains(&0));
    for row in (0..5_000).step_by(500).chain([4_999]) {
        harness.state_mut().rows.go(row);
        harness.run();
        assert!(harness.state().in_sight().contains(&row), "row {row} is scrolled to");
        wheel(&mut harness, -90.0);
    }
    let list = harness.state();
    assert!(list.most < 80, "{} of 5000 were drawn in a frame", list.most);
    assert!(list.ever.len() < 600, "{} of 5000 were ever drawn", list.ever.len());
}

#[test]
fn what_is_in_sight_moves_by_what_is_scrolled_although_heights_were_only_guessed() {
    for guess in [10.0, 400.0] {
        let mut harness = shown(List::new(500, guess).sticky());
        for _ in 0..60 {
            let before = harness.state().drawn.clone();
            wheel(&mut harness, 50.0);
            let list = harness.state();
            let row = *list.in_sight().last().unwrap();
            let was = before.iter().find(|(one, _)| *one == row);
            let (_, was) =
                was.unwrap_or_else(|| panic!("row {row} jumped into sight with a guess of {guess}"));
            let by = list.top(row).unwrap() - was.top();
            assert!((by - 50.0).abs() < 1.5, "row {row} moved by {by} with a guess of {guess}");
        }
    }
}

#[test]
fn a_new_row_leaves_the_others_where_they_are_and_is_seen_at_the_end() {
    let mut harness = shown(List::new(100, 60.0).sticky());
    harness.state_mut().count += 1;
    harness.run();
    assert!(harness.state().in_sight().contains(&100), "at the end the new one comes into sight");
    for _ in 0..4 {
        wheel(&mut harness, 300.0);
    }
    let before = harness.state().drawn.clone();
    harness.state_mut().count += 3;
    harness.run();
    assert_eq!(harness.state().drawn, before, "one who reads further up is left in peace");
}

#[test]
fn the_end_stays_in_sight_where_the_window_changes() {
    let mut harness = shown(List::new(12, 60.0).sticky());
    for size in [[400.0, 900.0], [260.0, 200.0], [700.0, 120.0], [390.0, 1_500.0], [200.0, 90.0]] {
        harness.set_size(size.into());
        harness.run();
        let bottom = harness.state().drawn.iter().find(|(row, _)| *row == 11).unwrap().1.bottom();
        assert!(bottom <= size[1] && bottom > 0.0, "the last row ends at {bottom} of {size:?}");
    }
}

#[test]
fn fewer_rows_are_measured_anew() {
    let mut harness = shown(List::new(300, 60.0));
    harness.state_mut().rows.go(299);
    harness.run();
    harness.state_mut().count = 5;
    harness.run();
    assert_eq!(harness.state().in_sight(), [0, 1, 2, 3, 4]);
    assert_eq!(harness.state().drawn.len(), 5);
}
