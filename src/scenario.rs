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
pub mod pinyin;
pub mod house;
pub mod calendar;
pub mod file;
mod fault;
pub(crate) mod outline;
pub mod problem;
pub(crate) mod read;
mod place;
mod variant;
mod check;
pub mod folder;
pub mod parse;
pub mod roles;

pub use act::Act;
pub use calendar::{Calendar, Today};
pub use fact::{Fact, Facts, Source};
pub use file::ScenarioFile;
pub use folder::Library;
pub use problem::Problem;
pub use text::{Language, Phrases, Text};

use house::House;

/// A checked scenario: every name in it leads somewhere, every text exists in each of its languages.
///
/// Only [`mod@self`]'s checks make one, so that whoever holds it need not check again.
#[derive(Clone, Debug)]
pub struct Scenario {
    file: ScenarioFile,
    house: House,
    now: jiff::civil::DateTime,
    hash: String,
    sources: Vec<(String, String)>,
}

impl Scenario {
    /// The file with its shared desk merged in and the seed's variants put in place.
    pub fn file(&self) -> &ScenarioFile {
        &self.file
    }

    /// The company's own rules.
    pub fn house(&self) -> &House {
        &self.house
    }

    /// When it plays.
    pub fn now(&self) -> jiff::civil::DateTime {
        self.now
    }

    /// When it plays, with its working days.
    pub fn today(&self) -> Today<'_> {
        Today { now: self.now, calendar: &self.file().calendar }
    }

    /// BLAKE3 of its bytes and those of every file it includes, in hexadecimal; the same for every seed.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Everything it was made of, by path in its library: the scenario first, then what it includes.
    ///
    /// [`folder::Library::of`] makes the same scenario from these again.
    pub fn sources(&self) -> &[(String, String)] {
        &self.sources
    }

    /// The weights of the abilities: its own, or else the house's.
    pub fn weights(&self) -> goal::Weights {
        self.file.weights.unwrap_or(self.house.weights)
    }

    /// The overall score to pass, 0..=100: its own, or else the house's.
    pub fn pass_mark(&self) -> u8 {
        self.file.pass.unwrap_or(self.house.pass)
    }
}
