//! Item analysis from rollups: counts per person and scenario, added up in parts.

use uuid::Uuid;

use super::super::driver::Access;
use super::super::person::PersonId;
use super::super::row::{Broken, Row, Value, values};
use super::super::{LOCAL, Store, StoreError};
use super::PARTS;
use crate::analysis::{Gathered, LEAST_PEOPLE};

/// The part somebody belongs to.
pub(super) fn part_of(person: PersonId) -> u8 {
    let [first, ..] = *blake3::hash(person.0.as_bytes()).as_bytes();
    first % PARTS
}

/// Counts as they are kept.
pub(super) fn pack(counts: &Gathered) -> Result<Value, Broken> {
    let json = serde_json::to_string(counts).map_err(|error| Broken(error.to_string()))?;
    Ok(Value::packed(&json))
}

fn unpack(row: &Row, column: usize) -> Result<Gathered, Broken> {
    serde_json::from_str(&row.unpacked(column)?).map_err(|error| Broken(error.to_string()))
}

impl Store {
    /// What attempts at each of these scenarios come to, added up from rollups; [`Store::behind`] says how far these are
    /// behind the log. `go_on` is told how many scenarios are done, of how many; where it says no, there is no result.
    ///
    /// Of a scenario that fewer than [`LEAST_PEOPLE`] played there is [`StoreError::TooFewPeople`] in its place.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever neither writes scenarios nor leads people.
    #[expect(clippy::type_complexity, reason = "a name for it would say no more")]
    pub fn gather(
        &self,
        scenarios: &[String],
        go_on: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Option<Vec<(String, Result<Gathered, StoreError>)>>, StoreError> {
        self.folds()?;
        self.within(Access::Read, || {
            let mut all = Vec::new();
            for (done, scenario) in scenarios.iter().enumerate() {
                if !go_on(done, scenarios.len()) {
                    return Ok(None);
                }
                let gathered = self.gathered(scenario)?;
                let people = gathered.people.all;
                let few =
                    || StoreError::TooFewPeople { scenario: scenario.clone(), people, least: LEAST_PEOPLE };
                let enough = if people < LEAST_PEOPLE { Err(few()) } else { Ok(gathered) };
                all.push((scenario.clone(), enough));
            }
            go_on(scenarios.len(), scenarios.len());
            Ok(Some(all))
        })
    }

    /// The scenarios of which rollups count attempts, by id.
    ///
    /// # Errors
    /// As for [`Store::gather`].
    pub fn scenarios_folded(&self) -> Result<Vec<String>, StoreError> {
        self.folds()?;
        let query = "SELECT DISTINCT scenario FROM item_person WHERE organisation = ?1";
        let mut all: Vec<String> = self.rows(query, values![LOCAL], |row| row.get(0))?;
        // The engines order texts differently.
        all.sort();
        Ok(all)
    }

    /// What all attempts at a scenario come to.
    fn gathered(&self, scenario: &str) -> Result<Gathered, StoreError> {
        let query =
            "SELECT part, counts FROM item_part WHERE organisation = ?1 AND scenario = ?2 ORDER BY part";
        let mut all = Gathered::default();
        let mut known = Vec::new();
        self.driver.query(query, values![LOCAL, scenario], &mut |row| {
            let read = row.get::<u8>(0).and_then(|part| Ok((part, unpack(&row, 1)?)));
            let (part, counts) = read.map_err(|broken| self.broken(broken))?;
            known.push(part);
            all.join(&counts);
            Ok(())
        })?;
        let query = "SELECT DISTINCT part FROM item_person WHERE organisation = ?1 AND scenario = ?2";
        let parts: Vec<u8> = self.rows(query, values![LOCAL, scenario], |row| row.get(0))?;
        for part in parts.into_iter().filter(|part| !known.contains(part)) {
            all.join(&self.added_up(scenario, part)?);
        }
        Ok(all)
    }

    /// What the attempts of the people in one part come to, from what is kept of each.
    pub(super) fn added_up(&self, scenario: &str, part: u8) -> Result<Gathered, StoreError> {
        let query = "SELECT counts FROM item_person
            WHERE organisation = ?1 AND scenario = ?2 AND part = ?3 ORDER BY person";
        let mut all = Gathered::default();
        self.driver.query(query, values![LOCAL, scenario, part], &mut |row| {
            all.join(&unpack(&row, 0).map_err(|broken| self.broken(broken))?);
            Ok(())
        })?;
        Ok(all)
    }

    /// The parts that are not added up yet, so many at most.
    pub(super) fn parts_missing(&self, most: u32) -> Result<Vec<(String, u8)>, StoreError> {
        let query =
            "SELECT DISTINCT i.scenario, i.part FROM item_person i WHERE i.organisation = ?1 AND NOT EXISTS
            (SELECT 1 FROM item_part p WHERE p.scenario = i.scenario AND p.part = i.part) LIMIT ?2";
        self.rows(query, values![LOCAL, most], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Keeps the sum of a part.
    pub(super) fn put_part(&self, scenario: &str, part: u8, counts: &Value) -> Result<(), StoreError> {
        let put = "INSERT INTO item_part (organisation, scenario, part, counts) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (scenario, part) DO UPDATE SET counts = excluded.counts";
        self.run(put, values![LOCAL, scenario, part, counts.clone()]).map(drop)
    }

    /// What is kept of a person, scenario by scenario.
    pub(super) fn items_of(&self, person: PersonId) -> Result<Vec<(String, Value)>, StoreError> {
        let query = "SELECT scenario, counts FROM item_person WHERE organisation = ?1 AND person = ?2";
        let mut all = self.rows(query, values![LOCAL, person.0], |row| {
            Ok((row.get::<String>(0)?, row.0.get(1).cloned().unwrap_or(Value::Null)))
        })?;
        all.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(all)
    }

    /// Puts what a person's attempts at a scenario come to in place of what was kept; nothing where there are none. The sum
    /// of their part is to be made anew.
    pub(super) fn put_item(
        &self,
        person: PersonId,
        scenario: &str,
        counts: Option<&Value>,
    ) -> Result<(), StoreError> {
        let part = part_of(person);
        let sum = "DELETE FROM item_part WHERE organisation = ?1 AND scenario = ?2 AND part = ?3";
        self.run(sum, values![LOCAL, scenario, part])?;
        let Some(counts) = counts else {
            let delete = "DELETE FROM item_person
                WHERE organisation = ?1 AND scenario = ?2 AND part = ?3 AND person = ?4";
            return self.run(delete, values![LOCAL, scenario, part, person.0]).map(drop);
        };
        let put = "INSERT INTO item_person (organisation, scenario, part, person, counts)
            VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (scenario, part, person) DO UPDATE SET counts = excluded.counts";
        self.run(put, values![LOCAL, scenario, part, person.0, counts.clone()]).map(drop)
    }

    /// The mark under these ids, taken away.
    pub(super) fn take_marks(&self, marks: &[Uuid]) -> Result<(), StoreError> {
        marks
            .iter()
            .try_for_each(|mark| self.run("DELETE FROM stale WHERE id = ?1", values![*mark]).map(drop))
    }
}
