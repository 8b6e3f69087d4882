//! What a desk does while the team's store is away: it lets in whom it knows, keeps what they play, and hands it over.

use std::io::Write as _;
use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};

use super::Setup;
use super::keep::now;
use crate::locale::handover as words;
use crate::locale::store::store_error;
use crate::store::{HandOver, Person, Store, StoreError};

/// How long nothing is done in a session that was broken off.
const IDLE: SignedDuration = SignedDuration::from_hours(1);

impl Setup {
    /// Where this machine keeps what is played while the team's store is away; none where there is no team's store.
    pub(super) fn desk(&self) -> anyhow::Result<Option<PathBuf>> {
        Ok(self.place()?.desk(&self.folder()?))
    }

    /// As [`Setup::signed_in`], for playing: where the team's store is away, into what this machine keeps meanwhile.
    pub(super) fn seated(&self) -> anyhow::Result<(Store, Person)> {
        let place = self.place()?;
        if let (Some(folder), Err(away @ StoreError::Away { .. })) = (self.desk()?, Store::at(&place)) {
            if !folder.join("hotseat.db").is_file() {
                self.told::<()>(Err(away))?;
            }
            let mut desk = self.told(Store::at_desk(&folder))?;
            let name = self.person();
            if self.told(desk.is_open())?
                && !self.told(desk.people())?.iter().any(|known| known.name == name.trim())
            {
                self.told::<()>(Err(StoreError::UnknownHere { name }))?;
            }
            let person = self.let_in(&mut desk, false)?;
            self.aside(words::away(self.language));
            return Ok((desk, person));
        }
        self.signed_in(true)
    }

    /// Has this machine know whoever signed in to the team's store, and hands over what it kept for them. What goes wrong
    /// here is told and keeps nobody from playing.
    pub(super) fn settle(&self, team: &Store, person: &Person) -> anyhow::Result<()> {
        let Some(folder) = self.desk()? else { return Ok(()) };
        let (now, me) = (now()?, person.id);
        let idle = now.checked_sub(IDLE).unwrap_or(now);
        let done = Store::at_desk(&folder).and_then(|desk| desk.mirror(team, me).map(|()| desk));
        match done.and_then(|desk| desk.hand_over(team, me, idle, now)) {
            Ok(came) => words::handed_over(&came, self.language).iter().for_each(|line| self.aside(line)),
            Err(error) => self.aside(&store_error(&error, self.language)),
        }
        Ok(())
    }

    /// Has what this machine keeps for the time without the team's store forget a token too.
    pub(super) fn forget_here(&self, token: [u8; 32]) -> anyhow::Result<()> {
        match self.desk()?.filter(|folder| folder.join("hotseat.db").is_file()) {
            Some(folder) => self.told(Store::at_desk(&folder).and_then(|desk| desk.forget(token))),
            None => Ok(()),
        }
    }

    /// Hands over everything, what was broken off a moment ago too; none where there is nothing to hand over to.
    pub(super) fn hand_over_all(&self) -> anyhow::Result<Option<HandOver>> {
        let Some(folder) = self.desk()? else { return Ok(None) };
        let mut team = self.store()?;
        let person = self.let_in(&mut team, false)?;
        let desk = self.told(Store::at_desk(&folder))?;
        self.told(desk.mirror(&team, person.id))?;
        self.told(desk.hand_over(&team, person.id, Timestamp::MAX, now()?)).map(Some)
    }

    /// A line on standard error, beside what was asked for.
    fn aside(&self, line: &str) {
        let prefix = self.t("hotseat: ", "hotseat：");
        // Where standard error is closed there is nobody left to tell.
        anstream::stderr().write_all(format!("{prefix}{line}\n").as_bytes()).ok();
    }
}
