//! From files to a checked [`Scenario`], or to everything that is wrong with them.

mod draw;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Scenario;
use super::check::{self, Context};
use super::desk::Desk;
use super::fault::Fault;
use super::file::ScenarioFile;
use super::folder::{HOUSE, Library, ROLES, nothing};
use super::house::House;
use super::outline::Outline;
use super::place::{Layer, Layers};
use super::problem::{Note, Problem, Related, Source, tidy};
use super::read::{Reading, read};

/// Reads one scenario from its text, with what it includes by path; for tests and for a stored attempt.
///
/// # Errors
/// Everything that is wrong with it.
pub fn parse(name: &str, text: &str, includes: &BTreeMap<String, String>) -> Result<Scenario, Vec<Problem>> {
    let mut files = includes.clone();
    files.insert(format!("{name}.ron"), text.to_owned());
    Library::of(files).scenario(name, 0)
}

impl Library {
    /// A scenario with the seed's variants in place; seed 0 plays it as written.
    ///
    /// # Errors
    /// Everything that is wrong with it and with what it includes.
    pub fn scenario(&self, id: &str, seed: u64) -> Result<Scenario, Vec<Problem>> {
        Shared::new(self).scenario(&format!("{id}.ron"), seed)
    }

    /// Every scenario by id, checked, or what is wrong with it.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn list(&self) -> Result<BTreeMap<String, Result<Scenario, Vec<Problem>>>, Problem> {
        let mut shared = Shared::new(self);
        Ok(self.ids()?.into_iter().map(|id| (id.clone(), shared.scenario(&format!("{id}.ron"), 0))).collect())
    }

    /// Everything that is wrong with one file, by its path from the root.
    pub fn check(&self, path: &str) -> Vec<Problem> {
        let mut problems = Shared::new(self).check(path);
        tidy(&mut problems);
        problems
    }

    /// Everything that is wrong with any file, and how many scenarios were checked.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn check_all(&self) -> Result<(usize, Vec<Problem>), Problem> {
        let ids = self.ids()?;
        let mut shared = Shared::new(self);
        let mut problems = shared.house().problems.clone();
        problems.extend(self.roles().err().unwrap_or_default());
        for id in &ids {
            problems.extend(shared.check(&format!("{id}.ron")));
        }
        for path in self.shared() {
            if !shared.desks.contains_key(&path) && self.read(&path).is_ok_and(|source| is_desk(&source.text))
            {
                problems.extend(shared.desk(&path).problems.iter().cloned());
            }
        }
        tidy(&mut problems);
        Ok((ids.len(), problems))
    }
}

/// Shared desks by path.
type Desks = Vec<(String, Arc<Reading<Desk>>)>;

/// What several scenarios include, each file read once.
struct Shared<'a> {
    library: &'a Library,
    desks: BTreeMap<String, Arc<Reading<Desk>>>,
    house: Option<Arc<Reading<House>>>,
    roles: OnceCell<Option<Vec<String>>>,
}

impl<'a> Shared<'a> {
    fn new(library: &'a Library) -> Self {
        Self { library, desks: BTreeMap::new(), house: None, roles: OnceCell::new() }
    }

    fn house(&mut self) -> Arc<Reading<House>> {
        let library = self.library;
        let house = self.house.get_or_insert_with(|| {
            Arc::new(match library.read(HOUSE) {
                Ok(source) => read(&source),
                Err(problem) if problem.is_missing() => Reading::built_in(House::default()),
                Err(problem) => Reading::unread(problem),
            })
        });
        Arc::clone(house)
    }

    /// The names of the roles, where the library has any.
    fn roles(&self) -> Option<Vec<String>> {
        let library = self.library;
        self.roles
            .get_or_init(|| {
                let source = library.read(ROLES).ok()?;
                let outline = Outline::of(&source.text);
                (!outline.broken).then(|| check::role_names(&outline, &source.text))
            })
            .clone()
    }

