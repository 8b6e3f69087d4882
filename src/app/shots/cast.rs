//! Who and what is in the pictures beside the trainee: a team, assignments, an exam that waits for a person.

use jiff::{SignedDuration, Timestamp, ToSpan as _};
use uuid::Uuid;

use crate::app::archive::now;
use crate::locale::assignment::Progress;
use crate::progress::team::overview;
use crate::progress::{AttemptSummary, ScenarioHead};
use crate::scenario::{Language, Library};
use crate::score::Grade;
use crate::store::{
    Assignment, AssignmentId, Given, Glance, Member, NewAssignment, Person, PersonId, ReviewCause,
    ReviewItem, Right, Rights, Summary, Task, Team, TeamId, Whom,
};
use crate::views::team::{Crew, Crewmate, Queued, Waiting};

/// People the pictures know.
pub(super) fn people(language: Language) -> Vec<Person> {
    let names = match language {
        Language::En => ["Priya Natarajan", "Tom Becker", "Aoife Byrne"],
        Language::Zh => ["周明", "陈佳怡", "欧阳思远"],
    };
    let person = |(index, name): (u128, &str)| Person {
        id: PersonId(Uuid::from_u128(10 + index)),
        name: name.to_owned(),
        created: Timestamp::UNIX_EPOCH,
    };
    (0..).zip(names).map(person).collect()
}

fn given(number: u128, task: Task, certify: bool, days: i64, attempts: Vec<Summary>) -> Given {
    let new = NewAssignment {
        id: AssignmentId(Uuid::from_u128(40 + number)),
        task,
        whom: Whom::Person(PersonId(Uuid::from_u128(1))),
        certify,
        due: now().checked_add((days * 24).hours()).ok(),
        pass_mark: certify.then_some(80),
        attempts: certify.then_some(3),
        at: Timestamp::UNIX_EPOCH,
    };
    let assignment = Assignment { new, given_by: PersonId(Uuid::from_u128(10)), withdrawn: None };
    Given { assignment, person: PersonId(Uuid::from_u128(1)), attempts }
}

fn scenario(id: &str) -> Task {
    Task::Scenario(id.to_owned())
}

/// What the trainee of the pictures was given.
pub(super) fn todo() -> Vec<(Given, Progress)> {
    let step = Task::Step("complaints-agent".to_owned());
    let open = |given: Given| {
        let new = NewAssignment { whom: Whom::Anybody, due: None, ..given.assignment.new };
        Given { assignment: Assignment { new, ..given.assignment }, ..given }
    };
    vec![
        (given(1, scenario("system-outage"), false, -2, Vec::new()), Progress::Late),
        (given(2, step, true, 12, Vec::new()), Progress::Open),
        (open(given(3, scenario("wrong-account-data"), true, 0, Vec::new())), Progress::Open),
    ]
}

/// A team with an exam that waits for its manager.
pub(super) fn crew(language: Language, attempts: &[Summary]) -> Crew {
    let team = Team {
        id: TeamId(Uuid::from_u128(30)),
        name: language.pick("North desk", "华北一组").to_owned(),
    };
    let night =
        Team { id: TeamId(Uuid::from_u128(31)), name: language.pick("Night shift", "夜班组").to_owned() };
    let people = people(language);
    let rights =
        |index: usize| if index == 0 { Rights::TRAINEE.with(Right::Manager) } else { Rights::TRAINEE };
    let given = |index: usize| match index {
        0 => Vec::new(),
        1 => vec![
            (given(5, scenario("angry-complaint"), true, 9, attempts.to_vec()), Progress::Waiting),
            (given(6, scenario("first-day"), false, 20, Vec::new()), Progress::Done),
        ],
        _ => todo().into_iter().take(2).collect(),
    };
    let members = people.iter().enumerate().map(|(index, person)| Crewmate {
        member: Member { person: person.clone(), rights: rights(index), leads: index == 0 },
        given: given(index),
        practice: u32::try_from(index * 7).unwrap_or(0),
        held: Vec::new(),
        certified: if index == 1 { vec![("seat-ready".to_owned(), false)] } else { Vec::new() },
    });
    let reason =
        language.pick("I did ask for the postcode, in the second message.", "我在第二条消息里问过邮编了。");
    let waiting = attempts.iter().take(1).zip(people.iter().skip(1)).map(|(attempt, person)| Waiting {
        attempt: attempt.clone(),
        card: None,
        name: person.name.clone(),
        decided: Vec::new(),
        reasons: vec![reason.to_owned()],
    });
    let waiting: Vec<Waiting> = waiting.collect();
    let queue = waiting.iter().map(|one| Queued {
        item: ReviewItem {
            attempt: one.attempt.clone(),
            causes: vec![ReviewCause::Undecided],
            since: now(),
            due: now(),
            owner: None,
            barred: false,
        },
        name: one.name.clone(),
        owner: None,
        mine: false,
    });
    Crew {
        shown: Some(team.id),
        only: None,
        teams: vec![team, night],
        members: members.collect(),
        glance: glance(attempts, people.len()),
        queue: queue.collect(),
        waiting,
        sample: Some(50),
        left: Vec::new(),
        closed: true,
        rules: None,
    }
}

/// How many attempts each has played in the pictures.
const PLAYED: usize = 9;

fn scores(grade: &mut Grade) -> [&mut Option<u8>; 4] {
    [&mut grade.overall, &mut grade.empathy, &mut grade.tools, &mut grade.resolution]
}

/// What these attempts come to, dealt out among so many people.
fn glance(attempts: &[Summary], people: usize) -> Glance {
    let library = Library::embedded();
    let roles = library.roles().unwrap_or_default();
    let listed = library.list().unwrap_or_default();
    let installed: Vec<ScenarioHead> =
        listed.values().flatten().map(|one| ScenarioHead::from(one.file())).collect();
    let mut dealt = vec![Vec::new(); people];
    for (number, attempt) in attempts.iter().cycle().take(PLAYED * people).enumerate() {
        let (person, before) = (number % people.max(1), number / people.max(1));
        let better =
            |score: u8| score.saturating_sub(u8::try_from(before * 3 + person * 9).unwrap_or(0)).max(20);
        let mut attempt = attempt.clone();
        attempt.started =
            now() - SignedDuration::from_hours(24 * (6 * i64::try_from(before).unwrap_or(0) + 1));
        for score in attempt.grade.iter_mut().flat_map(scores) {
            *score = Some(better(score.unwrap_or(84)));
        }
        if let Some(theirs) = dealt.get_mut(person) {
            theirs.push(attempt);
        }
    }
    let evidence: Vec<Vec<AttemptSummary>> = dealt
        .iter()
        .map(|theirs| {
            let of = |one: &Summary| {
                let head = installed.iter().find(|head| head.id == one.played.scenario)?;
                let mut summary = AttemptSummary::new(head.clone(), one.played.mode, one.grade?);
                summary.at = one.started;
                Some(summary)
            };
            theirs.iter().filter_map(of).collect()
        })
        .collect();
    Glance { overview: overview(&evidence, &roles, &installed, now()), attempts: dealt }
}
