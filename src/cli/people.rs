//! `hotseat people`: who is here, what they may do, which teams there are.

use std::path::PathBuf;

use anyhow::{Context, anyhow, bail};
use clap::ArgMatches;
use uuid::Uuid;

use super::Setup;
use super::keep::now;
use super::listing;
use super::screen::{Screen, say};
use crate::locale::files::{copy_left, erased, exported};
use crate::locale::names::headed;
use crate::locale::store::{bad_list, rights};
use crate::store::{Member, Person, Right, Store, StoreError, TeamId, read_people, read_rights};

impl Setup {
    /// `people …`.
    pub(super) fn people(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let (mut store, me) = self.signed_in(true)?;
        let Some((what, inner)) = inner.subcommand() else { return self.list_people(&store, false) };
        let text = |name: &str| inner.get_one::<String>(name).map(String::as_str);
        match what {
            "add" => self.add_person(&store, text("person").context("no name")?, inner),
            "import" => self.import_people(&store, inner),
            "rights" => {
                let person = self.someone(&store, text("person").context("no name")?)?;
                let asked = read_rights(text("rights").unwrap_or_default())
                    .map_err(|word| anyhow!(self.no_right(&word)))?;
                self.told(store.set_rights(person.id, asked))?;
                say(&headed(&person.name, &rights(asked, self.language), self.language))
            }
            "passphrase" => {
                let person = match text("person") {
                    Some(name) => self.someone(&store, name)?,
                    None => me,
                };
                let first = self.told(store.is_open())?;
                let passphrase = self.new_passphrase(&person.name, first)?;
                self.told(store.set_passphrase(person.id, &passphrase))?;
                let name = &person.name;
                say(&if first {
                    self.language.pick(
                        format!("{name} has a passphrase now. From now on everybody here signs in."),
                        format!("已为 {name} 设置口令。今后这里的每个人都需登录。"),
                    )
                } else {
                    self.language
                        .pick(format!("{name} has a new passphrase."), format!("已为 {name} 设置新口令。"))
                })
            }
            "leave" => {
                let person = self.someone(&store, text("person").context("no name")?)?;
                self.told(store.depart(person.id, now()?))?;
                let name = &person.name;
                say(&self.language.pick(
                    format!("{name} has left. What they did stays; `hotseat people return {name}` brings them back."),
                    format!("{name} 已离开，其记录保留。可用 `hotseat people return {name}` 恢复。"),
                ))
            }
            "return" => {
                let person = self.someone(&store, text("person").context("no name")?)?;
                self.told(store.bring_back(person.id))?;
                let name = &person.name;
                say(&self.language.pick(format!("{name} is back."), format!("{name} 已恢复。")))
            }
            "team" if inner.get_flag("end") => {
                let team = self.told(store.find_team(text("team").context("no team")?))?;
                self.told(store.end_team(team.id, now()?))?;
                let name = &team.name;
                say(&self.language.pick(
                    format!("{name} has ended. What was played stays."),
                    format!("团队“{name}”已解散，练习记录保留。"),
                ))
            }
            "team" => self.team(&store, text("team").context("no team")?, inner),
            "teams" => self.list_teams(&store),
            "export" => {
                let person = self.someone(&store, text("person").unwrap_or(&me.name))?;
                let data = self.told(store.export_person(person.id))?;
                let file = inner.get_one::<PathBuf>("output").context("no file was named")?;
                self.write_private(file, serde_json::to_string_pretty(&data)?.as_bytes())?;
                say(&exported(file, &person.name, self.language))
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
                say(&erased(&person.name, self.language))
            }
            _ => self.list_people(&store, inner.get_flag("all")),
        }
    }

    /// Copies of older layouts are nobody's to change by the way, but they hold what was just erased.
    fn tell_of_copies(&self, store: &Store) -> anyhow::Result<()> {
        store.copies().iter().try_for_each(|copy| say(&copy_left(copy, self.language)).map(drop))
    }

    fn no_right(&self, word: &str) -> String {
        self.language.pick(
            format!("`{word}` is no right: write trainee, trainer, manager or owner, several with commas"),
            format!("没有“{word}”这种权限：请写 学员、培训师、主管 或 所有者，多个用逗号隔开"),
        )
    }

