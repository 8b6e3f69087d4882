//! The team: who is in it, what they were given and what came of it, and what waits for a person to decide.

mod behind;
mod everybody;
mod give;
mod glance;
mod intent;
mod live;
mod members;
mod records;
mod reviews;
mod rules;
mod scenarios;

pub use intent::{Gift, Page, TeamIntent};
pub use live::Overheard;
pub use records::{Audit, Told};
pub use rules::{Rules, Trial};
pub use scenarios::Study;

use std::collections::BTreeMap;

use egui::{TextEdit, Ui, vec2};
use uuid::Uuid;

use super::page;
use super::parts::{self, faint, heading};
use super::theme::Kit;
use crate::locale::assignment::Progress;
use crate::scenario::roles::Roles;
use crate::score::Scorecard;
use crate::store::{
    AttemptId, Decision, Everybody, Given, Glance, Habits, Live, Member, Person, PersonId, ReviewItem, Right,
    Rights, Summary, Task, Team, TeamId,
};

/// Who leads whom, as far as whoever is here may see it.
#[derive(Clone, Debug, Default)]
pub struct Crew {
    /// The teams, by name.
    pub teams: Vec<Team>,
    /// The team that is shown; none for everybody.
    pub shown: Option<TeamId>,
    /// The person who alone is shown.
    pub only: Option<Person>,
    /// Who is in it.
    pub members: Vec<Crewmate>,
    /// The team at a glance, in the order of its members.
    pub glance: Glance,
    /// What waits for a reviewer, the first due first.
    pub queue: Vec<Queued>,
    /// The exams among the first of them that wait for a decision, with what their takers see differently.
    pub waiting: Vec<Waiting>,
    /// How many of a thousand attempts of the team that is shown are drawn for review.
    pub sample: Option<u16>,
    /// Who left, for the owner.
    pub left: Vec<Person>,
    /// Whether everybody here signs in with a passphrase.
    pub closed: bool,
    /// By what everybody is graded, for the owner.
    pub rules: Option<Rules>,
}

/// Somebody in a team.
#[derive(Clone, Debug)]
pub struct Crewmate {
    /// Who, and what they may do.
    pub member: Member,
    /// What they were given, with where it stands.
    pub given: Vec<(Given, Progress)>,
    /// How often they practised what nobody assigned: a number only.
    pub practice: u32,
    /// The steps their exams certify, each with whether there is a certificate of it.
    pub certified: Vec<(String, bool)>,
    /// The certificates that hold, each with its step.
    pub held: Vec<(Uuid, String)>,
}

/// An attempt that waits for a reviewer.
#[derive(Clone, Debug)]
pub struct Queued {
    /// Why, and until when.
    pub item: ReviewItem,
    /// Who played it.
    pub name: String,
    /// Who has it.
    pub owner: Option<String>,
    /// Whether that is whoever looks.
    pub mine: bool,
}

/// An exam that waits for a decision.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The exam.
    pub attempt: Summary,
    /// Its scorecard.
    pub card: Option<Scorecard>,
    /// Who took it.
    pub name: String,
    /// What was decided before.
    pub decided: Vec<Decision>,
    /// Why its taker sees a finding differently.
    pub reasons: Vec<String>,
}

/// What of a team is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Who stands where.
    #[default]
    Glance,
    /// Everybody, however many.
    Everybody,
    /// Sessions that go on.
    Live,
    /// What scenarios come to.
    Scenarios,
    /// What waits for a person to decide.
    Decide,
    /// Who is in it.
    Members,
    /// Giving something.
    Assign,
    /// Another rubric.
    Rules,
    /// Everybody's records.
    Records,
}

