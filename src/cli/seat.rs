//! The terminal seat: a customer, a desk, and a line to type in.

use std::sync::Arc;

use anyhow::Context;

use super::briefing::briefing;
use super::command::{self, Line};
use super::input::{Input, Typed};
use super::keep::Kept;
use super::screen::{Look, Screen, tame};
use super::{debrief, listing, show, wrap_up};
use crate::locale::live::listens_in;
use crate::locale::names;
use crate::locale::rejected::rejected;
use crate::scenario::Language;
use crate::session::event::Origin;
use crate::session::{Action, Deed, Event, Mode, Phase, Session, Ticket, What};
use crate::store::PersonId;

/// A session being played at a terminal.
pub(super) struct Seat<'a> {
    pub(super) screen: &'a mut Screen,
    pub(super) input: &'a mut Input,
    pub(super) kept: &'a mut Kept,
    pub(super) session: Session,
    pub(super) ui: Language,
    pub(super) actions: Vec<Action>,
    after: u32,
    busy: u32,
    /// Who was said to listen in.
    watched_by: Vec<PersonId>,
}

/// More characters than this a second nobody types: they were pasted.
const TYPED_A_SECOND: u64 = 20;

/// Whether the seat goes on.
#[derive(PartialEq, Eq)]
enum Next {
    GoOn,
    Leave,
}

impl<'a> Seat<'a> {
    pub(super) fn new(
        screen: &'a mut Screen,
        input: &'a mut Input,
        kept: &'a mut Kept,
        session: Session,
        actions: Vec<Action>,
        ui: Language,
    ) -> Self {
        Self { screen, input, kept, session, ui, actions, after: 0, busy: 0, watched_by: Vec::new() }
    }

