//! `hotseat verify`: which attempts are as they were played, and which are not.

use std::path::Path;

use anyhow::Context;
use clap::ArgMatches;
use uuid::Uuid;

use super::Setup;
use super::screen::{Look, Screen};
use crate::locale::audit;
use crate::store::{AttemptId, Auditor, Verdict};

/// Something was altered.
const ALTERED: u8 = 1;

impl Setup {
    /// Audits the attempts that are named, or all; or checks a certificate file.
    pub(super) fn verify(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let named: Vec<&String> = inner.get_many::<String>("what").into_iter().flatten().collect();
        let (files, ids): (Vec<&String>, Vec<&String>) =
            named.into_iter().partition(|name| Uuid::parse_str(name).is_err());
        let mut code = 0;
        for file in &files {
            code = code.max(self.verify_certificate(Path::new(file))?);
        }
        if !files.is_empty() && ids.is_empty() && !inner.get_flag("all") {
            return Ok(code);
        }
        let ids: Vec<AttemptId> =
            ids.iter().filter_map(|id| Uuid::parse_str(id).ok()).map(AttemptId).collect();
        Ok(code.max(self.audit(ids, inner.get_flag("deep"))?))
    }

    fn audit(&self, mut ids: Vec<AttemptId>, deep: bool) -> anyhow::Result<u8> {
        let (store, _) = self.signed_in(true)?;
        let mut auditor = Auditor::new(&store, self.listener()?, deep);
        let named = !ids.is_empty();
        if !named {
            ids = self.told(auditor.attempts())?;
        }
        let mut screen = Screen::new();
        let (mut intact, mut erased, mut altered, mut old) = (0_u32, 0_u32, 0_u32, 0_u32);
        for id in ids {
            let verdict = self.told(auditor.audit(id))?;
            let (count, look) = match &verdict {
                Verdict::Intact => (&mut intact, Look::Good),
                Verdict::Erased => (&mut erased, Look::Faint),
                Verdict::Altered(_) => (&mut altered, Look::Bad),
                Verdict::NotReproducible(_) => (&mut old, Look::Warn),
            };
            *count += 1;
            if named || verdict != Verdict::Intact {
                screen.say(look, 2, &format!("{id}  {}", audit::verdict(&verdict, self.language)))?;
            }
        }
        let look = if altered > 0 { Look::Bad } else { Look::Good };
        let sum = self.language.pick(
            format!(
                "{intact} intact, {altered} altered, {erased} erased, {old} not reproducible by this version"
            ),
            format!("完好 {intact}，被改动 {altered}，已抹除 {erased}，本版本无法重放 {old}"),
        );
        screen.say(look, 0, &sum)?;
        Ok(if altered > 0 { ALTERED } else { 0 })
    }

    fn verify_certificate(&self, file: &Path) -> anyhow::Result<u8> {
        let _text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
        anyhow::bail!(self.t("this is no certificate", "这不是证书文件"))
    }
}
