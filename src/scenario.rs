//! Scenarios: one customer and one problem, from a RON file to types that cannot be wrong.

pub mod act;
pub mod text;
pub mod value;
pub mod fact;
pub mod when;
pub mod customer;
pub mod beat;
pub mod desk;
pub mod goal;
pub mod house;
pub mod file;

pub use act::Act;
pub use fact::{Fact, Facts, Source};
pub use file::ScenarioFile;
pub use text::{Language, Phrases, Text};
