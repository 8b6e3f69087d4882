//! Where the keyboard stands on a page that was just opened: at its first control, for whoever works by keys.

use egui::{Event, FocusDirection, Id, Rect, Sense, Ui, Vec2};

/// Who works the window last: the keys or the pointer.
#[derive(Debug, Default)]
pub(super) struct Hands(bool);

impl Hands {
    /// Whether it is the keys.
    pub(super) fn are_on_the_keys(&mut self, ui: &Ui) -> bool {
        ui.input(|input| {
            for event in &input.events {
                if matches!(event, Event::Key { pressed: true, .. }) {
                    self.0 = true;
                } else if matches!(event, Event::PointerButton { .. }) {
                    self.0 = false;
                }
            }
        });
        self.0
    }
}

/// Follows which page is open and who works the window; `P` names a page.
#[derive(Debug)]
pub struct Arrival<P> {
    page: Option<P>,
    hands: Hands,
    /// Drawings that are left until the keyboard is there.
    left: u8,
}

impl<P> Default for Arrival<P> {
    fn default() -> Self {
        Self { page: None, hands: Hands::default(), left: 0 }
    }
}

impl<P: PartialEq> Arrival<P> {
    /// To be called in every drawing, between the bar and the page. A page with `own` focus is left alone.
    pub fn show(&mut self, ui: &mut Ui, page: P, own: bool) {
        let by_keys = self.hands.are_on_the_keys(ui);
        if self.page.as_ref() != Some(&page) {
            self.left = if by_keys && !own && self.page.is_some() { 2 } else { 0 };
            self.page = Some(page);
        }
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        if self.left == 0 {
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::Next));
        }
        // Holds the keyboard for one drawing, and hands it on to what is drawn next.
        let place = Rect::from_min_size(ui.cursor().min, Vec2::splat(1.0));
        let start = ui.interact(place, Id::new("arrival"), Sense::focusable_noninteractive());
        if self.left > 0 {
            start.request_focus();
        }
        ui.ctx().request_repaint();
    }
}