    fn desk(&mut self, path: &str) -> Arc<Reading<Desk>> {
        if let Some(desk) = self.desks.get(path) {
            return Arc::clone(desk);
        }
        let desk = Arc::new(match self.library.read(path) {
            Ok(source) => read(&source),
            Err(problem) => Reading::unread(problem),
        });
        self.desks.insert(path.to_owned(), Arc::clone(&desk));
        desk
    }

    /// The shared desks under a scenario, nearest first, and what is wrong with the way they include one another.
    fn desks(&mut self, path: &str, file: &Reading<ScenarioFile>) -> (Desks, Vec<Problem>) {
        let mut found = Desks::new();
        let mut problems = Vec::new();
        let mut from = path.to_owned();
        let mut source = Arc::clone(&file.source);
        let mut written = file.value.as_ref().and_then(|file| file.desk.base.clone());
        while let Some(base) = written.take() {
            let span = quoted(&source.text, &base);
            let mut problem = |what| problems.push(Problem::new(&source, span.clone(), what));
            let Some(include) = self.library.included(&from, &base) else {
                problem(Fault::IncludeOutside(base));
                break;
            };
            if let Some(start) = found.iter().position(|(path, _)| *path == include) {
                let names = found.iter().skip(start).map(|(path, _)| path.clone()).chain([include.clone()]);
                problem(Fault::IncludeCycle(names.collect()));
                break;
            }
            let desk = self.desk(&include);
            if desk.problems.iter().any(Problem::is_missing) {
                problem(Fault::IncludeMissing(base));
                break;
            }
            problems.extend(desk.problems.iter().map(|problem| used(problem, &source, span.clone())));
            written = desk.value.as_ref().and_then(|desk| desk.base.clone());
            source = Arc::clone(&desk.source);
            from.clone_from(&include);
            found.push((include, desk));
        }
        (found, problems)
    }

    fn check(&mut self, path: &str) -> Vec<Problem> {
        if path == HOUSE {
            return match self.library.read(HOUSE) {
                Ok(source) => house_alone(&source),
                Err(problem) => vec![problem],
            };
        }
        if path == ROLES {
            return self.library.roles().err().unwrap_or_default();
        }
        if path.contains('/') {
            return self.desk(path).problems.clone();
        }
        let problems = self.scenario(path, 0).err().unwrap_or_default();
        let desk = !problems.is_empty() && self.library.read(path).is_ok_and(|source| is_desk(&source.text));
        if desk { self.desk(path).problems.clone() } else { problems }
    }

    fn scenario(&mut self, path: &str, seed: u64) -> Result<Scenario, Vec<Problem>> {
        let source = self.library.read(path).map_err(|problem| vec![problem])?;
        let file = read::<ScenarioFile>(&source);
        let (desks, mut problems) = self.desks(path, &file);
        problems.extend(file.problems.iter().cloned());
        let house = self.house();
        let house_value = house.value.clone().unwrap_or_default();
        let whole = problems.is_empty();
        let Some(written) = file.value.clone() else { return Err(tidied(problems)) };
        let own = written.desk.clone();
        let merged = merge(written, &desks);
        let roles = self.roles();
        let mut layers = Layers::new(
            Layer::new(&file.source, file.outline.clone()),
            desks.iter().map(|(_, desk)| Layer::new(&desk.source, desk.outline.clone())).collect(),
            Layer::new(&house.source, house.outline.clone()),
        );
        let stem = path.strip_suffix(".ron").unwrap_or(path);
        let mut damaged = layers.damaged(whole);
        let lost = problems.iter().any(|problem| is_lost(&problem.what));
        if lost {
            damaged.insert("desk".to_owned());
        }
        let context = Context {
            stem,
            file: &merged,
            own: &own,
            house: &house_value,
            roles: roles.as_deref(),
            damaged,
            lost,
        };
        let found = check::all(&context, &mut layers);
        problems.extend(found.into_iter().filter_map(|finding| layers.place(&finding)));
        if whole && problems.is_empty() {
            problems.extend(draw::variants(&file, &desks, &context, &mut layers));
        }
        if !problems.is_empty() {
            return Err(tidied(problems));
        }
        let Some(now) = check::moment(&merged.now) else { return Err(problems) };
        let seeded = if seed == 0 { Some(merged) } else { draw::drawn(&file, &desks, seed) };
        let Some(file_value) = seeded else { return Err(problems) };
        let mut sources = vec![(path.to_owned(), source.text.clone())];
        sources.extend(desks.iter().map(|(path, desk)| (path.clone(), desk.source.text.clone())));
        if !house.source.name.is_empty() {
            sources.push((HOUSE.to_owned(), house.source.text.clone()));
        }
        let hash = hash(&sources);
        Ok(Scenario { file: file_value, house: house_value, now, hash, sources })
    }
}

