//! A listener with what it learned from labelled replies.

use super::learned::{self, Model};
use super::{Listener, ModelError, Moment, features, score};
use crate::scenario::text::Language;

/// What was learned from the labelled replies that come with Hotseat.
const MODEL: &[u8] = include_bytes!("../../assets/listener/replies.model");

impl Listener {
    /// The same listener with the model that comes with Hotseat.
    #[must_use]
    pub fn taught_as_shipped(self) -> Self {
        self.with(learned::read(MODEL).unwrap_or_default(), MODEL)
    }

    /// The same listener with what was learned from labelled replies, as [`super::train::train`] wrote it.
    ///
    /// # Errors
    /// Where the bytes are no such file.
    pub fn taught(self, model: &[u8]) -> Result<Self, ModelError> {
        Ok(self.with(learned::read(model)?, model))
    }

    /// What a model of this language looks at.
    pub(super) fn features(&self, moment: &Moment<'_>, language: Language) -> features::Features {
        let lexicon = self.lexicons.iter().find(|lexicon| lexicon.language == language);
        lexicon.map_or_else(features::Features::default, |lexicon| {
            score::read(moment, lexicon, None, &self.memo).features()
        })
    }

    fn with(self, models: Vec<Model>, bytes: &[u8]) -> Self {
        let mut hash = blake3::Hasher::new();
        hash.update(self.fingerprint.as_bytes()).update(bytes);
        Self { models, fingerprint: hash.finalize().to_hex().to_string(), ..self }
    }
}
