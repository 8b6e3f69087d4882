//! Where the keyboard goes when a list and the page of one of its rows take turns.

use egui::Response;

/// Keeps the keyboard in the panel although the control it was on goes away.
#[derive(Debug, Default)]
pub(super) struct Turn {
    opened: bool,
    back_to: Option<String>,
}

impl Turn {
    /// A row opens its page.
    pub(super) fn open(&mut self, row: &Response) {
        // A search that was ended with Enter has just lost the keyboard.
        self.opened = row.has_focus() || row.lost_focus();
    }

    /// The way back is drawn; the keyboard comes to it where a row was opened by keyboard.
    pub(super) fn page(&mut self, back: &Response) {
        if std::mem::take(&mut self.opened) {
            back.request_focus();
        }
    }

    /// The page of this row is left.
    pub(super) fn close(&mut self, back: &Response, row: &str) {
        self.back_to = back.has_focus().then(|| row.to_owned());
    }

    /// A row is drawn; the keyboard comes back to it where its page was left by keyboard.
    pub(super) fn row(&mut self, row: &Response, id: &str) {
        if self.back_to.as_deref() == Some(id) {
            row.request_focus();
            self.back_to = None;
        }
    }
}
