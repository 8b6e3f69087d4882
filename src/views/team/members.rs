//! Who is in the team, what they were given and where it stands.

use egui::{Label, TextEdit, Ui, vec2};
use uuid::Uuid;

use super::{Crewmate, Look, Page, TeamIntent, TeamState, add, records};
use crate::locale::assignment::{Progress, progress, terms};
use crate::locale::store::right;
use crate::store::{Given, Right, Rights, SHORTEST, Task, Team};
use crate::views::page::em;
use crate::views::parts::{self, badge, faint};
use crate::views::theme::Kit;

/// Of more members than this one is found by name.
const FEW: usize = 8;
/// How many members are listed at once.
const MOST: usize = 40;
/// How much of what somebody was given stands there at once; the rest behind a fold.
const AT_ONCE: usize = 4;

pub(super) fn show(ui: &mut Ui, kit: &Kit, look: Look<'_>, state: &mut TeamState) -> Option<TeamIntent> {
    let mut intent = None;
    if look.crew.members.is_empty() {
        faint(ui, kit, kit.t("Nobody is in this team yet.", "这个团队还没有成员。"));
    }
    if look.crew.members.len() > FEW {
        ui.horizontal_wrapped(|ui| {
            let label = ui.label(kit.t("Find by name", "按姓名查找"));
            let width = em(ui) * 12.0;
            let field = TextEdit::singleline(&mut state.find).desired_width(width).margin(parts::INSIDE);
            ui.add(field).labelled_by(label.id);
        });
    }
    let wanted = state.find.trim().to_lowercase();
    let found = |mate: &&Crewmate| mate.member.person.name.to_lowercase().contains(&wanted);
    let all = look.crew.members.iter().filter(found);
    for mate in all.clone().take(MOST) {
        intent = intent.take().or(member(ui, kit, look, mate, state));
        ui.separator();
    }
    if let Some(more) = all.count().checked_sub(MOST).filter(|more| *more > 0) {
        let said =
            kit.t(format!("and {more} more: find them by name"), format!("另有 {more} 人，请按姓名查找"));
        faint(ui, kit, said);
    }
    ui.horizontal_wrapped(|ui| {
        let owner = look.rights.has(Right::Owner);
        let (label, button) = (kit.t("Add by name", "按姓名添加"), kit.t("Add", "添加"));
        if let Some(name) = add(ui, &mut state.new_person, label, button) {
            intent = Some(TeamIntent::Join(name, state.new_leads && owner));
        }
        if owner && look.crew.shown.is_some() {
            ui.checkbox(&mut state.new_leads, kit.t("leads this team", "担任该团队主管"));
        }
    });
    if !look.crew.teams.is_empty() {
        intent = intent.or(new_team(ui, kit, state));
    }
    if let Some(team) = look.crew.teams.iter().find(|team| Some(team.id) == look.crew.shown) {
        intent = intent.or(end(ui, kit, team));
    }
    intent
}

/// A new team.
pub(super) fn new_team(ui: &mut Ui, kit: &Kit, state: &mut TeamState) -> Option<TeamIntent> {
    let (label, button) = (kit.t("New team", "新团队"), kit.t("Add team", "新建团队"));
    let name = ui.horizontal_wrapped(|ui| add(ui, &mut state.new_team, label, button));
    name.inner.map(TeamIntent::NewTeam)
}

/// Ending a team, behind a fold: it is not for every day.
fn end(ui: &mut Ui, kit: &Kit, team: &Team) -> Option<TeamIntent> {
    let mut intent = None;
    let name = &team.name;
    let title = kit.t(format!("End the team {name}"), format!("结束团队“{name}”"));
    egui::CollapsingHeader::new(title).id_salt(team.id.0).show(ui, |ui| {
        let words = kit.t(
            "Nobody is in it any more, and what it was given is taken back. What was played stays.",
            "成员全部移出，指派给它的任务全部撤回；练习记录保留。",
        );
        faint(ui, kit, words);
        if ui.button(kit.t("End it", "结束")).clicked() {
            intent = Some(TeamIntent::End(team.id));
        }
    });
    intent
}

