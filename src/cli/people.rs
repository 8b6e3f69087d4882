//! `hotseat people`: who is here, what they may do, which teams there are.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context, anyhow, bail};
use clap::ArgMatches;
use uuid::Uuid;

use super::Setup;
use super::keep::now;
use super::listing;
use super::screen::{Screen, say};
use crate::locale::store::{bad_line, rights};
use crate::store::{Member, Person, Right, Store, TeamId, read_people, read_rights, write_whole};

impl Setup {
    /// `people …`.
    pub(super) fn people(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let (mut store, me) = self.signed_in(true)?;
        let Some((what, inner)) = inner.subcommand() else { return self.list_people(&store) };
        let text = |name: &str| inner.get_one::<String>(name).map(String::as_str);
        match what {
            "add" => self.add_person(&store, text("person").context("no name")?, inner),
            "import" => self.import_people(&store, inner),
            "rights" => {
                let person = self.someone(&store, text("person").context("no name")?)?;
                let asked = read_rights(text("rights").unwrap_or_default())
                    .map_err(|word| anyhow!(self.no_right(&word)))?;
                self.told(store.set_rights(person.id, asked))?;
                say(&format!("{}: {}", person.name, rights(asked, self.language)))
            }
            "passphrase" => {
                let person = match text("person") {
                    Some(name) => self.someone(&store, name)?,
                    None => me,
                };
                let passphrase = self.passphrase(&person.name, true)?;
                self.told(store.set_passphrase(person.id, &passphrase))?;
                say(&self.language.pick(
                    format!("{} has a passphrase now. From now on everybody here signs in.", person.name),
                    format!("已为 {} 设置口令。今后这里的每个人都需登录。", person.name),
                ))
            }
            "team" => self.team(&store, text("team").context("no team")?, inner),
            "teams" => self.list_teams(&store),
            "export" => {
                let person = self.someone(&store, text("person").unwrap_or(&me.name))?;
                let data = self.told(store.export_person(person.id))?;
                let file = inner.get_one::<PathBuf>("output").context("no file was named")?;
                write_whole(file, serde_json::to_string_pretty(&data)?)
                    .with_context(|| file.display().to_string())?;
                say(&self.language.pick(
                    format!("{}: everything kept about {}", file.display(), person.name),
                    format!("{}：{} 的全部数据", file.display(), person.name),
                ))
            }
            "erase" => {
                let person = self.someone(&store, text("person").unwrap_or(&me.name))?;
                if !inner.get_flag("yes") {
                    bail!(self.language.pick(
                        format!(
                            "this takes away everything {} wrote, for ever: say so with --yes",
                            person.name
                        ),
                        format!("此操作会永久清除 {} 的全部数据：确认请加 --yes", person.name),
                    ));
                }
                self.told(store.erase_person(person.id, now()?))?;
                self.tell_of_copies(&store)?;
                say(&self.language.pick(
                    format!("Everything {} wrote is erased.", person.name),
                    format!("{} 的数据已全部清除。", person.name),
                ))
            }
            _ => self.list_people(&store),
        }
    }

    /// Copies of older layouts are nobody's to change by the way, but they hold what was just erased.
    fn tell_of_copies(&self, store: &Store) -> anyhow::Result<()> {
        let folder = store.file().parent().map(std::fs::read_dir);
        for entry in folder.into_iter().flatten().flatten().flatten() {
            let (name, path) = (entry.file_name().to_string_lossy().into_owned(), entry.path());
            if name.starts_with("hotseat.v") && path.extension().is_some_and(|end| end == "db") {
                say(&self.language.pick(
                    format!("A copy from before an update still holds it; delete it too: {}", path.display()),
                    format!("升级前的备份里还留有这些数据，请一并删除：{}", path.display()),
                ))?;
            }
        }
        Ok(())
    }

    fn no_right(&self, word: &str) -> String {
        self.language.pick(
            format!("`{word}` is no right: write trainee, trainer, manager or owner, several with commas"),
            format!("没有“{word}”这种权限：请写 学员、培训师、主管 或 所有者，多个用逗号隔开"),
        )
    }

    /// The person of this name.
    pub(super) fn someone(&self, store: &Store, name: &str) -> anyhow::Result<Person> {
        let people = self.told(store.people())?;
        people.iter().find(|person| person.name == name.trim()).cloned().ok_or_else(|| {
            let near = crate::session::near(name, people.iter().map(|person| &person.name));
            let guess = near.map_or_else(String::new, |near| {
                self.language.pick(format!(" Did you mean “{near}”?"), format!("您是指“{near}”吗？"))
            });
            anyhow!(self.language.pick(
                format!("there is nobody called “{name}” here.{guess}"),
                format!("这里没有“{name}”。{guess}"),
            ))
        })
    }

    fn list_people(&self, store: &Store) -> anyhow::Result<u8> {
        let rows: Vec<(String, String)> = match store.staff() {
            Ok(staff) => staff
                .into_iter()
                .map(|Member { person, rights: has, .. }| (person.name, rights(has, self.language)))
                .collect(),
            Err(_) => self.told(store.people())?.into_iter().map(|one| (one.name, String::new())).collect(),
        };
        listing::pairs(&mut Screen::new(), &rows)?;
        Ok(0)
    }