    /// Everybody, also who left: names stand beside what was done.
    pub(super) fn names(&self, store: &Store) -> anyhow::Result<Vec<Person>> {
        Ok(self.told(store.everybody())?.into_iter().map(|(person, _)| person).collect())
    }

    /// The person of this name, also one who left.
    pub(super) fn someone(&self, store: &Store, name: &str) -> anyhow::Result<Person> {
        let people = self.names(store)?;
        people.iter().find(|person| person.name == name.trim()).cloned().ok_or_else(|| {
            let near = crate::session::near(name, people.iter().map(|person| &person.name));
            let guess = near.map_or_else(String::new, |near| {
                self.language.pick(format!(" Did you mean “{near}”?"), format!("您是指“{near}”吗？"))
            });
            anyhow!(self.language.pick(
                format!("there is nobody called “{name}” here.{guess} `hotseat people list` shows everybody"),
                format!("这里没有“{name}”。{guess}用 `hotseat people list` 查看所有人"),
            ))
        })
    }

    fn list_people(&self, store: &Store, all: bool) -> anyhow::Result<u8> {
        let signs_in = !self.told(store.is_open())?;
        let mut rows: Vec<(String, String)> = match store.staff() {
            Ok(staff) => staff
                .into_iter()
                .map(|Member { person, rights: has, .. }| {
                    let mut said = rights(has, self.language);
                    if signs_in && !self.told(store.has_passphrase(&person.name))? {
                        said += self.t(" · no passphrase yet", " · 尚无口令");
                    }
                    Ok((person.name, said))
                })
                .collect::<anyhow::Result<_>>()?,
            Err(_) => self.told(store.people())?.into_iter().map(|one| (one.name, String::new())).collect(),
        };
        if all {
            let left = self.told(store.everybody())?.into_iter().filter_map(|(one, left)| Some((one, left?)));
            rows.extend(left.map(|(one, left)| {
                let day = super::verify::day(left);
                (one.name, self.language.pick(format!("left on {day}"), format!("已于 {day} 离开")))
            }));
        }
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
        let people = read_people(&String::from_utf8(table)?).map_err(|faults| {
            let faults: Vec<_> = faults.iter().map(|fault| bad_list(&fault.what, self.language)).collect();
            anyhow!(faults.join("\n"))
        })?;
        self.add_people(store, &people, None)
    }

    fn team(&self, store: &Store, name: &str, inner: &ArgMatches) -> anyhow::Result<u8> {
        let mut joining = Vec::new();
        for (option, leads) in [("add", false), ("lead", true)] {
            for name in inner.get_many::<String>(option).into_iter().flatten() {
                let person = self.someone(store, name)?;
                if leads {
                    self.may_lead(store, &person)?;
                }
                joining.push((person.id, leads));
            }
        }
        let new = !joining.is_empty() && matches!(store.find_team(name), Err(StoreError::NoSuchTeam { .. }));
        let team = if new {
            say(&self.language.pick(format!("New team: {name}"), format!("新建团队：{name}")))?;
            self.told(store.team(name, TeamId(Uuid::now_v7()), now()?))?
        } else {
            self.told(store.find_team(name))?
        };
        for (person, leads) in joining {
            self.told(store.join(team.id, person, leads))?;
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

    /// Refuses to let somebody lead who has not the right to: they would be called a leader and could do nothing.
    fn may_lead(&self, store: &Store, person: &Person) -> anyhow::Result<()> {
        let staff = self.told(store.staff())?;
        let has = staff.iter().find(|one| one.person.id == person.id).map(|one| one.rights);
        let Some(has) = has.filter(|has| !has.has(Right::Manager)) else { return Ok(()) };
        let (name, now) = (&person.name, has.with(Right::Manager));
        let words: Vec<_> =
            now.iter().map(|right| self.language.pick(right.word(), right.chinese())).collect();
        let words = words.join(",");
        bail!(self.language.pick(
            format!("{name} is no manager yet: `hotseat people rights {name} {words}` first"),
            format!("{name} 还没有主管权限：请先运行 `hotseat people rights {name} {words}`"),
        ))
    }

    fn list_teams(&self, store: &Store) -> anyhow::Result<u8> {
        let mut rows = Vec::new();
        for team in self.told(store.teams())? {
            let members = self.told(store.members(team.id))?.into_iter();
            let names: Vec<String> = members
                .map(|one| one.person.name + if one.leads { self.t(" (leads)", "（主管）") } else { "" })
                .collect();
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
