//! Many people at once, from a table: who they are, what they may do, which team they are in.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::driver::Access;
use super::person::{BadName, PersonId, clean_name};
use super::right::{Right, Rights};
use super::row::values;
use super::sign_in::hashed;
use super::team::TeamId;
use super::{LOCAL, Store, StoreError};

/// One person of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The name.
    pub name: String,
    /// What they may do.
    pub rights: Rights,
    /// The team they are in.
    pub team: Option<String>,
    /// Whether they lead it.
    pub leads: bool,
}

/// What is wrong with a line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong.
    pub what: BadList,
}

/// What can be wrong with a table of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadList {
    /// It cannot be read as comma-separated values.
    Unreadable(String),
    /// There is no column of names.
    NoNames,
    /// A column nobody knows.
    UnknownColumn(String),
    /// A column that stands there before.
    ColumnTwice(String),
    /// Cells behind the last column.
    Beyond(Vec<String>),
    /// A name that cannot be kept.
    Name(BadName),
    /// A name that stands there before.
    Twice(String),
    /// A right nobody knows.
    UnknownRight(String),
    /// Neither yes nor no.
    UnknownAnswer(String),
    /// Somebody leads no team.
    LeadsNothing,
    /// Somebody leads a team and is no manager.
    NoManager,
}

/// Reads a table with the columns name, rights, team and leads (姓名、权限、团队、主管), of which only the first is needed.
///
/// Rights are `trainee`, `trainer`, `manager`, `owner` (学员、培训师、主管、所有者), several parted by `;` or spaces.
///
/// # Errors
/// Everything that is wrong with it, by line.
pub fn read_people(text: &str) -> Result<Vec<Listed>, Vec<BadLine>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let bad = |line, what| vec![BadLine { line, what }];
    let head = reader.headers().map_err(|error| bad(1, BadList::Unreadable(error.to_string())))?.clone();
    let mut columns = Vec::new();
    for name in &head {
        let column = match name.to_lowercase().as_str() {
            "name" | "姓名" => Column::Name,
            "rights" | "权限" => Column::Rights,
            "team" | "团队" => Column::Team,
            "leads" | "主管" => Column::Leads,
            _ => return Err(bad(1, BadList::UnknownColumn(name.to_owned()))),
        };
        if columns.contains(&column) {
            return Err(bad(1, BadList::ColumnTwice(name.to_owned())));
        }
        columns.push(column);
    }
    if !columns.contains(&Column::Name) {
        return Err(bad(1, BadList::NoNames));
    }
    let (mut people, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                faults.push(BadLine { line, what: BadList::Unreadable(error.to_string()) });
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let of = |column| {
            let place = columns.iter().position(|one| *one == column);
            place.and_then(|place| record.get(place)).unwrap_or_default()
        };
        let beyond: Vec<String> =
            record.iter().skip(columns.len()).filter(|cell| !cell.is_empty()).map(str::to_owned).collect();
        if !beyond.is_empty() {
            faults.push(BadLine { line, what: BadList::Beyond(beyond) });
        }
        // A name counts also where something else on its line is wrong.
        if let Some(name) = clean_name(of(Column::Name)).ok().filter(|name| !seen.insert(name.clone())) {
            faults.push(BadLine { line, what: BadList::Twice(name) });
        }
        match listed(of(Column::Name), of(Column::Rights), of(Column::Team), of(Column::Leads)) {
            Err(what) => faults.push(BadLine { line, what }),
            Ok(person) => people.push(person),
        }
    }
    if faults.is_empty() { Ok(people) } else { Err(faults) }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Rights,
    Team,
    Leads,
}

fn listed(name: &str, rights: &str, team: &str, leads: &str) -> Result<Listed, BadList> {
    let name = clean_name(name).map_err(BadList::Name)?;
    let rights = read_rights(rights).map_err(BadList::UnknownRight)?;
    let team = Some(team).filter(|team| !team.is_empty());
    let team = team.map(clean_name).transpose().map_err(BadList::Name)?;
    let leads = match leads.to_lowercase().as_str() {
        "" | "no" | "n" | "0" | "false" | "否" => false,
        "yes" | "y" | "1" | "true" | "x" | "是" => true,
        _ => return Err(BadList::UnknownAnswer(leads.to_owned())),
    };
    if leads && team.is_none() {
        return Err(BadList::LeadsNothing);
    }
    if leads && !rights.has(Right::Manager) {
        return Err(BadList::NoManager);
    }
    Ok(Listed { name, rights, team, leads })
}

/// Reads rights as people write them, in either language; a trainee where nothing is said.
///
/// # Errors
/// The word that is none.
pub fn read_rights(written: &str) -> Result<Rights, String> {
    let words = written.split([';', ',', ' ', '\u{ff1b}', '\u{ff0c}', '、']).filter(|word| !word.is_empty());
    let known = |word: &str| {
        let lower = word.to_lowercase();
        Right::ALL.into_iter().find(|right| right.word() == lower || right.chinese() == word)
    };
    words.map(|word| known(word).ok_or_else(|| word.to_owned())).collect()
}

impl Store {
    /// Adds everybody of a table who is not here yet, and puts each into their team; all of it or nothing. `ids` and
    /// `passphrases` are used in order for who is new; gives back who was.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever is not the owner, [`StoreError::BadPassphrase`],
    /// [`StoreError::HasLeft`] for somebody who is to be brought back first.
    pub fn import(
        &self,
        people: &[Listed],
        new_id: &mut dyn FnMut() -> uuid::Uuid,
        passphrases: Option<&mut dyn FnMut() -> String>,
        now: Timestamp,
    ) -> Result<Vec<(Listed, Option<String>)>, StoreError> {
        self.need(Right::Owner)?;
        let mut passphrases = passphrases;
        self.within(Access::Write, || {
            let mut added = Vec::new();
            for one in people {
                let known = self.find_person(&one.name)?;
                let person = if let Some(known) = known {
                    self.is_here(known.id)?;
                    known.id
                } else {
                    let passphrase = passphrases.as_mut().map(|next| next());
                    let hash = passphrase.as_deref().map(hashed).transpose()?;
                    let id = PersonId(new_id());
                    let insert = "INSERT INTO person (id, organisation, name, created, rights, passphrase)
                        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
                    self.run(insert, values![id.0, LOCAL, &one.name, now, one.rights, hash])?;
                    added.push((one.clone(), passphrase));
                    id
                };
                if let Some(team) = &one.team {
                    let insert = "INSERT INTO team (id, organisation, name, created) VALUES (?1, ?2, ?3, ?4)
                        ON CONFLICT (organisation, name) DO NOTHING";
                    self.run(insert, values![TeamId(new_id()).0, LOCAL, team, now])?;
                    self.put_member(self.find_team(team)?.id, person, one.leads)?;
                }
            }
            Ok(added)
        })
    }
}
