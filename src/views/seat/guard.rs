//! Where the keyboard goes when the control that had it is gone: to the composer, not to the top of the window.

use egui::Ui;

use crate::views::arrival::Hands;

/// So many drawings without anything that has the keyboard mean that it is lost.
const PATIENCE: u8 = 4;

/// Whether something had the keyboard, and who works the seat.
#[derive(Default)]
pub(super) struct Guard {
    had_focus: bool,
    hands: Hands,
    /// Drawings since nothing has the keyboard: Tab may be on its way from the last control to the first, and whatever
    /// opened in place of the control may still ask for it.
    without: u8,
}

impl Guard {
    /// Whether the keyboard fell out of the hands of somebody who works by keys.
    pub(super) fn lost(&mut self, ui: &Ui) -> bool {
        let by_keys = self.hands.are_on_the_keys(ui);
        let open = ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
        let has = ui.memory(|memory| memory.focused().is_some());
        if has || !self.had_focus || !by_keys || !open {
            self.without = 0;
            self.had_focus |= has;
            self.had_focus &= by_keys;
            return false;
        }
        self.without += 1;
        ui.ctx().request_repaint();
        let lost = self.without == PATIENCE;
        self.had_focus = !lost;
        lost
    }
}
