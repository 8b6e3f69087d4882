//! `hotseat certificate`: issuing certificates, and writing them down.

use std::io::Write as _;
use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::{Context, anyhow, bail};
use clap::ArgMatches;
use jiff::Timestamp;
use uuid::Uuid;

use super::Setup;
use super::keep::now;
use super::listing;
use super::screen::{Screen, say};
use crate::badge::{Achievement, Key, framework};
use crate::locale::badge as words;
use crate::scenario::folder::ROLES;
use crate::scenario::roles::Rung;
use crate::store::{Award, Earned, Held, NewCertificate, Person, Store, issuer};

/// Who is said to have made the framework where no organisation is named.
const CREATOR: &str = "Hotseat";

/// The exams that certify `person` for `step`.
///
/// # Errors
/// Where the step is not certified, with what is missing.
fn eligible(setup: &Setup, store: &Store, person: &Person, step: &Rung) -> anyhow::Result<Earned> {
    let library = setup.library()?;
    let roles = library.roles().map_err(|problems| setup.worded(&problems))?;
    let installed = setup.heads(&library)?;
    if let Some(earned) = setup.told(store.earned(person.id, (&roles, &step.id), &installed, now()?))? {
        return Ok(earned);
    }
    let (name, title) = (&person.name, step.title.get(setup.language));
    bail!(setup.language.pick(
        format!("{name} is not certified for “{title}” yet: `hotseat progress {name}` shows what is missing"),
        format!("{name} 尚未通过“{title}”的认证：还缺什么，请用 `hotseat progress {name}` 查看"),
    ))
}

/// Builds, signs and keeps a certificate that rests on these exams.
pub(super) fn issue(
    setup: &Setup,
    store: &Store,
    person: &Person,
    step: &Rung,
    earned: Earned,
    organisation: Option<String>,
) -> anyhow::Result<NewCertificate> {
    let award = Award {
        id: Uuid::now_v7(),
        person: person.id,
        achievement: Achievement::of(step, words::criteria(step)),
        exams: earned.exams,
        organisation,
        until: earned.until,
        at: now()?,
    };
    setup.told(store.certify(&setup.issuer_key()?, award))
}

impl Setup {
    /// `certificate …`.
    pub(super) fn certificate(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        match inner.subcommand() {
            Some(("issue", inner)) => self.issue_certificate(inner),
            Some(("show", inner)) => self.show_certificate(inner),
            Some(("revoke", inner)) => self.revoke_certificate(inner),
            Some(("issuer", _)) => say(&self.issuer_key()?.did()),
            Some(("framework", inner)) => self.framework(inner),
            Some((_, inner)) => self.list_certificates(inner.get_one::<String>("person")),
            None => self.list_certificates(None),
        }
    }

    /// The key this machine signs with, made where there is none.
    fn issuer_key(&self) -> anyhow::Result<Key> {
        self.told(issuer::read_or_keep(&self.folder()?, &new_secret()))
    }

    fn issue_certificate(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let text = |name: &str| inner.get_one::<String>(name).map(String::as_str);
        let (store, _) = self.signed_in(true)?;
        let person = self.someone(&store, text("person").context("no name")?)?;
        let step = self.rung(text("step").context("no step")?)?;
        let earned = eligible(self, &store, &person, &step)?;
        let organisation = text("organisation").map(str::trim).filter(|name| !name.is_empty());
        let issued = issue(self, &store, &person, &step, earned, organisation.map(str::to_owned))?;
        if let Some(file) = inner.get_one::<PathBuf>("output") {
            self.write(file, issued.credential.as_bytes())?;
        }
        let (name, id) = (&person.name, issued.id);
        say(&match inner.get_one::<PathBuf>("output") {
            Some(file) => self.language.pick(
                format!("Certificate for {name} in {}: {id}", file.display()),
                format!("已为 {name} 签发证书，保存在 {}：{id}", file.display()),
            ),
            None => self.language.pick(
                format!("Certificate for {name}: {id}. `hotseat certificate show {id}` prints it"),
                format!("已为 {name} 签发证书：{id}。用 `hotseat certificate show {id}` 输出"),
            ),
        })
    }

    /// The step of this name.
    fn rung(&self, asked: &str) -> anyhow::Result<Rung> {
        let library = self.library()?;
        let asked = self.step(&library, asked)?;
        let roles = library.roles().map_err(|problems| self.worded(&problems))?;
        let mut steps = roles.ladders.into_iter().flat_map(|ladder| ladder.steps);
        steps.find(|step| step.id == asked).context("no step")
    }

