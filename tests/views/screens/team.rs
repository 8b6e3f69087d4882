//! The team's screen, signing in, exams, and what was given.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use hotseat::locale::assignment::Progress;
use hotseat::progress::team::overview;
use hotseat::scenario::roles::Roles;
use hotseat::scenario::{Language, Library};
use hotseat::session::Mode;
use hotseat::store::{
    Altered, Assignment, AssignmentId, AttemptId, BadLine, BadList, Ending, Given, Glance, Member,
    NewAssignment, ReviewCause, ReviewItem, Rights, State, Task, Team, TeamId, Unjournaled, Verdict, Whom,
};
use hotseat::views::briefing::{self, BriefingIntent, BriefingState};
use hotseat::views::home::{self, HomeIntent, HomeState, Todo};
use hotseat::views::profile::{self, Door, ProfileIntent, ProfileState};
use hotseat::views::settings::{self, PassphraseState};
use hotseat::views::team::{
    self, Audit, Crew, Crewmate, Gift, Look, Queued, Seen, Tab, TeamIntent, TeamState, Told, Waiting,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Screen, press, screen, stock, write};

type Desk = egui_kittest::Harness<'static, Screen<TeamState, TeamIntent>>;

fn task() -> Task {
    Task::Scenario("angry-complaint".to_owned())
}

fn given(certify: bool) -> Given {
    let new = NewAssignment {
        id: AssignmentId(Uuid::from_u128(9)),
        task: task(),
        whom: Whom::Person(stock::person(1, "Mei").id),
        certify,
        due: None,
        pass_mark: None,
        attempts: Some(2),
        at: Timestamp::UNIX_EPOCH,
    };
    let assignment = Assignment { new, given_by: stock::person(2, "Tom").id, withdrawn: None };
    Given { assignment, person: stock::person(1, "Mei").id, attempts: Vec::new() }
}

/// A team of one, whose exam waits.
fn crew() -> Crew {
    let mei = stock::person(1, "Mei");
    let card = Some(stock::card(74, None));
    let exam = stock::attempt(3, "angry-complaint", State::Ended(Ending::Finished), card.as_ref());
    Crew {
        teams: vec![Team { id: TeamId(Uuid::from_u128(5)), name: "North".to_owned() }],
        shown: Some(TeamId(Uuid::from_u128(5))),
        only: None,
        members: vec![Crewmate {
            member: Member { person: mei, rights: Rights::TRAINEE, leads: false },
            given: vec![(given(true), Progress::Late)],
            practice: 4,
            certified: vec![("seat-ready".to_owned(), false)],
            held: vec![(Uuid::from_u128(77), "seat-ready".to_owned())],
        }],
        queue: vec![Queued {
            item: ReviewItem {
                attempt: exam.clone(),
                causes: vec![ReviewCause::Undecided, ReviewCause::Dispute],
                since: Timestamp::UNIX_EPOCH,
                due: Timestamp::UNIX_EPOCH,
                owner: None,
                barred: false,
            },
            name: "Mei".to_owned(),
            owner: None,
            mine: false,
        }],
        sample: Some(50),
        waiting: vec![Waiting {
            attempt: exam,
            card,
            name: "Mei".to_owned(),
            decided: Vec::new(),
            reasons: vec!["I did ask".to_owned()],
        }],
        glance: Glance::default(),
        left: vec![stock::person(4, "Tom")],
        closed: true,
        rules: None,
    }
}

fn roles() -> Roles {
    Library::embedded().roles().expect("they ship")
}

fn shown(language: Language, crew: Crew) -> Desk {
    screen(language, TeamState::default(), move |ui, kit, state| {
        let tasks = [(task(), "Angry".to_owned())];
        let look = Look {
            crew: &crew,
            rights: Rights::ALL,
            roles: &roles(),
            tasks: &tasks,
            told: None,
            seen: Seen::default(),
            now: Timestamp::UNIX_EPOCH,
        };
        team::show(ui, kit, look, state)
    })
}

/// Turns to what lies behind this name.
fn turn(desk: &mut Desk, tab: &str) {
    press(desk, Role::RadioButton, tab);
}

#[test]
fn a_manager_sees_who_is_late_and_how_often_they_practised_but_not_what() {
    let mut desk = shown(Language::En, crew());
    turn(&mut desk, "Members");
    for said in ["1 late", "practised 4 times on their own", "2 attempts left"] {
        assert!(desk.query_by_label_contains(said).is_some(), "{said}");
    }
    let mut desk = shown(Language::Zh, crew());
    turn(&mut desk, "成员");
    for said in ["1 项逾期", "自主练习 4 次", "还可尝试 2 次"] {
        assert!(desk.query_by_label_contains(said).is_some(), "{said}");
    }
}