    fn add_person(&self, store: &Store, name: &str, inner: &ArgMatches) -> anyhow::Result<u8> {
        let said = |name: &str| inner.get_one::<String>(name).cloned().unwrap_or_default();
        let mut table = Vec::new();
        let mut writer = csv::Writer::from_writer(&mut table);
        let leads = if inner.get_flag("leads") { "yes" } else { "" };
        writer.write_record(["name", "rights", "team", "leads"])?;
        writer.write_record([name, &said("rights"), &said("team"), leads])?;
        writer.flush()?;
        drop(writer);
        self.bring_in(store, &String::from_utf8(table)?, None)
    }

    fn import_people(&self, store: &Store, inner: &ArgMatches) -> anyhow::Result<u8> {
        let file = inner.get_one::<PathBuf>("file").context("no file was named")?;
        let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
        self.bring_in(store, &text, inner.get_one::<PathBuf>("output"))
    }

    /// Adds the people of a table; first passphrases go to `output`, or are printed.
    fn bring_in(&self, store: &Store, table: &str, output: Option<&PathBuf>) -> anyhow::Result<u8> {
        let people = read_people(table).map_err(|faults| {
            let faults: Vec<_> = faults.iter().map(|fault| bad_line(fault, self.language)).collect();
            anyhow!(faults.join("\n"))
        })?;
        let signs_in = !self.told(store.is_open())?;
        let mut passphrase = first_passphrase;
        let passphrases: Option<&mut dyn FnMut() -> String> =
            if signs_in { Some(&mut passphrase) } else { None };
        let added = self.told(store.import(&people, &mut Uuid::now_v7, passphrases, now()?))?;
        let mut out = Vec::new();
        let mut writer = csv::Writer::from_writer(&mut out);
        writer.write_record(["name", "passphrase"])?;
        for (one, passphrase) in &added {
            writer.write_record([one.name.as_str(), passphrase.as_deref().unwrap_or_default()])?;
        }
        writer.flush()?;
        drop(writer);
        let (new, known) = (added.len(), people.len() - added.len());
        say(&self.language.pick(
            format!("{new} added, {known} were here before."),
            format!("新增 {new} 人，{known} 人已存在。"),
        ))?;
        match output.filter(|_| signs_in) {
            Some(file) => {
                write_whole(file, out).with_context(|| file.display().to_string())?;
                say(&self.language.pick(
                    format!(
                        "Their first passphrases are in {}. Hand them out, then delete it.",
                        file.display()
                    ),
                    format!("初始口令已写入 {}，分发后请删除该文件。", file.display()),
                ))
            }
            None if signs_in && new > 0 => {
                std::io::stdout().write_all(&out)?;
                Ok(0)
            }
            None => Ok(0),
        }
    }

    fn team(&self, store: &Store, name: &str, inner: &ArgMatches) -> anyhow::Result<u8> {
        let team = if store.rights().is_some_and(|has| has.has(Right::Owner) || has.has(Right::Manager)) {
            self.told(store.team(name, TeamId(Uuid::now_v7()), now()?))?
        } else {
            self.told(store.find_team(name))?
        };
        for (option, leads) in [("add", false), ("lead", true)] {
            for name in inner.get_many::<String>(option).into_iter().flatten() {
                let person = self.someone(store, name)?;
                self.told(store.join(team.id, person.id, leads))?;
            }
        }
        for name in inner.get_many::<String>("remove").into_iter().flatten() {
            let person = self.someone(store, name)?;
            self.told(store.leave(team.id, person.id))?;
        }
        let members = self.told(store.members(team.id))?;
        let rows: Vec<(String, String)> = members
            .into_iter()
            .map(|one| (one.person.name, if one.leads { self.t("leads", "主管") } else { "" }.to_owned()))
            .collect();
        let mut screen = Screen::new();
        screen.title(&team.name)?;
        listing::pairs(&mut screen, &rows)?;
        Ok(0)
    }

    fn list_teams(&self, store: &Store) -> anyhow::Result<u8> {
        let mut rows = Vec::new();
        for team in self.told(store.teams())? {
            let names: Vec<String> =
                self.told(store.members(team.id))?.into_iter().map(|one| one.person.name).collect();
            rows.push((team.name, names.join(self.t(", ", "、"))));
        }
        if rows.is_empty() {
            return say(self.t(
                "There is no team yet: hotseat people team NAME --lead NAME --add NAME",
                "还没有团队：hotseat people team 团队名 --lead 姓名 --add 姓名",
            ));
        }
        listing::pairs(&mut Screen::new(), &rows)?;
        Ok(0)
    }
}

/// A passphrase to begin with: 80 bits nobody can guess, in letters that are not mixed up.
fn first_passphrase() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789=";
    let random = Uuid::new_v4();
    let letters = random.as_bytes().iter().filter_map(|byte| LETTERS.get(usize::from(byte % 31)));
    let letters: Vec<char> = letters.map(|letter| char::from(*letter)).collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}
