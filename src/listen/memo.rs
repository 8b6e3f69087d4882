//! Remembers what phrases and wordings come to, because every reply is compared with the same ones.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::DateTime;

use super::fold::Folded;
use super::pattern::fold_phrase;
use super::sample::{Shape, shape};
use super::wording::{Need, needs};

/// Entries kept; more than the phrases of a hundred scenarios.
const MOST: usize = 20_000;

/// Values by what they were made from.
#[derive(Debug)]
struct Table<K, V>(Mutex<HashMap<K, Arc<V>>>);

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Hash + Eq, V> Table<K, V> {
    fn get<Q>(&self, key: &Q, make: impl FnOnce() -> V) -> Arc<V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ToOwned<Owned = K> + ?Sized,
    {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = known.get(key) {
            return Arc::clone(value);
        }
        if known.len() >= MOST {
            known.clear();
        }
        let value = Arc::new(make());
        known.insert(key.to_owned(), Arc::clone(&value));
        value
    }
}

/// What a listener remembers.
#[derive(Debug, Default)]
pub(super) struct Memo {
    phrases: Table<String, String>,
    wordings: Table<String, (DateTime, Vec<Need>)>,
    shapes: Table<String, Shape>,
    reply: Mutex<Option<(String, Arc<Folded>)>>,
}

impl Memo {
    /// A phrase in the shape the text is in.
    pub(super) fn phrase(&self, phrase: &str) -> Arc<String> {
        self.phrases.get(phrase, || fold_phrase(phrase))
    }

    /// The word groups of a sample reply.
    pub(super) fn shape(&self, sample: &str) -> Arc<Shape> {
        self.shapes.get(sample, || shape(sample))
    }

    /// A reply in comparable form; the last one is remembered.
    pub(super) fn reply(&self, reply: &str) -> Arc<Folded> {
        let mut last = self.reply.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((known, text)) if known == reply => Arc::clone(text),
            _ => {
                let text = Arc::new(Folded::new(reply));
                *last = Some((reply.to_owned(), Arc::clone(&text)));
                text
            }
        }
    }

    /// What a reply has to hold to tell a wording at this moment.
    pub(super) fn wording(&self, wording: &str, now: DateTime) -> Arc<(DateTime, Vec<Need>)> {
        let known = self.wordings.get(wording, || (now, needs(wording, now)));
        if known.0 == now { known } else { Arc::new((now, needs(wording, now))) }
    }
}
