//! A scenario's item analysis as text.

use jiff::tz::TimeZone;

use crate::analysis::{Item, Known, Unused, Verdict};
use crate::cli::listing::pairs;
use crate::cli::report::table::{clock, dash, table};
use crate::cli::screen::{Look, Screen};
use crate::locale::analysis as words;
use crate::locale::debrief;
use crate::report::ScenarioReport;
use crate::scenario::Language;
use crate::score::AbilityKind;
use crate::stats::Estimate;

/// The most replies nobody gives that are listed as text.
const MOST: usize = 20;

/// The whole report.
pub(super) fn report(screen: &mut Screen, report: &ScenarioReport, ui: Language) -> anyhow::Result<()> {
    let found = &report.analysis;
    let title = report.title(ui);
    screen.title(&if title == report.id { report.id.clone() } else { format!("{} ({title})", report.id) })?;
    pairs(screen, &head(report, ui))?;
    if found.amiss().next().is_some() {
        screen.title(ui.pick("What to look at", "需要查看"))?;
    }
    for item in found.amiss() {
        screen.say(
            Look::Warn,
            4,
            &format!("  ▸ {}", words::criterion(&item.criterion, report.file(), ui)),
        )?;
        for verdict in &item.verdicts {
            screen.say(Look::Plain, 4, &format!("    {}", words::verdict(*verdict, item, ui)))?;
        }
    }
    if !found.items.is_empty() {
        screen.title(ui.pick("Criteria", "评分项"))?;
        items(screen, report, ui)?;
    }
    unused(screen, report, ui)
}

/// Every criterion with its numbers.
fn items(screen: &mut Screen, report: &ScenarioReport, ui: Language) -> anyhow::Result<()> {
    let head = [
        ui.pick("n", "次数"),
        ui.pick("earned", "得分率"),
        ui.pick("(95 %)", "（95%）"),
        ui.pick("corr", "相关"),
        ui.pick("27 %", "高低"),
        ui.pick("α w/o", "去除α"),
        ui.pick("DIF", "语言"),
        ui.pick("drift", "变化"),
        ui.pick("criterion", "评分项"),
    ];
    let mut rows = vec![(Look::Title, head.map(str::to_owned).to_vec())];
    let mut items: Vec<&Item> = report.analysis.items.iter().collect();
    // What is earned least stands first; what nobody knows yet last.
    items.sort_by(|one, other| {
        let share = |item: &Item| item.facility.map_or(2.0, |facility| facility.value);
        share(one).total_cmp(&share(other)).then_with(|| one.criterion.cmp(&other.criterion))
    });
    for item in items {
        let amiss = item.verdicts.iter().any(|verdict| *verdict != Verdict::TooFew);
        let look = match (&item.facility, amiss) {
            (Err(_), _) => Look::Faint,
            (Ok(_), true) => Look::Warn,
            (Ok(_), false) => Look::Plain,
        };
        let number = |found: Known<Estimate>| found.map_or_else(|_| dash(), |one| words::signed(one.value));
        let limits = item
            .facility
            .map_or_else(|_| String::new(), |one| format!("{:.0}–{:.0}", one.low * 100.0, one.high * 100.0));
        rows.push((
            look,
            vec![
                item.attempts.to_string(),
                item.facility.map_or_else(|_| dash(), |one| words::percent(one.value, ui)),
                limits,
                number(item.discrimination),
                number(item.upper_lower),
                item.alpha_without.map_or_else(dash, words::signed),
                item.languages.map_or_else(|_| dash(), |one| words::class(one.found.class).to_owned()),
                item.drift.map_or_else(|_| dash(), |one| words::signed(one.value)),
                words::criterion(&item.criterion, report.file(), ui),
            ],
        ));
    }
    table(screen, &rows, &[0, 1, 3, 4, 5, 7])?;
    Ok(())
}

