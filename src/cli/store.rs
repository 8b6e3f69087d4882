//! `hotseat store`: moving a whole store, and handing over what a desk kept.

use std::path::Path;

use anyhow::{Context, bail};
use clap::ArgMatches;

use super::Setup;
use super::screen::{Look, Screen, say};
use crate::locale::files::copied as copied_words;
use crate::locale::handover as words;
use crate::locale::store::store_error;
use crate::store::{Place, Store, StoreError, settings};

/// Something was not handed over.
const REFUSED: u8 = 1;

impl Setup {
    /// `store …`.
    pub(super) fn store_command(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        match inner.subcommand() {
            Some(("copy", inner)) => {
                let text = |name: &str| inner.get_one::<String>(name).context("no store was named");
                self.copy(text("from")?, text("to")?)
            }
            Some(("fill", inner)) => self.fill(inner),
            Some(("rollup", inner)) => self.rollup(inner),
            _ => self.hand_over(),
        }
    }

    /// Copies one store into another, empty one.
    fn copy(&self, from: &str, to: &str) -> anyhow::Result<u8> {
        let place = |said: &str| Place::new(Some(said), Path::new(said));
        let (here, there) = (place(from), place(to));
        if let Place::Folder(folder) = &here
            && !folder.join("hotseat.db").is_file()
        {
            // Opening it would begin a new store.
            let error = StoreError::NothingToCopy { place: folder.clone() };
            bail!(store_error(&error, self.language));
        }
        let mut source = self.told(Store::at(&here))?;
        if !self.told(source.is_open())? {
            self.let_in(&mut source, false)?;
        }
        let target = self.told(Store::at(&there))?;
        let copied = self.told(source.copy_to(&target))?;
        if let (Place::Folder(from), Place::Folder(to)) = (&here, &there) {
            self.told(settings::load(from).and_then(|kept| settings::save(to, &kept)))?;
        }
        say(&copied_words(target.file(), copied, self.language))
    }

    /// Hands over what this machine kept while the team's store was away.
    fn hand_over(&self) -> anyhow::Result<u8> {
        let Some(came) = self.hand_over_all()? else {
            bail!(self.t(
                "there is no team's store to hand over to: name it with --store or HOTSEAT_STORE",
                "没有可提交的团队存储：请用 --store 或 HOTSEAT_STORE 指定",
            ));
        };
        let mut screen = Screen::new();
        for line in words::handed_over(&came, self.language) {
            screen.say(Look::Plain, 0, &line)?;
        }
        if came.taken.is_empty() && came.refused.is_empty() {
            screen.line(self.t("There is nothing to hand over.", "没有需要提交的练习。"))?;
        }
        Ok(if came.refused.is_empty() { 0 } else { REFUSED })
    }
}