/// What is being chosen and typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TeamState {
    /// What is looked at.
    pub tab: Tab,
    new_team: String,
    new_person: String,
    find: String,
    new_leads: bool,
    give: give::Form,
    glance: glance::Form,
    reasons: BTreeMap<AttemptId, String>,
    passphrases: BTreeMap<PersonId, String>,
    table: String,
    copy: String,
    rules: rules::Form,
    everybody: everybody::Form,
    /// The scenario whose numbers are open.
    studied: Option<String>,
    erasing: BTreeMap<PersonId, String>,
    revoking: BTreeMap<Uuid, String>,
}

impl TeamState {
    /// Nothing is chosen yet, and this is looked at.
    pub fn at(tab: Tab) -> Self {
        Self { tab, ..Self::default() }
    }
}

/// What is read only where somebody looks at it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen<'a> {
    /// What everybody comes to.
    pub everybody: Option<&'a Everybody>,
    /// Which sessions go on.
    pub live: Option<&'a [Live]>,
    /// The session that is listened to.
    pub overheard: Option<&'a Overheard>,
    /// What scenarios come to.
    pub study: Option<&'a Study>,
    /// What somebody loses points on again and again.
    pub habits: Option<&'a (PersonId, Habits)>,
}

/// What the screen is drawn from.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// Who is who.
    pub crew: &'a Crew,
    /// What whoever is here may do.
    pub rights: Rights,
    /// The ladders.
    pub roles: &'a Roles,
    /// What can be given, with its title.
    pub tasks: &'a [(Task, String)],
    /// What came of the last work on everybody's records.
    pub told: Option<&'a Told>,
    /// What was asked for, as far as it is there.
    pub seen: Seen<'a>,
    /// Now.
    pub now: jiff::Timestamp,
}

impl Look<'_> {
    fn title(&self, task: &Task) -> String {
        let known = self.tasks.iter().find(|(one, _)| one == task).map(|(_, title)| title.clone());
        known.unwrap_or_else(|| match task {
            Task::Scenario(id) | Task::Step(id) => id.clone(),
        })
    }
}

/// Draws the screen.
pub fn show(ui: &mut Ui, kit: &Kit, look: Look<'_>, state: &mut TeamState) -> Option<TeamIntent> {
    page::show(ui, "team", |ui| {
        page::title(ui, kit.t("Team", "团队"));
        ui.add_space(8.0);
        let mut intent = teams(ui, kit, look, state);
        ui.add_space(8.0);
        tabs(ui, kit, look, state);
        ui.add_space(8.0);
        if let Some(told) = look.told {
            // What goes on with all records is of no use to whoever looks at something else.
            if state.tab == Tab::Records || !matches!(told, Told::Audited(_)) {
                records::tell(ui, kit, told);
            }
        }
        intent = intent.or(match state.tab {
            Tab::Glance => section(ui, kit, kit.t("At a glance", "团队概览"), |ui| {
                glance::show(ui, kit, look, state)
            }),
            Tab::Everybody => section(ui, kit, kit.t("Everybody you lead", "您主管的所有人"), |ui| {
                everybody::show(ui, kit, look, state)
            }),
            Tab::Live => {
                section(ui, kit, kit.t("Now in a session", "正在进行"), |ui| live::show(ui, kit, look))
            }
            Tab::Scenarios => section(ui, kit, kit.t("Scenarios", "场景分析"), |ui| {
                scenarios::show(ui, kit, look, state)
            }),
            Tab::Decide => section(ui, kit, kit.t("Waiting for a reviewer", "等待复核"), |ui| {
                reviews::show(ui, kit, look, state)
            }),
            Tab::Members => {
                section(ui, kit, kit.t("Members", "成员"), |ui| members::show(ui, kit, look, state))
            }
            Tab::Assign => section(ui, kit, kit.t("Assign", "指派任务"), |ui| {
                give::show(ui, kit, look, &mut state.give)
            }),
            Tab::Rules => look.crew.rules.as_ref().and_then(|rules| {
                section(ui, kit, kit.t("What if: another rubric", "试算：换一套评分规则"), |ui| {
                    rules::show(ui, kit, (look, rules), state)
                })
            }),
            Tab::Records => {
                section(ui, kit, kit.t("Records", "数据管理"), |ui| records::show(ui, kit, look, state))
            }
        });
        intent
    })
}

