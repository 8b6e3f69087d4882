//! Giving an assignment: what, to whom, as practice or as an exam, until when.

use egui::{ComboBox, DragValue, Ui};

use super::{Gift, Look, TeamIntent};
use crate::store::{PersonId, Task, Whom};
use crate::views::page::{self, em};
use crate::views::parts::{self, faint};
use crate::views::theme::Kit;

/// What is chosen so far.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Form {
    task: Option<Task>,
    whom: Option<Whom>,
    exam: bool,
    days: u16,
    pass_mark: u8,
    attempts: u8,
}

impl Default for Form {
    /// An exam within a fortnight, in three attempts at most.
    fn default() -> Self {
        Self { task: None, whom: None, exam: true, days: 14, pass_mark: 0, attempts: 3 }
    }
}

impl Form {
    /// Practice of this scenario, to whomever is chosen.
    pub(super) fn suggest(&mut self, scenario: &str) {
        self.task = Some(Task::Scenario(scenario.to_owned()));
        self.exam = false;
    }
}

pub(super) fn show(ui: &mut Ui, kit: &Kit, look: Look<'_>, form: &mut Form) -> Option<TeamIntent> {
    let whom = receivers(kit, look);
    if form.whom.is_none_or(|chosen| !whom.iter().any(|(one, _)| *one == chosen)) {
        form.whom = whom.first().map(|(one, _)| *one);
    }
    egui::Grid::new("give").num_columns(2).spacing([em(ui), em(ui) * 0.5]).show(ui, |ui| {
        let label = ui.label(kit.t("What", "内容"));
        let shown = form.task.as_ref().map(|task| look.title(task));
        let shown =
            shown.unwrap_or_else(|| kit.t("Choose a scenario or a step…", "选择场景或岗位…").to_owned());
        let combo = ComboBox::from_id_salt("task").width(em(ui) * 24.0).truncate().selected_text(shown);
        let tasks = look.tasks.iter().map(|(task, title)| (Some(task.clone()), named(kit, task, title)));
        parts::choose(ui, combo, &mut form.task, tasks).labelled_by(label.id);
        ui.end_row();
        let label = ui.label(kit.t("To", "指派给"));
        let shown =
            whom.iter().find(|(one, _)| Some(*one) == form.whom).map_or("", |(_, name)| name.as_str());
        let combo = ComboBox::from_id_salt("whom").width(em(ui) * 24.0).truncate().selected_text(shown);
        let all = whom.iter().map(|(one, name)| (Some(*one), name.clone()));
        parts::choose(ui, combo, &mut form.whom, all).labelled_by(label.id);
        ui.end_row();
        ui.label(kit.t("As", "形式"));
        ui.horizontal_wrapped(|ui| {
            for (exam, words) in [(true, kit.t("Exam", "认证考试")), (false, kit.t("Practice", "练习"))]
            {
                if page::choice(ui, kit, form.exam == exam, words).clicked() {
                    form.exam = exam;
                }
            }
        });
        ui.end_row();
        number(ui, kit.t("Within days (0: no date)", "期限天数（0 表示不限）"), &mut form.days, 365);
        number(
            ui,
            kit.t("Pass mark (0: the scenario's)", "及格线（0 表示按场景）"),
            &mut form.pass_mark,
            100,
        );
        number(ui, kit.t("Attempts (0: any number)", "可尝试次数（0 表示不限）"), &mut form.attempts, 50);
    });
    if form.whom == Some(Whom::Anybody) {
        form.exam = true;
        faint(
            ui,
            kit,
            kit.t("An exam open to everybody: whoever wants to may take it.", "开放考试：任何人都可以参加。"),
        );
    }
    ui.add_space(4.0);
    let ready = form.task.is_some() && form.whom.is_some();
    if !parts::primary(ui, kit, kit.t("Assign", "指派"), ready).clicked() {
        return None;
    }
    let above = |number: u8| (number > 0).then_some(number);
    let gift = Gift {
        task: form.task.take()?,
        whom: form.whom?,
        certify: form.exam,
        days: (form.days > 0).then_some(form.days),
        pass_mark: above(form.pass_mark),
        attempts: above(form.attempts),
    };
    Some(TeamIntent::Give(gift))
}

fn number<T: egui::emath::Numeric>(ui: &mut Ui, label: &str, value: &mut T, most: u16) {
    let label = ui.label(label);
    let most = f64::from(most);
    ui.add(DragValue::new(value).range(0.0..=most).speed(0.2)).labelled_by(label.id);
    ui.end_row();
}

fn named(kit: &Kit, task: &Task, title: &str) -> String {
    match task {
        Task::Scenario(_) => title.to_owned(),
        Task::Step(_) => kit.t(format!("Step: {title}"), format!("岗位：{title}")),
    }
}

/// Who can be given something: the team that is shown, each in it, and everybody.
fn receivers(kit: &Kit, look: Look<'_>) -> Vec<(Whom, String)> {
    let shown = look.crew.teams.iter().find(|team| Some(team.id) == look.crew.shown);
    let team = shown.map(|team| {
        let name = kit.t(format!("The whole team {}", team.name), format!("整个团队：{}", team.name));
        (Whom::Team(team.id), name)
    });
    let each = look.crew.members.iter().map(|mate| {
        let person: PersonId = mate.member.person.id;
        (Whom::Person(person), mate.member.person.name.clone())
    });
    let anybody = (Whom::Anybody, kit.t("Anybody (open exam)", "任何人（开放考试）").to_owned());
    team.into_iter().chain(each).chain([anybody]).collect()
}
