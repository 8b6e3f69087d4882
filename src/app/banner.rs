//! The line under the bar: what the trainee has to know now, until it is put away.

use std::path::PathBuf;

use bevy::prelude::*;

use crate::views::parts::capital;

/// What kind of news it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Something they asked for is done.
    Told,
    /// A file they asked for is written and can be opened.
    Written(PathBuf),
    /// Something went wrong.
    Trouble,
    /// What they did is not on disk; it goes away by itself once it is.
    Unsaved,
}

/// What is being told, if anything; the newest counts.
#[derive(Resource, Debug, Default)]
pub struct Banner(pub Option<(News, String)>);

impl Banner {
    /// Tells that something is done.
    pub(super) fn tell(&mut self, words: impl Into<String>) {
        self.0 = Some((News::Told, words.into()));
    }

    /// Tells that a file is written, and where.
    pub(super) fn written(&mut self, file: PathBuf, words: impl Into<String>) {
        self.0 = Some((News::Written(file), words.into()));
    }

    /// Tells that something went wrong.
    pub(super) fn complain(&mut self, words: impl Into<String>) {
        self.0 = Some((News::Trouble, capital(&words.into())));
    }

    /// Tells that what was done is not on disk.
    pub(super) fn unsaved(&mut self, words: impl Into<String>) {
        self.0 = Some((News::Unsaved, capital(&words.into())));
    }

    /// Everything is on disk again.
    pub(super) fn saved(&mut self) {
        if matches!(self.0, Some((News::Unsaved, _))) {
            self.0 = None;
        }
    }
}