/// Whether a shared desk could not be had.
fn is_lost(what: &Fault) -> bool {
    matches!(
        what,
        Fault::Reading(_) | Fault::IncludeMissing(_) | Fault::IncludeOutside(_) | Fault::IncludeCycle(_)
    )
}

/// Whether a text holds a desk rather than a scenario.
fn is_desk(text: &str) -> bool {
    let outline = Outline::of(text);
    let scenario = ["beats", "start", "goal", "customer", "briefing", "title", "id"];
    let names = outline.root().map(|root| outline.names(root).collect::<Vec<_>>()).unwrap_or_default();
    !names.is_empty() && !names.iter().any(|name| scenario.contains(name))
}

/// What is wrong with a house by itself.
fn house_alone(source: &Arc<Source>) -> Vec<Problem> {
    let house = read::<House>(source);
    let mut problems = house.problems.clone();
    let layer = || Layer::new(source, house.outline.clone());
    let mut layers = Layers::new(layer(), Vec::new(), layer());
    let found = house.value.as_ref().map(check::house).unwrap_or_default();
    problems.extend(found.iter().filter_map(|finding| layers.place(finding)));
    problems
}

/// The file with its shared desks under its own.
fn merge(mut file: ScenarioFile, desks: &[(String, Arc<Reading<Desk>>)]) -> ScenarioFile {
    for (_, desk) in desks {
        if let Some(base) = &desk.value {
            file.desk = file.desk.over(base);
        }
    }
    file
}

/// BLAKE3 of every file with its path, in order, each with its length, so that no two sets of files share one.
fn hash(sources: &[(String, String)]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in sources.iter().flat_map(|(path, text)| [path, text]) {
        hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

fn tidied(mut problems: Vec<Problem>) -> Vec<Problem> {
    tidy(&mut problems);
    problems
}

/// Where a text stands in quotation marks; the head of the file where it is written with escapes.
fn quoted(text: &str, written: &str) -> std::ops::Range<usize> {
    let quoted = format!("\"{written}\"");
    text.find(&quoted).map_or(0..0, |start| start..start + quoted.len())
}

/// A problem of a shared file, with the place that uses it.
fn used(problem: &Problem, source: &Arc<Source>, span: std::ops::Range<usize>) -> Problem {
    let mut problem = problem.clone();
    if problem.source.text.is_empty() {
        problem.related.push(Related { source: Arc::clone(source), span, note: Note::UsedHere });
    }
    problem
}

impl<T> Reading<T> {
    /// A value that stands in no file.
    fn built_in(value: T) -> Self {
        Self { source: nothing(String::new()), value: Some(value), problems: Vec::new(), outline: None }
    }

    /// A file that could not be read.
    fn unread(problem: Problem) -> Self {
        Self { source: Arc::clone(&problem.source), value: None, problems: vec![problem], outline: None }
    }
}

impl Problem {
    /// Whether the file is not there.
    fn is_missing(&self) -> bool {
        self.what == Fault::Reading(super::fault::Reading::Missing)
    }
}
