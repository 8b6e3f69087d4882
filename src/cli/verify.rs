//! `hotseat verify`: which attempts are as they were played, which certificates as they were issued.

use std::io::Read as _;
use std::path::Path;

use anyhow::anyhow;
use clap::ArgMatches;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::Setup;
use super::keep::now;
use super::listing;
use super::screen::{Look, Screen};
use crate::badge::jws::LARGEST;
use crate::badge::{Certificate, Issuer, Verified, verify};
use crate::locale::debrief::passed;
use crate::locale::{audit, badge};
use crate::store::{
    AttemptId, Auditor, Person, Right, Store, StoreError, Unjournaled, Verdict, issuer as key_file,
};

/// Something was altered, or is not by whom it should be.
/// How many attempts are read at a time.
const AT_ONCE: usize = 50;
const ALTERED: u8 = 1;

impl Setup {
    /// Audits the attempts that are named, or all; or checks a certificate file.
    pub(super) fn verify(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let named: Vec<&String> = inner.get_many::<String>("what").into_iter().flatten().collect();
        let (files, ids): (Vec<&String>, Vec<&String>) =
            named.into_iter().partition(|name| Uuid::parse_str(name).is_err());
        let wanted = self.wanted(inner)?;
        let mut code = 0;
        for file in &files {
            code = code.max(self.verify_certificate(Path::new(file), wanted)?);
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
        let people = self.names(&store)?;
        let mut screen = Screen::new();
        let (mut intact, mut erased, mut altered, mut old) = (0_u32, 0_u32, 0_u32, 0_u32);
        let verdicts = ids.chunks(AT_ONCE).flat_map(|some| match auditor.audit_some(some) {
            Ok(verdicts) => some.iter().zip(verdicts).map(|(id, verdict)| Ok((*id, verdict))).collect(),
            Err(error) => vec![Err(error)],
        });
        for audited in verdicts {
            let (id, verdict) = self.told(audited)?;
            let (count, look) = match &verdict {
                Verdict::Intact => (&mut intact, Look::Good),
                Verdict::Erased => (&mut erased, Look::Faint),
                Verdict::Altered(_) => (&mut altered, Look::Bad),
                Verdict::NotReproducible(_) => (&mut old, Look::Warn),
            };
            *count += 1;
            if named || verdict != Verdict::Intact {
                let about = self.about(&store, id, &people);
                let verdict = audit::verdict(&verdict, self.language);
                screen.say(look, 2, &format!("{id}  {about}{verdict}"))?;
            }
            if named && let Some(signed) = self.signed_off(&store, id, &people)? {
                screen.say(Look::Faint, 2, &format!("  {signed}"))?;
            }
        }
        let journal = if named { Vec::new() } else { self.told(store.unjournaled())? };
        for found in &journal {
            let name = match found {
                Unjournaled::Line { person, .. } | Unjournaled::Gone { person, .. } => {
                    people.iter().find(|one| one.id == *person).map_or("?", |one| &one.name)
                }
                Unjournaled::Times { .. } | Unjournaled::KeptBy { .. } | Unjournaled::Added { .. } => "",
            };
            screen.say(Look::Bad, 2, &audit::unjournaled(found, name, self.language))?;
        }
        let sound = altered == 0 && journal.is_empty();
        let look = if sound { Look::Good } else { Look::Bad };
        let sum = self.language.pick(
            format!(
                "{intact} intact, {altered} altered, {erased} erased, {old} not reproducible by this version"
            ),
            format!("完好 {intact}，被改动 {altered}，已抹除 {erased}，本版本无法重放 {old}"),
        );
        screen.say(look, 0, &sum)?;
        if !journal.is_empty() {
            let count = journal.len();
            let said = self.language.pick(
                format!("The journal of attempts does not bear out: {count}"),
                format!("与练习日志不符：{count} 处"),
            );
            screen.say(Look::Bad, 0, &said)?;
        }
        if !named && !self.told(store.is_open())? && !store.rights().is_some_and(|has| has.has(Right::Owner))
        {
            let whose = self.t(
                "These are your own attempts only; the owner verifies everybody's.",
                "以上只是您本人的练习；所有人的练习由所有者核验。",
            );
            screen.say(Look::Faint, 0, whose)?;
        }
        Ok(if sound { 0 } else { ALTERED })
    }

    /// Whose attempt it is, and at what, for whoever may see it; an owner audits more than they see.
    fn about(&self, store: &Store, id: AttemptId, people: &[Person]) -> String {
        let Ok(attempt) = store.summary(id) else { return String::new() };
        let name = people.iter().find(|one| one.id == attempt.person).map(|one| one.name.as_str());
        let title = attempt.played.title.as_deref().unwrap_or(&attempt.played.scenario);
        match name {
            Some(name) => self.language.pick(format!("{name}, {title}: "), format!("{name}，{title}：")),
            None => self.language.pick(format!("{title}: "), format!("{title}：")),
        }
    }

    /// Who signed an exam off last, and how.
    fn signed_off(&self, store: &Store, id: AttemptId, people: &[Person]) -> anyhow::Result<Option<String>> {
        let decisions = match store.decisions(id) {
            Err(StoreError::NotPermitted { .. }) => return Ok(None),
            found => self.told(found)?,
        };
        Ok(decisions.last().map(|decision| {
            let by = people.iter().find(|person| person.id == decision.by).map_or("?", |one| &one.name);
            let result = passed(Some(decision.new.passed), self.language);
            let at = day(decision.new.at);
            self.language.pick(
                format!("signed off by {by} on {at}: {result}"),
                format!("{by} 于 {at} 裁定签字：{result}"),
            )
        }))
    }

    /// Checks a certificate file: offline, without a store, whoever asks.
    fn verify_certificate(&self, file: &Path, wanted: Option<Issuer>) -> anyhow::Result<u8> {
        let mut bytes = Vec::new();
        let more = u64::try_from(LARGEST)? + 1;
        std::fs::File::open(file)
            .and_then(|open| open.take(more).read_to_end(&mut bytes))
            .map_err(|error| self.unreadable(file, &error))?;
        let mut screen = Screen::new();
        let named = |text: &str| {
            self.language.pick(format!("{}: {text}", file.display()), format!("{}：{text}", file.display()))
        };
        let Verified { certificate, issuer } = match verify(&bytes, Some(now()?)) {
            Ok(verified) => verified,
            Err(fault) => {
                screen.say(Look::Bad, 2, &named(&badge::fault(&fault, self.language)))?;
                return Ok(ALTERED);
            }
        };
        let other = wanted.is_some_and(|wanted| wanted != issuer);
        if other {
            let text =
                self.t("unchanged, but signed by ANOTHER issuer", "未被改动，但签发者不是指定的签发者");
            screen.say(Look::Bad, 2, &named(text))?;
        } else {
            screen.say(
                Look::Good,
                2,
                &named(self.t("unchanged since it was signed", "签名有效，未被改动")),
            )?;
        }
        let own = self.folder().ok().and_then(|folder| key_file::read(&folder).ok().flatten());
        let whose = if own.is_some_and(|key| key.issuer() == issuer) {
            self.t("that of this data folder", "即本数据目录的密钥")
        } else if wanted == Some(issuer) {
            self.t("that of the issuer you named", "即您指定的签发者")
        } else {
            self.t(
                "not that of this data folder: compare it with the one the issuer gives out",
                "不是本数据目录的密钥，请与签发方公布的标识核对",
            )
        };
        self.tell(&mut screen, &certificate, [&issuer.to_string(), whose])?;
        Ok(if other { ALTERED } else { 0 })
    }

    fn tell(
        &self,
        screen: &mut Screen,
        said: &Certificate,
        [issuer, whose]: [&str; 2],
    ) -> anyhow::Result<()> {
        let row = |en, zh, value: String| (self.t(en, zh).to_owned(), value);
        let mut rows = vec![
            row("Who", "姓名", said.name.clone()),
            row("Step", "岗位", format!("{} [{}]", said.achievement.title, said.achievement.step)),
            row("From", "签发日期", day(said.from)),
        ];
        rows.extend(said.until.map(|until| row("Until", "有效期至", day(until))));
        rows.extend(said.organisation.clone().map(|name| row("Organisation", "签发机构", name)));
        rows.push(row("Issuer", "签发者", issuer.to_owned()));
        rows.push(row("Key", "密钥", whose.to_owned()));
        rows.push(row("Certificate", "证书编号", said.id.to_string()));
        listing::pairs(screen, &rows)?;
        for exam in &said.exams {
            screen.say(
                Look::Plain,
                4,
                &self.language.pick(
                    format!("  Exam: {}, {} of 100, {}", exam.title, exam.score, day(exam.at)),
                    format!("  考试：{}，{} 分，{}", exam.title, exam.score, day(exam.at)),
                ),
            )?;
            let (engine, rubric) = (exam.engine, exam.rubric);
            let rows = [
                row("scenario", "场景", format!("{} {}", exam.scenario, exam.hash)),
                row(
                    "rules",
                    "规则",
                    self.language.pick(
                        format!("session {engine}, scoring {rubric}"),
                        format!("会话第 {engine} 版，评分第 {rubric} 版"),
                    ),
                ),
                row("listener", "听辨模型", exam.listener.clone()),
                row("attempt", "练习记录", exam.attempt.to_string()),
                row("chain", "哈希链", exam.head.clone()),
            ];
            for (name, value) in rows {
                screen.say(Look::Faint, 6, &format!("    {}  {value}", listing::padded(&name, 8)))?;
            }
        }
        Ok(())
    }

    /// The issuer `--issuer` demands.
    fn wanted(&self, inner: &ArgMatches) -> anyhow::Result<Option<Issuer>> {
        let wanted = inner.get_one::<String>("issuer").map(|did| did.trim().parse::<Issuer>());
        wanted.transpose().map_err(|bad| anyhow!(badge::bad_key(bad, self.language)))
    }
}

/// A day, in UTC, so that every machine shows the same.
pub(super) fn day(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).date().to_string()
}
