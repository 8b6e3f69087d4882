//! A scenario: which of its criteria measure something, how attempts at it end, and what of it nobody uses; without names.

mod page;

use std::sync::Arc;

use crate::analysis::{Analysis, Gathered, Known, People, Tally, Unused, unused};
use crate::scenario::{Language, Scenario, ScenarioFile};
use crate::store::{Store, StoreError};

/// Everything that is known of a scenario's attempts.
#[derive(Clone, Debug)]
pub struct ScenarioReport {
    /// The scenario's id.
    pub id: String,
    /// The scenario as it is installed; none where it is not, or has faults.
    pub scenario: Option<Arc<Scenario>>,
    /// How many people stand behind the numbers.
    pub people: People,
    /// What the attempts come to.
    pub analysis: Analysis,
    /// What of the installed version nobody used.
    pub unused: Known<Vec<Unused>>,
}

impl ScenarioReport {
    /// Folds the attempts at a scenario.
    ///
    /// # Errors
    /// As for [`Store::items`].
    pub fn of(store: &Store, id: &str, scenario: Option<Arc<Scenario>>) -> Result<Self, StoreError> {
        let mut tally = Tally::default();
        let people = store.items(id, &mut |row| tally.add(row))?;
        Ok(Self::from(id, scenario, Gathered { people, tally }))
    }

    /// What is known of attempts that were gathered.
    pub fn from(id: &str, scenario: Option<Arc<Scenario>>, gathered: Gathered) -> Self {
        let Gathered { people, tally } = gathered;
        let analysis = Analysis::of(&tally, &people);
        let unused = scenario.as_ref().map_or(Ok(Vec::new()), |scenario| unused(&tally, scenario));
        Self { id: id.to_owned(), scenario, people, analysis, unused }
    }

    /// Its title where it is installed, else its id.
    pub fn title(&self, language: Language) -> &str {
        self.file().map_or(&self.id, |file| file.title.get(language))
    }

    /// Its file where it is installed.
    pub fn file(&self) -> Option<&ScenarioFile> {
        self.scenario.as_ref().map(|scenario| scenario.file())
    }

    /// What a rule leads to, to be put behind its path: a beat, else the line it has the customer say; empty for neither.
    pub fn leads(&self, path: &str, language: Language) -> String {
        let Some(file) = self.file() else { return String::new() };
        let place = path.strip_suffix(']').and_then(|path| path.rsplit_once('['));
        let rule = place.and_then(|(list, index)| {
            let beat = list.strip_prefix("beats.").and_then(|rest| rest.strip_suffix(".hears"));
            let rules = match beat {
                Some(beat) => &file.beats.get(beat)?.hears,
                None => &file.always,
            };
            rules.get(index.parse::<usize>().ok()?)
        });
        let Some(rule) = rule else { return String::new() };
        match (&rule.to, rule.says.first()) {
            (Some(to), _) => format!(" → {to}"),
            (None, Some(line)) => {
                let line = line.get(language);
                language.pick(format!(" (“{line}”)"), format!("（“{line}”）"))
            }
            (None, None) => String::new(),
        }
    }
}