    pub(super) fn t(&self, en: &'static str, zh: &'static str) -> &'static str {
        self.ui.pick(en, zh)
    }

    /// Charges an exam that was cut off the time that passed.
    pub(super) fn go_on_with_exam(&mut self) -> anyhow::Result<()> {
        let Some(begun) = self.kept.since_begun()? else { return Ok(()) };
        let exam = self.session.mode() == Mode::Certify && self.session.phase() == Phase::Talking;
        let gone = begun.saturating_sub(self.session.clock());
        if exam && gone > 0 {
            self.apply(Deed::Resume(gone))?;
        }
        Ok(())
    }

    /// Shows where the conversation stands, then plays until the session ends or the trainee leaves.
    pub(super) fn play(&mut self) -> anyhow::Result<()> {
        self.offer_commands();
        if self.actions.is_empty() {
            let log: Vec<Event> = self.session.log().to_vec();
            show::events(self.screen, &self.session, &log, self.ui)?;
        } else {
            self.history()?;
        }
        loop {
            match self.session.phase() {
                Phase::Ended(_) => break,
                Phase::WrapUp(_) => {
                    if self.finish()? == Next::Leave {
                        break;
                    }
                    continue;
                }
                Phase::Talking => {}
            }
            let prompt = if self.session.writing() { "… " } else { "▸ " };
            let Some(typed) = self.input.next(prompt, "")? else {
                if self.end_of_input()? == Next::Leave {
                    return Ok(());
                }
                continue;
            };
            self.after = self.after.saturating_add(typed.after);
            self.busy = self.busy.saturating_add(typed.busy);
            if self.line(&typed)? == Next::Leave {
                return Ok(());
            }
        }
        debrief::show(self.screen, &self.session, self.ui)?;
        Ok(())
    }

    /// At a terminal the session is kept for later; a script that has no more to say leaves the customer.
    fn end_of_input(&mut self) -> anyhow::Result<Next> {
        if self.input.is_live() {
            let text = self.t(
                "Your session is kept. Go on with it: hotseat play --resume",
                "练习已保存，继续请运行：hotseat play --resume",
            );
            self.screen.say(Look::Title, 0, text)?;
            return Ok(Next::Leave);
        }
        self.apply(Deed::Abandon)?;
        Ok(Next::GoOn)
    }

    fn offer_commands(&mut self) {
        let learn = self.session.mode() == Mode::Learn;
        let ui = self.ui;
        let mut all: Vec<String> = command::WORDS
            .iter()
            .filter(|word| learn || !word.learn)
            .map(|word| format!("/{}", ui.pick(word.name, word.zh)))
            .collect();
        all.extend(self.session.scenario().file().desk.tools.keys().map(|tool| format!("/{tool}")));
        all.extend(
            self.session
                .scenario()
                .file()
                .desk
                .articles
                .keys()
                .map(|id| format!("/{} {id}", ui.pick("read", "阅读"))),
        );
        self.input.offer(all);
    }

    /// Does what a line says.
    fn line(&mut self, typed: &Typed) -> anyhow::Result<Next> {
        if typed.text.trim().is_empty() && !self.session.writing() {
            return Ok(Next::GoOn);
        }
        match command::read(&typed.text) {
            Line::Words(words) => {
                let fast = u64::from(typed.busy + 1) * TYPED_A_SECOND;
                let pasted = self.input.is_live() && words.chars().count() as u64 > fast;
                let origin = if pasted { Origin::Pasted } else { Origin::Typed };
                self.apply_from(Deed::Say(words.to_owned()), origin)?;
            }
            Line::Command("quit", _) => {
                self.apply(Deed::Abandon)?;
            }
            Line::Command(name, rest) => self.command(name, rest)?,
            Line::Other(name, rest) => self.use_tool(name, rest)?,
        }
        Ok(Next::GoOn)
    }

    fn command(&mut self, name: &str, rest: &str) -> anyhow::Result<()> {
        let ui = self.ui;
        match name {
            "help" => {
                let rows = command::help(ui, self.session.mode() == Mode::Learn);
                let rows: Vec<_> = rows.into_iter().map(|(name, about)| (name, about.to_owned())).collect();
                listing::pairs(self.screen, &rows)?;
            }
            "briefing" => briefing(self.screen, self.session.scenario(), self.session.language(), ui)?,
            "history" => self.history()?,
            "tools" if rest.is_empty() => listing::tools(self.screen, &self.session)?,
            "tools" => self.show_tool(rest)?,
            "tool" => {
                let (name, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
                self.use_tool(name, rest)?;
            }
            "status" => listing::status(self.screen, &self.session, ui)?,
            "articles" => listing::articles(self.screen, &self.session, rest, ui)?,
            "policies" => listing::policies(self.screen, &self.session)?,
            "macros" => listing::macros(self.screen, &self.session, rest, ui)?,
            "teams" => listing::teams(self.screen, &self.session)?,
            "consult" if rest.is_empty() => listing::topics(self.screen, &self.session, ui)?,
            "draft" => match self.session.draft() {
                Some(draft) => self.screen.say(
                    Look::Desk,
                    2,
                    &names::headed(ui.pick("AI draft", "AI 草稿"), draft, ui),
                )?,
                None => self.tell(self.t("No AI draft is on offer now.", "现在没有 AI 草稿。"))?,
            },
            "more" => self.apply(Deed::More(rest.to_owned()))?,
            "wait" => match rest.trim_end_matches(['s', '秒']).trim().parse() {
                Ok(seconds) => self.apply(Deed::Wait(seconds))?,
                Err(_) => self.tell(self.t("How long? For example /wait 30", "等多久？例如 /等待 30"))?,
            },
            "read" => self.apply(Deed::Read(rest.to_owned()))?,
            "send" => self.apply(Deed::SendDraft)?,
            "edit" => self.edit(rest)?,
            "reject" => self.reject(rest)?,
            "consult" => self.apply(Deed::Consult(rest.to_owned()))?,
            "handover" => {
                let (team, note) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
                if team.is_empty() {
                    listing::teams(self.screen, &self.session)?;
                } else {
                    self.apply(Deed::HandOver(team.to_owned(), note.trim().to_owned()))?;
                }
            }
            "end" => self.apply(Deed::EndContact)?,
            "wrap-up" => self.apply(Deed::WrapUp(Ticket::default()))?,
            "hint" => self.apply(Deed::Hint)?,
            "back" => self.apply(Deed::StepBack)?,
            "meant" => self.meant(rest)?,
            _ => {}
        }
        Ok(())
    }

    /// Edits the draft: in the line editor where there is one and no text was given.
    fn edit(&mut self, rest: &str) -> anyhow::Result<()> {
        if !rest.is_empty() || !self.input.is_live() {
            return self.apply(Deed::EditDraft(rest.to_owned()));
        }
        let Some(draft) = self.session.draft().map(tame) else {
            return self.apply(Deed::EditDraft(" ".to_owned()));
        };
        if let Some(typed) = self.input.next("✎ ", &draft)? {
            self.after = self.after.saturating_add(typed.after);
            self.busy = self.busy.saturating_add(typed.after);
            self.apply(Deed::EditDraft(typed.text))?;
        }
        Ok(())
    }

    fn reject(&mut self, rest: &str) -> anyhow::Result<()> {
        let scenario = Arc::clone(self.session.scenario());
        let facts: Vec<&String> = scenario.file().facts.keys().collect();
        match command::faults(rest, &facts) {
            Ok(faults) => {
                let named: Vec<_> = faults.iter().map(|fault| names::fault(fault, self.ui)).collect();
                let before = self.actions.len();
                self.apply(Deed::RejectDraft(faults))?;
                if self.actions.len() > before {
                    let text = self.t("Draft rejected", "已拒绝草稿");
                    let why = named.join(self.t(", ", "、"));
                    let said =
                        if why.is_empty() { text.to_owned() } else { names::headed(text, &why, self.ui) };
                    self.screen.say(Look::Good, 0, &format!("✓ {said}"))?;
                }
                Ok(())
            }
            Err(word) => {
                let text = self.ui.pick(
                    format!("`{word}` names no fault. Say: /reject fact policy privacy tone customer"),
                    format!("`{word}` 不是可选的问题类型。用法：/拒绝 事实 政策 隐私 语气 客户"),
                );
                self.tell(&text)
            }
        }
    }

    fn show_tool(&mut self, name: &str) -> anyhow::Result<()> {
        let scenario = Arc::clone(self.session.scenario());
        match scenario.file().desk.tools.get(name) {
            Some(tool) => listing::tool(self.screen, &self.session, name, tool, self.ui)?,
            None => self.apply(Deed::Tool(name.to_owned(), std::collections::BTreeMap::new()))?,
        }
        Ok(())
    }

    fn use_tool(&mut self, name: &str, rest: &str) -> anyhow::Result<()> {
        let scenario = Arc::clone(self.session.scenario());
        let name = scenario
            .file()
            .desk
            .tools
            .iter()
            .find(|(id, tool)| *id == name || tool.title.get(self.session.language()) == name)
            .map_or(name, |(id, _)| id.as_str());
        let Some(tool) = scenario.file().desk.tools.get(name) else {
            let near = crate::session::near(name, scenario.file().desk.tools.keys());
            let guess = near.map_or_else(String::new, |near| {
                self.ui.pick(format!(" Did you mean /{near}?"), format!("您是指 /{near} 吗？"))
            });
            let text = self.ui.pick(
                format!("There is no command or tool /{name}.{guess} /help and /tools list them; // sends a slash."),
                format!("没有命令或工具 /{name}。{guess}输入 /帮助 或 /工具 查看，要发送斜杠请输入 //。"),
            );
            return self.tell(&text);
        };
        if rest.is_empty() && !tool.args.is_empty() && self.input.is_live() {
            listing::tool(self.screen, &self.session, name, tool, self.ui)?;
            return Ok(());
        }
        let fields: Vec<&str> = tool.args.iter().map(|argument| argument.name.as_str()).collect();
        self.apply(Deed::Tool(name.to_owned(), command::fields(rest, &fields)))
    }

    fn history(&mut self) -> anyhow::Result<()> {
        for event in self.session.log().to_vec() {
            let minute = format!("{}:{:02}", event.at / 60, event.at % 60);
            let (look, who, text) = if let What::Customer { text } = &event.what {
                let name = self.session.scenario().file().customer.name.get(self.session.language());
                (Look::Customer, name.to_owned(), text)
            } else if let What::Sent { text, .. } = &event.what {
                (Look::Trainee, self.t("You", "您").to_owned(), text)
            } else {
                continue;
            };
            self.screen.say(look, 6, &format!("{minute:>5} {}", names::headed(&who, text, self.ui)))?;
        }
        Ok(())
    }

    pub(super) fn tell(&mut self, text: &str) -> anyhow::Result<()> {
        self.screen.say(Look::Warn, 0, text)?;
        Ok(())
    }

    /// After the conversation: the ticket, then the end.
    fn finish(&mut self) -> anyhow::Result<Next> {
        match wrap_up::ask(self.screen, self.input, &self.session, self.ui)? {
            Some(ticket) => self.apply(Deed::WrapUp(ticket))?,
            None if self.input.is_live() => return self.end_of_input(),
            None => self.apply(Deed::Abandon)?,
        }
        Ok(Next::GoOn)
    }

    /// Applies a deed; it is on disk before its consequences are on screen.
    pub(super) fn apply(&mut self, deed: Deed) -> anyhow::Result<()> {
        self.apply_from(deed, Origin::Typed)
    }

    /// Says who listens in, once each.
    fn tell_who_listens(&mut self) -> anyhow::Result<()> {
        for watcher in self.kept.watchers()? {
            if !self.watched_by.contains(&watcher.person) {
                self.watched_by.push(watcher.person);
                self.screen.say(Look::Warn, 2, &listens_in(&watcher, self.ui))?;
            }
        }
        Ok(())
    }

    fn apply_from(&mut self, deed: Deed, origin: Origin) -> anyhow::Result<()> {
        let action = Action { origin, ..Action::new(self.after, self.busy.min(self.after), deed) };
        let before = self.session.clone();
        match self.session.apply(&action) {
            Ok(events) => {
                if let Err(error) = self.kept.append(&action, &events) {
                    self.session = before;
                    return Err(error).context(self.t("this step was not kept", "这一步没有保存"));
                }
                (self.after, self.busy) = (0, 0);
                self.actions.push(action);
                show::events(self.screen, &self.session, &events, self.ui)?;
                self.tell_who_listens()?;
            }
            Err(why) => {
                let text = rejected(&why, self.ui);
                self.tell(&text)?;
            }
        }
        Ok(())
    }
}
