//! Variants: values of a file drawn by a seed, put in place in its text.

use std::collections::BTreeMap;

use ron::value::RawValue;

use super::outline::{Edit, Outline, Step};

/// The values of each path, as written.
pub(crate) type Variants = BTreeMap<String, Vec<Box<RawValue>>>;

/// Where a path of a variant leads.
pub(crate) enum Led {
    /// To this value.
    To(usize),
    /// Nowhere: at this part, among these names.
    Astray(String, Vec<String>),
}

/// Follows `desk.records.orders.O-77.price` or `beats.first.hears.0.says`.
pub(crate) fn follow(outline: &Outline, text: &str, path: &str) -> Led {
    let Some(mut id) = outline.root() else { return Led::Astray(path.to_owned(), Vec::new()) };
    for part in path.split('.') {
        let next = outline.child(text, id, Step::Name(part)).or_else(|| {
            let index = part.parse().ok()?;
            outline.child(text, id, Step::Index(index))
        });
        match next {
            Some(next) => id = next,
            None => return Led::Astray(part.to_owned(), outline.names(id).map(str::to_owned).collect()),
        }
    }
    Led::To(id)
}

/// The text with one value of a path in place.
pub(crate) fn edit(outline: &Outline, text: &str, path: &str, value: &RawValue) -> Option<Edit> {
    match follow(outline, text, path) {
        Led::To(id) => {
            Some(Edit { at: outline.node(id)?.span.clone(), with: value.get_ron().trim().to_owned() })
        }
        Led::Astray(..) => None,
    }
}

/// The edits a seed asks for: for each path, the value at BLAKE3(seed, path) modulo their number.
pub(crate) fn drawn(outline: &Outline, text: &str, variants: &Variants, seed: u64) -> Vec<Edit> {
    variants
        .iter()
        .filter_map(|(path, values)| edit(outline, text, path, values.get(index(seed, path, values.len()))?))
        .collect()
}

/// Which value of each path a seed draws, in the order of the paths; none for seed 0, which plays the file as written.
pub(crate) fn choices(variants: &Variants, seed: u64) -> Vec<usize> {
    let drawn = variants.iter().filter(|_| seed != 0);
    drawn.map(|(path, values)| index(seed, path, values.len())).collect()
}

fn index(seed: u64, path: &str, count: usize) -> usize {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&seed.to_le_bytes());
    hasher.update(path.as_bytes());
    let mut first = [0; 8];
    first.iter_mut().zip(hasher.finalize().as_bytes()).for_each(|(to, from)| *to = *from);
    let count = u64::try_from(count).unwrap_or(1).max(1);
    usize::try_from(u64::from_le_bytes(first) % count).unwrap_or(0)
}