#[test]
fn somebody_of_a_large_team_is_found_by_name() {
    let mut all = crew();
    let one = all.members[0].clone();
    all.members = (0..300)
        .map(|number| {
            let person = stock::person(1_000 + number, &format!("Agent {number}"));
            Crewmate { member: Member { person, ..one.member.clone() }, ..one.clone() }
        })
        .collect();
    let mut desk = shown(Language::En, all);
    turn(&mut desk, "Members");
    assert!(desk.query_by_label("and 260 more: find them by name").is_some());
    write(&mut desk, "Find by name", "agent 29");
    assert!(desk.query_by_label("Agent 29").is_some() && desk.query_by_label("Agent 299").is_some());
    assert!(desk.query_by_label("Agent 0").is_none() && desk.query_by_label_contains("more:").is_none());
}

#[test]
fn an_exam_is_decided_with_a_reason_and_not_without() {
    let mut desk = shown(Language::En, crew());
    turn(&mut desk, "To review: 1");
    assert!(desk.query_by_label("Mei says: I did ask").is_some());
    press(&mut desk, Role::Button, "Passed: Mei");
    assert_eq!(desk.state().wanted, []);
    desk.get_by_label("Your reason; the trainee reads it").focus();
    desk.run();
    desk.get_by_label("Your reason; the trainee reads it").type_text("It is there.");
    desk.run();
    press(&mut desk, Role::Button, "Passed: Mei");
    let exam = crew().waiting[0].attempt.id;
    assert_eq!(desk.state().wanted, [TeamIntent::Decide(exam, true, "It is there.".to_owned())]);
}

#[test]
fn a_review_is_taken_or_given_and_says_why_it_waits() {
    let mut crew = crew();
    let tom = stock::person(2, "Tom");
    crew.members.push(Crewmate {
        member: Member { person: tom.clone(), rights: Rights::ALL, leads: true },
        ..crew.members[0].clone()
    });
    let id = crew.queue[0].item.attempt.id;
    let mut desk = shown(Language::En, crew.clone());
    turn(&mut desk, "To review: 1");
    for words in ["undecided", "disputed", "due 1970-01-01", "Nobody has it yet."] {
        assert!(desk.query_by_label(words).is_some(), "{words}");
    }
    press(&mut desk, Role::Button, "Take it: Mei");
    press(&mut desk, Role::Button, "Give it to Tom: Mei");
    assert_eq!(desk.state().wanted, [TeamIntent::TakeReview(id), TeamIntent::GiveReview(id, tom.id)]);
    crew.queue[0].item.barred = true;
    let mut desk = shown(Language::Zh, crew);
    turn(&mut desk, "待复核：1");
    assert!(desk.query_by_label("须由他人处理：申诉针对您的决定。").is_some());
    assert!(desk.query_by_label("由我负责: Mei").is_none());
    assert!(desk.query_by_label("裁定理由，学员可以看到").is_none());
}

#[test]
fn an_exam_within_a_fortnight_is_what_is_given_where_nothing_else_is_said() {
    let mut desk = shown(Language::En, crew());
    turn(&mut desk, "Assign");
    press(&mut desk, Role::ComboBox, "What");
    press(&mut desk, Role::Button, "Angry");
    press(&mut desk, Role::Button, "Assign");
    let gift = Gift {
        task: task(),
        whom: Whom::Team(TeamId(Uuid::from_u128(5))),
        certify: true,
        days: Some(14),
        pass_mark: None,
        attempts: Some(3),
    };
    assert_eq!(desk.state().wanted, [TeamIntent::Give(gift)]);
}

#[test]
fn an_attempt_is_looked_at_and_an_assignment_taken_back() {
    let mut desk = shown(Language::Zh, crew());
    turn(&mut desk, "待复核：1");
    press(&mut desk, Role::Button, "查看经过: Mei");
    turn(&mut desk, "成员");
    press(&mut desk, Role::Button, "撤回");
    let exam = crew().waiting[0].attempt.id;
    let wanted = [TeamIntent::Debrief(exam), TeamIntent::Withdraw(AssignmentId(Uuid::from_u128(9)))];
    assert_eq!(desk.state().wanted, wanted);
}

#[test]
fn whoever_is_certified_by_exams_gets_a_certificate() {
    let mut desk = shown(Language::En, crew());
    turn(&mut desk, "Members");
    press(&mut desk, Role::Button, "Issue the certificate: Mei · seat-ready");
    let mei = stock::person(1, "Mei").id;
    assert_eq!(desk.state().wanted, [TeamIntent::Certify(mei, "seat-ready".to_owned())]);
}