fn member(
    ui: &mut Ui,
    kit: &Kit,
    look: Look<'_>,
    mate: &Crewmate,
    state: &mut TeamState,
) -> Option<TeamIntent> {
    let mut intent = None;
    let person = &mate.member.person;
    ui.horizontal_wrapped(|ui| {
        ui.add(Label::new(parts::bold(ui, &person.name)));
        if mate.member.leads {
            badge(ui, kit.palette.accent, kit.t("leads the team", "团队主管"));
        }
        let late = mate.given.iter().filter(|(_, progress)| *progress == Progress::Late).count();
        if late > 0 {
            let said = kit.t(format!("{late} late"), format!("{late} 项逾期"));
            badge(ui, kit.palette.bad, &said);
        }
        let practice = mate.practice;
        let said = match practice {
            0 => kit.t("no practice of their own yet", "还没有自主练习").to_owned(),
            1 => kit.t("practised once on their own", "自主练习 1 次").to_owned(),
            _ => kit.t(format!("practised {practice} times on their own"), format!("自主练习 {practice} 次")),
        };
        faint(ui, kit, said);
        let page = ui.small_button(kit.t("Report", "个人报告"));
        let name = kit.t(format!("Report about {}", person.name), format!("{} 的个人报告", person.name));
        if parts::named(page, &name).clicked() {
            intent = Some(TeamIntent::Page(Page::Person(person.id)));
        }
        if look.crew.shown.is_some() {
            let leave = ui.small_button(kit.t("Take out", "移出团队"));
            let name = kit.t(format!("Take out {}", person.name), format!("将 {} 移出团队", person.name));
            if parts::named(leave, &name).clicked() {
                intent = Some(TeamIntent::Leave(person.id));
            }
        }
    });
    for (step, issued) in &mate.certified {
        ui.horizontal_wrapped(|ui| {
            ui.add_space(em(ui));
            let title = look.title(&Task::Step(step.clone()));
            ui.label(&title);
            badge(ui, kit.palette.good, kit.t("certified by exams", "已通过考试认证"));
            if *issued {
                faint(ui, kit, kit.t("The certificate is issued.", "证书已签发。"));
            } else {
                let words = kit.t("Issue the certificate", "签发证书");
                let button = parts::primary(ui, kit, words, true);
                let name = format!("{words}: {} · {title}", person.name);
                if parts::named(button, &name).clicked() {
                    intent = Some(TeamIntent::Certify(person.id, step.clone()));
                }
            }
        });
    }
    for (id, step) in &mate.held {
        intent = intent.take().or(revoke(ui, kit, (*id, &look.title(&Task::Step(step.clone()))), state));
    }
    let (first, more) = mate.given.split_at(mate.given.len().min(AT_ONCE));
    for one in first {
        intent = intent.take().or(given(ui, kit, look, one));
    }
    if !more.is_empty() {
        let words = kit.t(format!("{} more assigned", more.len()), format!("另有 {} 项任务", more.len()));
        let name = format!("{words}: {}", person.name);
        let fold = egui::CollapsingHeader::new(words).id_salt(("more", person.id.0)).show(ui, |ui| {
            for one in more {
                intent = intent.take().or(given(ui, kit, look, one));
            }
        });
        parts::named(fold.header_response, &name);
    }
    if look.rights.has(Right::Owner) {
        intent = intent.or(powers(ui, kit, look, mate, state));
    }
    intent
}

/// Something that somebody was given, with where it stands.
fn given(ui: &mut Ui, kit: &Kit, look: Look<'_>, (given, stands): &(Given, Progress)) -> Option<TeamIntent> {
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        ui.add_space(em(ui));
        ui.label(look.title(&given.assignment.new.task));
        if given.assignment.new.certify {
            badge(ui, kit.palette.accent, kit.t("Exam", "认证考试"));
        }
        let colour = match stands {
            Progress::Late | Progress::Failed => kit.palette.bad,
            Progress::Waiting => kit.palette.warn,
            Progress::Done => kit.palette.good,
            Progress::Open => kit.palette.faint,
        };
        badge(ui, colour, progress(*stands, kit.language));
        let terms = terms(given, look.now, kit.language).join(" · ");
        if !terms.is_empty() {
            faint(ui, kit, terms);
        }
        if let Some(attempt) = given.attempts.first()
            && ui.small_button(kit.t("Last attempt", "最近一次")).clicked()
        {
            intent = Some(TeamIntent::Debrief(attempt.id));
        }
        if given.assignment.withdrawn.is_none()
            && *stands != Progress::Done
            && ui.small_button(kit.t("Take back", "撤回")).clicked()
        {
            intent = Some(TeamIntent::Withdraw(given.assignment.new.id));
        }
    });
    intent
}

