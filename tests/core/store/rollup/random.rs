//! Ten thousand things that happen by chance, with folds in between.

use hotseat::score::RubricFile;
use hotseat::session::Mode;
use hotseat::store::{
    AssignmentId, AttemptId, Ending, NewAssignment, NewAttempt, NewDecision, NewDispute, NewOverruling,
    Overruling, PersonId, Played, Store, Task, TeamId, Whom,
};
use jiff::Timestamp;
use rstest::rstest;
use uuid::Uuid;

use super::{
    Engine, Folder, INSTALLED, Sample, compare, compare_items, filled, fold, ladders, now, people, sit,
};

/// How many things happen.
const HAPPENING: u64 = 10_000;

/// Numbers that look like chance (splitmix64), the same on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count.max(1) as u64).expect("it fits")
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// What happens, one thing after the other.
struct World {
    store: Store,
    chance: Chance,
    people: Vec<PersonId>,
    teams: Vec<TeamId>,
    exams: Vec<(String, AssignmentId)>,
    over: Vec<(PersonId, AttemptId)>,
    overruled: u32,
    clock: i64,
}

impl World {
    fn id(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.chance.next(), self.chance.next())
    }

    fn tick(&mut self) -> Timestamp {
        self.clock += 60;
        now(self.clock)
    }

    fn someone(&mut self) -> PersonId {
        *self.chance.one_of(&self.people)
    }

    fn happens(&mut self) {
        match self.chance.below(1_000) {
            0..600 => self.plays(false),
            600..700 => self.plays(true),
            700..800 => self.is_decided(),
            800..840 => self.is_overruled(),
            840..900 => self.is_shared(),
            900..960 => self.is_disputed(),
            960..985 => self.is_given(),
            985..998 => self.changes_team(),
            _ => self.is_erased(),
        }
    }

    /// Somebody plays, or begins an exam; now and then they leave it open.
    fn plays(&mut self, exam: bool) {
        let (person, at) = (self.someone(), self.tick());
        let fits = |one: &&Sample| (one.played.mode == Mode::Certify) == exam;
        let all: Vec<&Sample> = INSTALLED.sessions.iter().filter(fits).collect();
        let sample = *self.chance.one_of(&all);
        let assignment = self.exams.iter().find(|(id, _)| exam && *id == sample.played.scenario);
        let assignment = assignment.map(|(_, assignment)| *assignment);
        let learn = !exam && self.chance.below(10) == 0;
        let mode = if learn { Mode::Learn } else { sample.played.mode };
        let seed = if exam { self.chance.next() } else { sample.played.seed };
        let played = Played { mode, seed, ..sample.played.clone() };
        let (id, salt) = (AttemptId(self.id()), self.id().into_bytes());
        let opening = sample.opening.clone();
        let new = NewAttempt { id, person, parent: None, assignment, salt, played, opening, started: at };
        if self.store.begin(&new).is_err() {
            // An exam of theirs is still open.
            return;
        }
        if self.chance.below(20) == 0 {
            return;
        }
        if let Some(entry) = sample.entries.first() {
            let at = self.tick();
            self.store.append(id, 0, &entry.action, &entry.events, at).expect("it is kept");
        }
        let at = self.tick();
        self.store.finish(id, &sample.scorecard, Ending::Finished, at).expect("it ends");
        self.over.push((person, id));
    }

    fn is_decided(&mut self) {
        let (_, attempt) = *self.chance.one_of(&self.over);
        let (passed, at) = (self.chance.below(2) == 0, self.tick());
        // What is no exam is not decided.
        self.store.decide(&NewDecision { attempt, passed, reason: "heard it".to_owned(), at }).ok();
    }

    fn is_overruled(&mut self) {
        let (_, attempt) = *self.chance.one_of(&self.over);
        let finding = u32::try_from(self.chance.below(3)).expect("small");
        let points = (self.chance.below(3) > 0).then_some(0);
        let (what, reason, at) =
            (Overruling::Finding { finding, points }, "heard wrongly".to_owned(), self.tick());
        // Not every attempt has three findings.
        let done = self.store.overrule(&NewOverruling { attempt, what, rubric: 1, reason, at });
        self.overruled += u32::from(done.is_ok());
    }

    fn is_shared(&mut self) {
        let (_, attempt) = *self.chance.one_of(&self.over);
        let shared = self.chance.below(3) > 0;
        self.store.share(attempt, shared).expect("it is theirs");
    }

    fn is_disputed(&mut self) {
        let (_, attempt) = *self.chance.one_of(&self.over);
        let (reason, at) = ("I did".to_owned(), self.tick());
        self.store.dispute(&NewDispute { attempt, finding: 0, rubric: 1, reason, at }).expect("it is theirs");
    }

    fn is_given(&mut self) {
        let (id, at) = (AssignmentId(self.id()), self.tick());
        let certify = self.chance.below(2) == 0;
        let scenario = &self.chance.one_of(&INSTALLED.heads).id;
        let steps = INSTALLED.roles.ladders.iter().flat_map(|ladder| &ladder.steps);
        let steps: Vec<&String> = steps.map(|step| &step.id).collect();
        let task = match self.chance.below(3) {
            0 => Task::Step((*self.chance.one_of(&steps)).clone()),
            _ => Task::Scenario(scenario.clone()),
        };
        let whom = match self.chance.below(4) {
            0 => Whom::Team(*self.chance.one_of(&self.teams)),
            _ => Whom::Person(self.someone()),
        };
        let due = (self.chance.below(2) == 0).then(|| now(self.clock + 40_000));
        let pass_mark = (self.chance.below(2) == 0).then_some(70);
        let attempts = (self.chance.below(3) == 0).then_some(2);
        let new = NewAssignment { id, task, whom, certify, due, pass_mark, attempts, at };
        self.store.assign(&new).expect("it is given");
        if self.chance.below(4) == 0 {
            let at = self.tick();
            self.store.withdraw(id, at).expect("taken back");
        }
    }

    fn changes_team(&mut self) {
        let (person, team) = (self.someone(), *self.chance.one_of(&self.teams));
        if self.chance.below(2) == 0 {
            self.store.join(team, person, false).expect("in it");
        } else {
            self.store.leave(team, person).expect("out of it");
        }
    }

    fn is_erased(&mut self) {
        if self.people.len() < 40 {
            return;
        }
        let (place, at) = (self.chance.below(self.people.len()), self.tick());
        let gone = self.people.swap_remove(place);
        self.store.erase_person(gone, at).expect("gone");
        self.over.retain(|(person, _)| *person != gone);
    }
}

