//! Scenarios: one customer and one problem, from a RON file to types that cannot be wrong.

pub mod act;
pub mod text;
pub mod fact;

pub use act::Act;
pub use fact::{Fact, Facts, Source};
pub use text::{Language, Phrases, Text};