/// What can be looked at, each behind its name; what the owner alone may see stands last.
fn tabs(ui: &mut Ui, kit: &Kit, look: Look<'_>, state: &mut TeamState) {
    let owner = look.rights.has(Right::Owner);
    let waiting = look.crew.queue.len();
    let decide = match waiting {
        0 => kit.t("To review", "待复核").to_owned(),
        waiting => kit.t(format!("To review: {waiting}"), format!("待复核：{waiting}")),
    };
    let all = [
        (Tab::Glance, true, kit.t("At a glance", "概览").to_owned()),
        (Tab::Everybody, true, kit.t("All people", "全员汇总").to_owned()),
        (Tab::Live, true, kit.t("Now", "正在进行").to_owned()),
        (Tab::Decide, true, decide),
        (Tab::Members, true, kit.t("Members", "成员").to_owned()),
        (Tab::Assign, true, kit.t("Assign", "指派").to_owned()),
        (Tab::Scenarios, true, kit.t("Scenarios", "场景").to_owned()),
        (Tab::Rules, look.crew.rules.is_some(), kit.t("What if", "试算").to_owned()),
        (Tab::Records, owner, kit.t("Records", "数据管理").to_owned()),
    ];
    if !all.iter().any(|(tab, there, _)| *there && *tab == state.tab) {
        state.tab = Tab::Glance;
    }
    ui.horizontal_wrapped(|ui| {
        for (tab, _, name) in all.iter().filter(|(_, there, _)| *there) {
            if page::choice(ui, kit, state.tab == *tab, name).clicked() {
                state.tab = *tab;
            }
        }
    });
}

fn section<T>(ui: &mut Ui, kit: &Kit, title: &str, contents: impl FnOnce(&mut Ui) -> Option<T>) -> Option<T> {
    let wanted = parts::card(ui, kit, |ui| {
        ui.set_width(ui.available_width());
        heading(ui, title);
        ui.add_space(4.0);
        contents(ui)
    });
    ui.add_space(8.0);
    wanted
}

/// Which team is shown, and the first one where there is none.
fn teams(ui: &mut Ui, kit: &Kit, look: Look<'_>, state: &mut TeamState) -> Option<TeamIntent> {
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        let (shown, alone) = (look.crew.shown, look.crew.only.is_some());
        if look.rights.has(Right::Owner)
            && page::choice(ui, kit, shown.is_none() && !alone, kit.t("Everybody", "全部人员")).clicked()
        {
            intent = Some(TeamIntent::Show(None));
        }
        for team in &look.crew.teams {
            if page::choice(ui, kit, shown == Some(team.id) && !alone, &team.name).clicked() {
                intent = Some(TeamIntent::Show(Some(team.id)));
            }
        }
        if let Some(person) = &look.crew.only {
            page::choice(ui, kit, true, &person.name);
        }
    });
    if look.crew.teams.is_empty() {
        faint(
            ui,
            kit,
            kit.t(
                "There is no team yet. Name the first one; then add its members under Members.",
                "还没有团队。先建一个团队，再在“成员”中添加成员。",
            ),
        );
    }
    if look.crew.teams.is_empty() {
        intent = intent.or(members::new_team(ui, kit, state));
    }
    intent
}

/// A field for a name with a button; the name when it is pressed.
fn add(ui: &mut Ui, name: &mut String, label: &str, button: &str) -> Option<String> {
    let label = ui.label(label);
    let width = page::em(ui) * 12.0;
    let field = TextEdit::singleline(name).desired_width(width).margin(vec2(8.0, 4.0));
    let field = ui.add(field).labelled_by(label.id);
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let ready = !name.trim().is_empty();
    let pressed = ui.add_enabled(ready, egui::Button::new(button)).clicked();
    (ready && (pressed || entered)).then(|| std::mem::take(name).trim().to_owned())
}
