//! Item analysis: what was planted in made-up attempts is found, and in clean ones nothing is.

mod clean;
mod habits;
mod lenient;
mod planted;
mod store;
mod terminal;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use hotseat::analysis::{Analysis, Criterion, Kind, Mark, People, Row, Tally, Verdict};
use hotseat::scenario::Language;
use hotseat::session::{Mode, Outcome};
use jiff::Timestamp;

/// Numbers that look like chance (splitmix64), the same for the same seed.
struct Chance(u64);

impl Chance {
    /// Between 0 and 1.
    fn even(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        #[expect(clippy::cast_precision_loss, reason = "53 bits")]
        let even = ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64;
        even
    }

    /// Standard normal, as the sum of twelve.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.even()).sum::<f64>() - 6.0
    }
}

/// How made-up attempts come about: people of normal ability, criteria after Rasch with a slope of their own.
#[derive(Clone, Copy, Default)]
struct World {
    seed: u64,
    /// This criterion is tossed for.
    tossed: Option<usize>,
    /// Everybody gets this one.
    given: Option<usize>,
    /// This one is so much harder in Chinese, in log odds.
    biased: Option<(usize, f64)>,
    /// This one is so much easier since the scenario changed, in log odds.
    changed: Option<(usize, f64)>,
    /// So much abler are those who play in Chinese, in standard deviations.
    abler: f64,
    /// So much abler are those who play since the scenario changed.
    trained: f64,
}

const CRITERIA: usize = 14;

impl World {
    fn rows(self, attempts: u32) -> Vec<Row> {
        let mut chance = Chance(self.seed.wrapping_mul(0x1234_5678_9ABC_DEF1));
        (0..attempts).map(|number| self.row(number, attempts, &mut chance)).collect()
    }

    fn row(self, number: u32, attempts: u32, chance: &mut Chance) -> Row {
        let language = if number.is_multiple_of(2) { Language::En } else { Language::Zh };
        let new = number >= attempts / 2;
        let zh = language == Language::Zh;
        let more = if zh { self.abler } else { 0.0 } + if new { self.trained } else { 0.0 };
        let ability = chance.normal() + more;
        let marks = (0..CRITERIA).map(|item| {
            let place = f64::from(u32::try_from(item).expect("small"));
            let mut odds = 1.6 * (ability - (place / 13.0 * 2.4 - 1.2));
            if let Some((biased, by)) = self.biased.filter(|_| zh)
                && biased == item
            {
                odds -= by;
            }
            if let Some((changed, by)) = self.changed.filter(|_| new)
                && changed == item
            {
                odds += by;
            }
            if self.tossed == Some(item) {
                odds = 0.0;
            }
            let right = chance.even() < 1.0 / (1.0 + (-odds).exp()) || self.given == Some(item);
            Mark { criterion: named(item), points: if right { 10 } else { 0 }, of: 10 }
        });
        Row {
            language,
            mode: Mode::Practice,
            seed: 0,
            version: if new { "new" } else { "old" }.to_owned(),
            ended: Timestamp::from_second(1_780_000_000 + i64::from(number)).expect("in range"),
            seconds: 200 + number % 100,
            outcome: Some(Outcome::Resolved),
            overall: Some(70),
            abilities: [Some(60), Some(70), None],
            marks: marks.collect(),
            beats: BTreeSet::new(),
            rules: BTreeSet::new(),
        }
    }

    fn analysis(self, attempts: u32) -> Analysis {
        Analysis::of(&tally(&self.rows(attempts)), &many())
    }
}

fn named(item: usize) -> Criterion {
    Criterion::new(Kind::MustTell, format!("fact{item:02}"))
}

fn tally<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Tally {
    let mut tally = Tally::default();
    rows.into_iter().for_each(|row| tally.add(row));
    tally
}

/// More than enough people in every group.
fn many() -> People {
    of(40)
}

fn of(people: u32) -> People {
    People {
        all: people,
        by_language: Language::ALL.map(|language| (language, people)).into(),
        by_version: BTreeMap::from([("old".to_owned(), people), ("new".to_owned(), people)]),
        unread: 0,
    }
}

/// Every verdict with the criterion it is about.
fn verdicts(analysis: &Analysis) -> Vec<(String, Verdict)> {
    let all = analysis.items.iter();
    all.flat_map(|item| item.verdicts.iter().map(|verdict| (item.criterion.name.clone(), *verdict))).collect()
}