#[test]
fn the_owner_names_teams_and_adds_people() {
    let mut desk = shown(Language::En, Crew::default());
    write(&mut desk, "New team", " South ");
    press(&mut desk, Role::Button, "Add team");
    turn(&mut desk, "Members");
    write(&mut desk, "Add by name", "Ana");
    press(&mut desk, Role::Button, "Add");
    let wanted = [TeamIntent::NewTeam("South".to_owned()), TeamIntent::Join("Ana".to_owned(), false)];
    assert_eq!(desk.state().wanted, wanted);
}

#[test]
fn where_there_are_passphrases_people_sign_in_and_are_told_why_they_were_refused() {
    for (language, name, passphrase, button, wrong) in [
        (Language::En, "Your name", "Passphrase", "Sign in", "\u{26a0} Wrong"),
        (Language::Zh, "您的姓名", "口令", "登录", "\u{26a0} Wrong"),
    ] {
        let mut door = screen(language, ProfileState::default(), |ui, kit, state| {
            profile::show(ui, kit, Door::Closed(Some("wrong")), ("", true), state)
        });
        assert!(door.query_by_label(wrong).is_some());
        write(&mut door, name, "Mei");
        press(&mut door, Role::Button, button);
        assert_eq!(door.state().wanted, [], "there is no passphrase yet");
        door.get_by_role_and_label(Role::PasswordInput, passphrase).focus();
        door.run();
        door.get_by_role_and_label(Role::PasswordInput, passphrase).type_text("correct horse");
        door.run();
        press(&mut door, Role::Button, button);
        let (name, passphrase) = ("Mei".to_owned(), "correct horse".to_owned());
        assert_eq!(door.state().wanted, [ProfileIntent::SignIn { name, passphrase, remember: false }]);
    }
}

#[test]
fn the_briefing_of_an_exam_offers_no_other_mode_and_says_what_is_different() {
    let scenario = stock::scenario("angry-complaint");
    let minutes = scenario.file().exam_seconds() / 60;
    let mut exam = screen(Language::En, BriefingState::default(), move |ui, kit, state| {
        briefing::show(ui, kit, &scenario, true, state)
    });
    assert!(exam.query_by_role_and_label(Role::RadioButton, "Learn").is_none());
    assert!(exam.query_by_label_contains(&format!("{minutes} minutes for the conversation")).is_some());
    press(&mut exam, Role::Button, "Let the customer in");
    let wanted = BriefingIntent::Start { language: Language::En, mode: Mode::Certify };
    assert_eq!(exam.state().wanted, [wanted]);
}

#[test]
fn what_was_given_stands_first_on_home_and_is_begun_there() {
    let todo = Todo {
        id: AssignmentId(Uuid::from_u128(9)),
        title: "Angry".to_owned(),
        exam: true,
        offered: false,
        progress: Progress::Late,
        terms: vec!["due yesterday".to_owned()],
        open: None,
        more: true,
    };
    let data = stock::home("Mei", Vec::new()).with_todo(vec![todo], true);
    let mut home =
        screen(Language::En, HomeState::default(), move |ui, kit, state| home::show(ui, kit, &data, state));
    let above = home.get_by_label("Assigned to you").rect().top();
    assert!(above < home.get_by_label("Next for you").rect().top());
    press(&mut home, Role::Button, "Begin: Angry");
    press(&mut home, Role::Button, "Team");
    let wanted = [HomeIntent::Given(AssignmentId(Uuid::from_u128(9))), HomeIntent::Team];
    assert_eq!(home.state().wanted, wanted);
}

#[test]
fn a_passphrase_is_taken_once_it_was_typed_twice_alike() {
    let mut account = screen(Language::En, PassphraseState::default(), |ui, kit, state| {
        settings::passphrase(ui, kit, state, false)
    });
    let mut typed = |field: &str, text: &str| {
        account.get_by_role_and_label(Role::PasswordInput, field).focus();
        account.run();
        account.get_by_role_and_label(Role::PasswordInput, field).type_text(text);
        account.run();
        press(&mut account, Role::Button, "Set the passphrase");
        account.state().wanted.clone()
    };
    assert!(typed("New passphrase", "correct horse").is_empty());
    assert!(typed("The same again", "correct h").is_empty());
    assert_eq!(typed("The same again", "orse"), ["correct horse"]);
}

#[test]
fn the_owner_brings_people_in_from_a_table_and_has_every_attempt_checked() {
    let mut desk = shown(Language::En, crew());
    turn(&mut desk, "Records");
    write(&mut desk, "People from a CSV file", " /tmp/people.csv ");
    press(&mut desk, Role::Button, "Import");
    press(&mut desk, Role::Button, "Check them for changes");
    assert_eq!(desk.state().wanted, [TeamIntent::Import("/tmp/people.csv".into()), TeamIntent::Audit]);
}

