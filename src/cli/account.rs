//! Who acts: the store opened and somebody signed in to it, at the terminal or from a script.

use std::io::IsTerminal;
use std::path::PathBuf;

use anyhow::{Context, anyhow, bail};
use clap::ArgMatches;
use uuid::Uuid;

use super::keep::now;
use super::screen::say;
use super::{Setup, data};
use crate::locale::store::store_error;
use crate::store::{Person, PersonId, Place, Store, StoreError, remembered};

impl Setup {
    /// The folder of the user's data.
    pub(super) fn folder(&self) -> anyhow::Result<PathBuf> {
        Ok(data::data_dir(self.data.clone())?)
    }

    /// The team's store where one is named, else the one in the data folder.
    pub(super) fn place(&self) -> anyhow::Result<Place> {
        Ok(Place::new(self.store.as_deref(), &self.folder()?))
    }

    /// A store's errors in the language of the interface.
    pub(super) fn told<T>(&self, result: Result<T, StoreError>) -> anyhow::Result<T> {
        result.map_err(|error| anyhow!(store_error(&error, self.language)))
    }

    /// The store, with nobody signed in.
    pub(super) fn store(&self) -> anyhow::Result<Store> {
        self.told(Store::at(&self.place()?))
    }

    /// The store with whoever plays signed in; what this machine kept for them while the team's store was away goes there.
    /// Somebody new is added only where `new` says so.
    pub(super) fn signed_in(&self, new: bool) -> anyhow::Result<(Store, Person)> {
        let mut store = self.store()?;
        let person = self.let_in(&mut store, new)?;
        self.settle(&store, &person)?;
        Ok((store, person))
    }

    /// Signs whoever plays in: by the machine's memory, by name where nobody has a passphrase, else by passphrase.
    pub(super) fn let_in(&self, store: &mut Store, new: bool) -> anyhow::Result<Person> {
        if self.told(store.is_open())? {
            let name = self.person();
            let known = self.told(store.people())?;
            if !new && !known.iter().any(|person| person.name == name.trim()) {
                let names: Vec<&str> = known.iter().map(|person| person.name.as_str()).collect();
                let known = names.join(self.t(", ", "、"));
                bail!(self.language.pick(
                    format!("nobody called “{name}” has played here yet; known: {known}"),
                    format!("这里还没有“{name}”的练习记录，已有：{known}"),
                ));
            }
            return self.told(store.enter(&name, PersonId(Uuid::now_v7()), now()?));
        }
        if let Some(token) = remembered::read(&self.folder()?)
            && let Some(person) = self.told(store.recall(token))?
            && self.name.as_ref().is_none_or(|name| name.trim() == person.name)
        {
            return Ok(person);
        }
        let name = self.person();
        let passphrase = self.passphrase(&name)?;
        self.told(store.sign_in(&name, &passphrase, now()?))
    }

    /// The passphrase of whoever signs in: `HOTSEAT_PASSPHRASE`, else asked for without showing it.
    fn passphrase(&self, name: &str) -> anyhow::Result<String> {
        if let Ok(given) = std::env::var("HOTSEAT_PASSPHRASE") {
            return Ok(given);
        }
        if !std::io::stdin().is_terminal() {
            bail!(self.language.pick(
                format!(
                    "{name} signs in with a passphrase: set HOTSEAT_PASSPHRASE, or run this at a terminal"
                ),
                format!("{name} 需用口令登录：请设置环境变量 HOTSEAT_PASSPHRASE，或在终端里运行"),
            ));
        }
        ask(&self.language.pick(format!("Passphrase of {name}: "), format!("{name} 的口令：")))
    }

    /// A passphrase to be set: `HOTSEAT_NEW_PASSPHRASE`, or, for the `first` in a store, with which nobody has signed in
    /// yet, `HOTSEAT_PASSPHRASE`; else asked for twice without showing it.
    pub(super) fn new_passphrase(&self, name: &str, first: bool) -> anyhow::Result<String> {
        let given = |name| std::env::var(name).ok();
        let old = || given("HOTSEAT_PASSPHRASE").filter(|_| first);
        if let Some(given) = given("HOTSEAT_NEW_PASSPHRASE").or_else(old) {
            return Ok(given);
        }
        if !std::io::stdin().is_terminal() {
            bail!(self.language.pick(
                format!("no passphrase for {name}: set HOTSEAT_NEW_PASSPHRASE, or run this at a terminal"),
                format!("没有给出 {name} 的新口令：请设置环境变量 HOTSEAT_NEW_PASSPHRASE，或在终端里运行"),
            ));
        }
        let new =
            ask(&self.language.pick(format!("New passphrase of {name}: "), format!("{name} 的新口令：")))?;
        if ask(self.t("The same again: ", "再输入一次："))? != new {
            bail!(self.t("the two differ: nothing was changed", "两次输入不一致，未作更改"));
        }
        Ok(new)
    }

    /// `sign-in`: has this machine remember whoever plays.
    pub(super) fn sign_in(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let asked = inner.get_one::<String>("person").cloned();
        let setup = Self { name: asked.or_else(|| self.name.clone()), ..self.clone() };
        let (mut store, person) = setup.signed_in(true)?;
        let folder = setup.folder()?;
        let token = new_token();
        setup.told(store.remember(token, now()?))?;
        setup.told(remembered::write(&folder, token))?;
        setup.settle(&store, &person)?;
        let name = &person.name;
        say(&setup.language.pick(
            format!("{name} is signed in, and this machine remembers it until `hotseat sign-out`."),
            format!("{name} 已登录，本机会记住，直到运行 `hotseat sign-out`。"),
        ))
    }

    /// `sign-out`: has this machine forget whoever it remembers.
    pub(super) fn sign_out(&self) -> anyhow::Result<u8> {
        let folder = self.folder()?;
        let Some(token) = remembered::read(&folder) else {
            return say(self.t("This machine remembers nobody.", "本机没有记住任何人。"));
        };
        self.told(remembered::remove(&folder))?;
        self.forget_here(token)?;
        match Store::at(&self.place()?).and_then(|store| store.forget(token)) {
            // The token is gone from this machine, which is all that it was good for.
            Err(StoreError::Away { .. }) => {}
            done => self.told(done)?,
        }
        say(self.t("This machine has forgotten who played.", "本机已不再记住登录的人。"))
    }
}

fn ask(what: &str) -> anyhow::Result<String> {
    rpassword::prompt_password(what).context("the terminal cannot be read")
}

/// 32 bytes nobody can guess.
pub(crate) fn new_token() -> [u8; 32] {
    let mut token = [0; 32];
    for (half, random) in token.chunks_exact_mut(16).zip([Uuid::new_v4(), Uuid::new_v4()]) {
        half.copy_from_slice(random.as_bytes());
    }
    token
}