    fn list_certificates(&self, person: Option<&String>) -> anyhow::Result<u8> {
        let (store, me) = self.signed_in(true)?;
        let person = match person {
            Some(name) => self.someone(&store, name)?,
            None => me,
        };
        let all = self.told(store.certificates(person.id))?;
        if all.is_empty() {
            return say(&self.language.pick(
                format!("{} has no certificates yet.", person.name),
                format!("{} 还没有证书。", person.name),
            ));
        }
        let people = self.names(&store)?;
        let rows: Vec<(String, String)> = all
            .into_iter()
            .map(|Held { new, revoked, signed_by }| {
                let signed = signed_by.and_then(|by| people.iter().find(|person| person.id == by));
                let signed = signed.map(|by| {
                    self.language
                        .pick(format!(" · signed off by {}", by.name), format!(" · 签发人 {}", by.name))
                });
                let made = super::verify::day(new.made);
                let line = format!("{made}  {}{}", new.step, signed.unwrap_or_default());
                let revoked = revoked.map(|one| format!(" · {}", words::revoked(&one, self.language)));
                (new.id.to_string(), line + &revoked.unwrap_or_default())
            })
            .collect();
        listing::pairs(&mut Screen::new(), &rows)?;
        Ok(0)
    }

    fn certificate_id(&self, inner: &ArgMatches) -> anyhow::Result<Uuid> {
        let written = inner.get_one::<String>("id").context("no id")?;
        Uuid::parse_str(written).map_err(|_wrong| {
            anyhow!(self.language.pick(
                format!("“{written}” is no id of a certificate: `hotseat certificate list` shows them"),
                format!("“{written}”不是证书编号：请用 `hotseat certificate list` 查看"),
            ))
        })
    }

    fn revoke_certificate(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let id = self.certificate_id(inner)?;
        let reason = inner.get_one::<String>("reason").context("no reason")?;
        let (store, _) = self.signed_in(true)?;
        self.told(store.revoke(id, reason, now()?))?;
        say(self.t(
            "Revoked. The file that was handed out still verifies offline: tell whoever relies on it.",
            "已撤销。已发出的文件离线核验时仍会通过，请告知相关各方。",
        ))
    }

    fn show_certificate(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let id = self.certificate_id(inner)?;
        let (store, _) = self.signed_in(true)?;
        let found = self.told(store.certificate(id))?;
        let code = self.put_out(inner, found.new.credential.as_bytes())?;
        // Beside the bytes, never among them.
        let people = self.names(&store)?;
        if let Some(by) = found.signed_by.and_then(|by| people.iter().find(|person| person.id == by)) {
            let line =
                self.language.pick(format!("Signed off by {}.", by.name), format!("签发人：{}。", by.name));
            anstream::stderr().write_all(format!("{line}\n").as_bytes()).ok();
        }
        if let Some(revoked) = &found.revoked {
            let line = words::revoked(revoked, self.language);
            anstream::stderr().write_all(format!("{line}\n").as_bytes()).ok();
        }
        Ok(code)
    }

    fn framework(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let roles = self.library()?.roles().map_err(|problems| self.worded(&problems))?;
        let creator = inner.get_one::<String>("organisation").map(|name| name.trim());
        let creator = creator.filter(|name| !name.is_empty()).unwrap_or(CREATOR);
        let json = framework(&roles, creator, self.roles_changed()?)?;
        self.put_out(inner, format!("{json}\n").as_bytes())
    }

    /// When the roles were last changed: their file, or, for those in the program, the program.
    fn roles_changed(&self) -> anyhow::Result<Timestamp> {
        let file = match self.scenario_folder() {
            Some(folder) => folder.join(ROLES),
            None => std::env::current_exe()?,
        };
        let changed: SystemTime = std::fs::metadata(&file)
            .and_then(|about| about.modified())
            .with_context(|| file.display().to_string())?;
        Timestamp::try_from(changed).with_context(|| file.display().to_string())
    }

    /// Writes these very bytes to the file asked for, or prints them.
    fn put_out(&self, inner: &ArgMatches, bytes: &[u8]) -> anyhow::Result<u8> {
        let Some(file) = inner.get_one::<PathBuf>("output") else {
            std::io::stdout().write_all(bytes)?;
            return Ok(0);
        };
        self.write(file, bytes)?;
        let file = file.display();
        say(&self.language.pick(format!("Written: {file}"), format!("已写入：{file}")))
    }
}

/// 32 bytes nobody can guess: a hash of three random UUIDs, 366 bits of chance.
pub(crate) fn new_secret() -> [u8; 32] {
    let chance = [Uuid::new_v4(), Uuid::new_v4(), Uuid::new_v4()].map(Uuid::into_bytes).concat();
    blake3::derive_key("hotseat issuer key", &chance)
}