/// A rubric under which other attempts pass.
const HARDER: &str = "(number: 2, title: { \"en\": \"Harder\", \"zh\": \"更严\" }, pass: 93)";

fn harder() -> RubricFile {
    RubricFile::parse("rubric.ron", HARDER).expect("a good rubric")
}

#[rstest]
fn rollups_equal_the_log_after_ten_thousand_things_that_happen_by_chance(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = filled(engine, 600, 60) else { return };
    let store = sit(&place, "Owner");
    let owner = store.acting().expect("the owner");
    let mut chance = Chance(20_261_123);
    let mut exams = Vec::new();
    for head in &INSTALLED.heads {
        let id = AssignmentId(Uuid::from_u64_pair(chance.next(), chance.next()));
        let task = Task::Scenario(head.id.clone());
        let (whom, at) = (Whom::Anybody, now(0));
        let exam =
            NewAssignment { id, task, whom, certify: true, due: None, pass_mark: None, attempts: None, at };
        store.assign(&exam).expect("given");
        exams.push((head.id.clone(), id));
    }
    let teams = store.teams().expect("a list").into_iter().map(|team| team.id).collect();
    let people = people(&store).into_iter().filter(|person| *person != owner).collect::<Vec<_>>();
    let mut over = Vec::new();
    for person in &people {
        over.extend(store.attempts(*person).expect("a list").iter().map(|one| (one.person, one.id)));
    }
    let clock = 0;
    let mut world = World { store, chance, people, teams, exams, over, overruled: 0, clock };
    let mut folder = Folder::default();
    for happened in 0..HAPPENING {
        world.happens();
        if happened % 97 == 0 {
            // Some are folded, most are not.
            world.store.fold(&mut folder, 5, &ladders(now(world.clock))).expect("folded");
        }
        if happened == 9_000 {
            world
                .store
                .adopt(&harder(), &std::collections::BTreeSet::new(), now(world.clock))
                .expect("adopted");
        }
        if happened % 2_500 == 2_499 {
            compare_glances(&world);
        }
    }
    assert!(world.overruled > 50, "{}", world.overruled);
    let end = now(world.clock);
    fold(&world.store, end);
    let hours = [0, 25, 24 * 33];
    for at in hours.map(|hours| now(world.clock + hours * 3_600)) {
        fold(&world.store, at);
        compare(&world.store, at);
    }
    compare_items(&world.store);
    let differing = world.store.rebuild(&mut folder, 16, &ladders(end), &mut |_, _| ()).expect("rebuilt");
    assert_eq!(differing, []);
}

/// A team's glance is exact also where much waits to be folded.
fn compare_glances(world: &World) {
    let some: Vec<PersonId> = world.people.iter().step_by(7).copied().collect();
    let at = now(world.clock);
    let glance = world.store.glance(&some, &super::Slice::default(), &ladders(at)).expect("a glance");
    assert_eq!(glance.overview, super::from_the_log(&world.store, &some, at));
}
