//! `hotseat watch`: which sessions go on now, and listening in to one.

use std::time::Duration;

use anyhow::bail;
use clap::ArgMatches;
use jiff::Timestamp;
use uuid::Uuid;

use super::Setup;
use super::keep::now;
use super::report::table;
use super::screen::{Look, Screen};
use crate::locale::{live as words, names};
use crate::scenario::{Language, Library};
use crate::session::event::Warning;
use crate::session::{Event, What};
use crate::store::{Attempt, AttemptId, Live, State, Store};

/// How long until one looks again.
const AGAIN: Duration = Duration::from_secs(2);

impl Setup {
    /// Lists what goes on, or follows one session until it is over.
    pub(super) fn watch(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let (store, _) = self.signed_in(true)?;
        let Some(wanted) = inner.get_one::<String>("whom") else { return self.list_live(&store) };
        let attempt = match Uuid::parse_str(wanted) {
            Ok(id) => AttemptId(id),
            Err(_no_id) => self.session_of(&store, wanted)?,
        };
        self.listen_in(&store, attempt, inner.get_flag("once"))
    }

    fn list_live(&self, store: &Store) -> anyhow::Result<u8> {
        let now = now()?;
        let live = self.told(store.live(now))?;
        let mut screen = Screen::new();
        if live.is_empty() {
            screen.line(self.t("Nobody is in a session right now.", "现在没有人在练习。"))?;
            return Ok(0);
        }
        let ui = self.language;
        let head = [
            ("Name", "姓名"),
            ("Scenario", "场景"),
            ("Mode", "模式"),
            ("Quiet for", "静默"),
            ("Customer", "客户"),
        ];
        let mut rows = vec![(Look::Title, head.map(|(en, zh)| ui.pick(en, zh).to_owned()).to_vec())];
        for one in &live {
            rows.push((look(one.warning), cells(one, now, ui)));
        }
        table::table(&mut screen, &rows, &[3])?;
        screen.say(
            Look::Faint,
            0,
            self.t(
                "Listen in with hotseat watch NAME. The trainee sees that you do.",
                "用 hotseat watch 姓名 旁听。学员会看到您在旁听。",
            ),
        )?;
        Ok(0)
    }

    /// The session somebody of this name is in.
    fn session_of(&self, store: &Store, name: &str) -> anyhow::Result<AttemptId> {
        let live = self.told(store.live(now()?))?;
        match live.iter().find(|one| one.name == name.trim()) {
            Some(one) => Ok(one.attempt.id),
            None => bail!(self.language.pick(
                format!("{name} is in no session you may listen to; hotseat watch lists them"),
                format!("{name} 目前没有您可以旁听的练习，可用 hotseat watch 查看"),
            )),
        }
    }

    fn listen_in(&self, store: &Store, id: AttemptId, once: bool) -> anyhow::Result<u8> {
        let mut screen = Screen::new();
        let (mut shown, mut customer) = (0, None);
        loop {
            let attempt = self.told(store.listen_in(id, now()?))?;
            let log: Vec<&Event> =
                attempt.opening.iter().chain(attempt.entries.iter().flat_map(|one| &one.events)).collect();
            if customer.is_none() {
                screen
                    .title(attempt.meta.played.title.as_deref().unwrap_or(&attempt.meta.played.scenario))?;
                customer = Some(self.customer(store, &attempt)?);
            }
            let name = customer.as_deref().unwrap_or_default();
            for event in log.iter().skip(shown) {
                if let Some(line) = words::heard(event, name, self.language) {
                    screen.say(look_of(event), 6, &line)?;
                }
            }
            shown = log.len();
            if attempt.meta.state != State::Open {
                screen.say(Look::Faint, 0, self.t("The session is over.", "练习已结束。"))?;
                return Ok(0);
            }
            if once {
                return Ok(0);
            }
            std::thread::sleep(AGAIN);
        }
    }

    /// The customer's name in the scenario that is played.
    fn customer(&self, store: &Store, attempt: &Attempt) -> anyhow::Result<String> {
        let played = &attempt.meta.played;
        let library = Library::of(self.told(store.sources(&played.hash))?);
        let scenario = library.scenario(&played.scenario, played.seed).ok();
        let name = scenario.map(|one| one.file().customer.name.get(played.language).to_owned());
        Ok(name.unwrap_or_else(|| self.t("Customer", "客户").to_owned()))
    }
}

fn look(warning: Warning) -> Look {
    match warning {
        Warning::Calm => Look::Plain,
        Warning::Watch => Look::Warn,
        Warning::Alarm => Look::Bad,
    }
}

fn cells(one: &Live, now: Timestamp, ui: Language) -> Vec<String> {
    let played = &one.attempt.played;
    let quiet = now.duration_since(one.last).as_secs().max(0);
    vec![
        one.name.clone(),
        played.title.clone().unwrap_or_else(|| played.scenario.clone()),
        names::mode(played.mode, ui).to_owned(),
        format!("{}:{:02}", quiet / 60, quiet % 60),
        words::customer(one, ui),
    ]
}

/// How a line of a session that is listened to is set.
fn look_of(event: &Event) -> Look {
    if let What::Warned { level } = &event.what {
        look(*level)
    } else if matches!(event.what, What::Sent { .. }) {
        Look::Trainee
    } else {
        Look::Customer
    }
}