/// What of the scenario nobody used.
fn unused(screen: &mut Screen, report: &ScenarioReport, ui: Language) -> anyhow::Result<()> {
    if report.scenario.is_none() {
        screen.gap()?;
        return Ok(screen.say(
            Look::Faint,
            0,
            ui.pick(
                "This scenario is not installed any more: its parts have no titles here.",
                "这个场景已不在场景目录中，因此无法显示各部分的名称。",
            ),
        )?);
    }
    screen.title(ui.pick("Replies nobody gives", "无人说到的回复"))?;
    let list = match &report.unused {
        Err(why) => return Ok(screen.say(Look::Faint, 2, &format!("  {}", words::unknown(*why, ui)))?),
        Ok(list) => list,
    };
    if list.is_empty() {
        screen.say(Look::Good, 2, ui.pick("  Every part of it is used.", "  每个部分都有人用到。"))?;
    }
    for one in list.iter().take(MOST) {
        let said = match one {
            Unused::Beat { beat } => {
                ui.pick(format!("  · nobody gets to “{beat}”"), format!("  · 没有人到过“{beat}”"))
            }
            Unused::Rule { path, chances } => {
                let leads = report.leads(path, ui);
                ui.pick(
                    format!("  · {path}{leads}: not once in {chances} attempts"),
                    format!("  · {path}{leads}：{chances} 次练习中从未触发"),
                )
            }
        };
        screen.say(Look::Plain, 4, &said)?;
    }
    if let Some(more) = list.len().checked_sub(MOST).filter(|more| *more > 0) {
        screen.say(
            Look::Faint,
            2,
            &ui.pick(
                format!("  and {more} more; --format json names all of them"),
                format!("  另有 {more} 处，用 --format json 可全部列出"),
            ),
        )?;
    }
    Ok(())
}

/// The scenario as a whole, each number with what it counts.
fn head(report: &ScenarioReport, ui: Language) -> Vec<(String, String)> {
    let found = &report.analysis;
    let row = |en: &'static str, zh: &'static str, text: String| (ui.pick(en, zh).to_owned(), text);
    let joined = |parts: Vec<String>| parts.join(ui.pick(", ", "，"));
    let languages = found.languages.iter().map(|(language, count)| format!("{} {count}", language.code()));
    let languages = joined(languages.collect());
    let mut rows = vec![
        row(
            "Attempts",
            "练习",
            ui.pick(
                format!("{} finished by {} people ({languages})", found.attempts, found.people),
                format!("{} 人完成 {} 次（{languages}）", found.people, found.attempts),
            ),
        ),
        row("Left unfinished", "中途退出", found.abandoned.to_string()),
    ];
    if let Some(seconds) = found.seconds {
        let [lower, median, upper] = [seconds.lower, seconds.median, seconds.upper].map(clock);
        rows.push(row(
            "Time",
            "时长",
            ui.pick(
                format!("{median} (half of them {lower} to {upper})"),
                format!("{median}（半数在 {lower} 到 {upper} 之间）"),
            ),
        ));
    }
    let endings =
        found.endings.iter().map(|(outcome, count)| format!("{} {count}", words::ending(*outcome, ui)));
    rows.push(row("Endings", "结局", joined(endings.collect())));
    let mut means = vec![ui.pick("overall", "总分")];
    means.extend(AbilityKind::ALL.map(|kind| debrief::ability(kind, ui)));
    let means = means.iter().zip(found.means).filter_map(|(name, mean)| Some(format!("{name} {:.0}", mean?)));
    rows.push(row("Mean scores", "平均分", joined(means.collect())));
    rows.push(row(
        "Reliability",
        "信度",
        match found.reliability {
            Ok(one) => {
                let [alpha, low, high] = [one.alpha.value, one.alpha.low, one.alpha.high].map(words::signed);
                let says = words::reliability(one.alpha.value, ui);
                let criteria = one.criteria;
                ui.pick(
                    format!("α {alpha} ({low} to {high}) over {criteria} criteria; {says}"),
                    format!("α {alpha}（{low} 到 {high}），{criteria} 个评分项，{says}"),
                )
            }
            Err(why) => words::unknown(why, ui),
        },
    ));
    if found.versions.len() > 1
        && let Some(newest) = found.versions.last()
    {
        let day = newest.first.to_zoned(TimeZone::system()).date();
        let (count, versions) = (newest.attempts, found.versions.len());
        rows.push(row(
            "Versions",
            "版本",
            ui.pick(
                format!("{versions}; the newest since {day}, {count} attempts"),
                format!("{versions} 个，最新版自 {day} 起，共 {count} 次"),
            ),
        ));
    }
    if report.people.unread > 0 {
        let unread = report.people.unread;
        rows.push(row(
            "Left out",
            "未计入",
            ui.pick(
                format!("{unread} that cannot be read; `hotseat verify` names them"),
                format!("{unread} 次无法读取，可用 `hotseat verify` 查出"),
            ),
        ));
    }
    rows
}
