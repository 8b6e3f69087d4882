//! Where the keyboard goes when the control that had it is gone: to the composer, not to the top of the window.

use egui::{Event, Key, Ui};

/// Whether something had the keyboard, and who works the seat.
#[derive(Default)]
pub(super) struct Guard {
    had_focus: bool,
    by_keys: bool,
    /// Frames in which Tab may be on its way from the last control to the first.
    on_its_way: u8,
}

impl Guard {
    /// Whether the keyboard fell out of the hands of somebody who works by keys.
    pub(super) fn lost(&mut self, ui: &Ui) -> bool {
        self.on_its_way = self.on_its_way.saturating_sub(1);
        ui.input(|input| {
            for event in &input.events {
                match event {
                    Event::Key { key: Key::Tab, pressed: true, .. } => {
                        (self.by_keys, self.on_its_way) = (true, 3)
                    }
                    Event::Key { pressed: true, .. } => self.by_keys = true,
                    Event::PointerButton { .. } => self.by_keys = false,
                    _ => {}
                }
            }
        });
        let open = ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
        let has = ui.memory(|memory| memory.focused().is_some());
        let lost = self.had_focus && self.by_keys && self.on_its_way == 0 && !has && open;
        self.had_focus = has || (self.had_focus && (!open || self.on_its_way > 0));
        lost
    }
}
