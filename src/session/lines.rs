//! Which of several lines a customer says: drawn by the seed, used up before anything repeats.

use std::collections::BTreeMap;

/// The lines said so far, counted by the list they came from.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    said: BTreeMap<String, usize>,
}

impl Lines {
    /// Draws the next line of the list called `from`; each stands once before any stands twice.
    pub(super) fn draw<'a, T>(&mut self, seed: u64, from: &str, list: &'a [T]) -> Option<&'a T> {
        let turn = self.said.entry(from.to_owned()).or_default();
        let line = list.get(place(seed, from, *turn, list.len())?);
        *turn += 1;
        line
    }

    /// Whether every line of the list called `from` has been said.
    pub(super) fn used_up(&self, from: &str, length: usize) -> bool {
        self.said.get(from).copied().unwrap_or_default() >= length
    }
}

/// The place of the `turn`-th draw in a list of `length`: a walk that starts where the seed says and visits all.
fn place(seed: u64, from: &str, turn: usize, length: usize) -> Option<usize> {
    let start = usize::try_from(number(seed, from) % u64::try_from(length).ok()?.max(1)).ok()?;
    (length > 0).then(|| (start + turn) % length)
}

/// A number that depends on nothing but the seed and a name, the same on every machine.
fn number(seed: u64, name: &str) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&seed.to_le_bytes());
    hasher.update(name.as_bytes());
    let mut bytes = [0; 8];
    hasher.finalize_xof().fill(&mut bytes);
    u64::from_le_bytes(bytes)
}