#[test]
fn somebodys_data_is_exported_and_erased_only_once_their_name_was_typed() {
    let mut desk = shown(Language::En, crew());
    turn(&mut desk, "Members");
    let mei = stock::person(1, "Mei").id;
    press(&mut desk, Role::Button, "Rights and data of Mei");
    press(&mut desk, Role::Button, "Export everything kept");
    press(&mut desk, Role::Button, "Erase for ever");
    assert_eq!(desk.state().wanted, [TeamIntent::Export(mei)]);
    write(&mut desk, "To erase it all, type Mei", "Mei");
    press(&mut desk, Role::Button, "Erase for ever");
    assert_eq!(desk.state().wanted, [TeamIntent::Export(mei), TeamIntent::Erase(mei)]);
}

#[test]
fn what_came_of_it_is_said_with_every_fault_and_every_altered_attempt() {
    let fault = BadLine { line: 3, what: BadList::Twice("Mei".to_owned()) };
    let altered = Verdict::Altered(Altered::Score);
    let id = AttemptId(Uuid::from_u128(8));
    let began = Timestamp::UNIX_EPOCH;
    let gone = Unjournaled::Gone { person: stock::person(2, "Ana").id, attempt: id, began };
    let audit = Audit {
        unjournaled: vec![(gone, "Ana".to_owned())],
        of: 9,
        intact: 4,
        altered: vec![(id, "Mei · Angry".to_owned(), altered)],
        ..Audit::default()
    };
    for (told, said) in [
        (Told::Imported { added: 2, known: 1, passphrases: Some("p.csv".into()) }, ["Added: 2", "in p.csv"]),
        (Told::BadTable("t.csv".into(), vec![fault]), ["t.csv has faults", "line 3"]),
        (Told::NoFile("there is no file t.csv".to_owned()), ["t.csv", "there is no file"]),
        (Told::Audited(audit.clone()), ["4 intact, 1 altered", "Mei · Angry"]),
        (Told::Audited(audit), ["Ana: GONE", "removed whole"]),
        (
            Told::Erased("Mei".to_owned(), vec!["hotseat.v5.db".into()]),
            ["Everything Mei wrote", "delete it too: hotseat.v5.db"],
        ),
    ] {
        let desk = screen(Language::En, TeamState::at(Tab::Records), move |ui, kit, state| {
            let look = Look {
                crew: &Crew::default(),
                rights: Rights::ALL,
                roles: &roles(),
                tasks: &[],
                told: Some(&told),
                seen: Seen::default(),
                now: Timestamp::UNIX_EPOCH,
            };
            team::show(ui, kit, look, state)
        });
        for words in said {
            assert!(desk.query_all_by_label_contains(words).next().is_some(), "{words}");
        }
    }
}

#[test]
fn teams_end_people_leave_and_come_back_and_certificates_are_revoked_with_a_reason() {
    let mut desk = shown(Language::En, crew());
    turn(&mut desk, "Members");
    press(&mut desk, Role::Button, "End the team North");
    press(&mut desk, Role::Button, "End it");
    turn(&mut desk, "Records");
    press(&mut desk, Role::Button, "Bring back Tom");
    turn(&mut desk, "Members");
    press(&mut desk, Role::Button, "Revoke the certificate: seat-ready");
    press(&mut desk, Role::Button, "Revoke");
    write(&mut desk, "Why", "He cheated");
    press(&mut desk, Role::Button, "Revoke");
    press(&mut desk, Role::Button, "Rights and data of Mei");
    press(&mut desk, Role::Button, "They have left");
    let wanted = [
        TeamIntent::End(TeamId(Uuid::from_u128(5))),
        TeamIntent::Return(stock::person(4, "Tom").id),
        TeamIntent::Revoke(Uuid::from_u128(77), "He cheated".to_owned()),
        TeamIntent::Depart(stock::person(1, "Mei").id),
    ];
    assert_eq!(desk.state().wanted, wanted);
}

#[test]
fn a_number_at_a_glance_opens_the_attempts_behind_it() {
    let attempts = vec![stock::finished(3, "angry-complaint", 74, Some(false))];
    let id = attempts[0].id;
    let mut all = crew();
    all.glance = Glance {
        overview: overview(&[Vec::new()], &roles(), &[], Timestamp::UNIX_EPOCH),
        attempts: vec![attempts],
    };
    let mut desk = shown(Language::En, all);
    press(&mut desk, Role::Button, "Mei, empathy: not enough evidence: 0 of 3 attempts");
    assert!(desk.query_by_label("Mei: what empathy rests on").is_some());
    press(&mut desk, Role::Link, "Angry");
    let mei = stock::person(1, "Mei").id;
    assert_eq!(desk.state().wanted, [TeamIntent::Habits(mei), TeamIntent::Debrief(id)]);
}