/// Revoking a certificate, behind a fold, with a reason.
fn revoke(ui: &mut Ui, kit: &Kit, (id, title): (Uuid, &str), state: &mut TeamState) -> Option<TeamIntent> {
    let mut intent = None;
    ui.horizontal(|ui| {
        ui.add_space(em(ui));
        let head = kit.t(format!("Revoke the certificate: {title}"), format!("撤销证书：{title}"));
        egui::CollapsingHeader::new(head).id_salt(id).show(ui, |ui| {
            let reason = state.revoking.entry(id).or_default();
            let words = kit.t(
                "Lists here say so from now on. A file that was handed out still verifies offline: tell those who have it.",
                "今后列表中会注明。已发出的文件离线核验时仍会通过\u{ff0c}请告知持有者。",
            );
            faint(ui, kit, words);
            ui.horizontal_wrapped(|ui| {
                let label = ui.label(kit.t("Why", "理由"));
                let field = TextEdit::singleline(reason).desired_width(em(ui) * 18.0).margin(parts::INSIDE);
                ui.add(field).labelled_by(label.id);
                let ready = !reason.trim().is_empty();
                if ui.add_enabled(ready, egui::Button::new(kit.t("Revoke", "撤销"))).clicked() {
                    intent = Some(TeamIntent::Revoke(id, std::mem::take(reason)));
                }
            });
        });
    });
    intent
}

/// What somebody may do, and their passphrase: for the owner.
fn powers(
    ui: &mut Ui,
    kit: &Kit,
    look: Look<'_>,
    mate: &Crewmate,
    state: &mut TeamState,
) -> Option<TeamIntent> {
    let mut intent = None;
    let (person, has) = (&mate.member.person, mate.member.rights);
    let title = kit.t(format!("Rights and data of {}", person.name), format!("{} 的权限和数据", person.name));
    egui::CollapsingHeader::new(title).id_salt(person.id.0).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for one in [Right::Trainer, Right::Manager, Right::Owner] {
                let mut on = has.has(one);
                if ui.checkbox(&mut on, right(one, kit.language)).changed() {
                    let rest = Right::ALL.into_iter().filter(|other| *other != one && has.has(*other));
                    let rights: Rights = rest.chain(on.then_some(one)).collect();
                    intent = Some(TeamIntent::Rights(person.id, rights));
                }
            }
        });
        let typed = state.passphrases.entry(person.id).or_default();
        ui.horizontal_wrapped(|ui| {
            let label = ui.label(kit.t("New passphrase", "新口令"));
            let field = TextEdit::singleline(typed).password(true);
            ui.add(field.desired_width(em(ui) * 12.0).margin(vec2(8.0, 4.0))).labelled_by(label.id);
            let ready = typed.chars().count() >= SHORTEST;
            if ui.add_enabled(ready, egui::Button::new(kit.t("Set", "设置"))).clicked() {
                intent = Some(TeamIntent::Passphrase(person.id, std::mem::take(typed)));
            }
        });
        let words = if look.crew.closed {
            kit.t(format!("{SHORTEST} characters or more."), format!("至少 {SHORTEST} 个字符。"))
        } else {
            kit.t(
                format!(
                    "{SHORTEST} characters or more. With the first passphrase everybody here has to sign in."
                ),
                format!("至少 {SHORTEST} 个字符。设置第一个口令后\u{ff0c}这里的每个人都需要登录。"),
            )
        };
        faint(ui, kit, words);
        ui.horizontal_wrapped(|ui| {
            if ui.button(kit.t("They have left", "登记离开")).clicked() {
                intent = Some(TeamIntent::Depart(person.id));
            }
            let words = kit.t(
                "They can neither sign in nor play until they are brought back.",
                "恢复之前\u{ff0c}此人不能登录和练习。",
            );
            faint(ui, kit, words);
        });
        ui.add_space(4.0);
        intent = intent.take().or(records::person(ui, kit, (person.id, &person.name), state));
    });
    intent
}
