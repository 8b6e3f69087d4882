//! Reading a scorecard from a CSV file whose columns are called as somebody else called them.

use std::collections::BTreeMap;

use super::{Card, Criterion, Question, Scale};
use crate::scenario::Language;

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The group of the question.
    Group,
    /// Its words; the only one that must be there.
    Question,
    /// What it weighs.
    Weight,
    /// How it is answered.
    Scale,
    /// Whether a no fails its group.
    Critical,
    /// Whether a no fails everything.
    AutoFail,
    /// Whether it may not apply.
    NotApplicable,
    /// The criteria of Hotseat's that answer it.
    Hotseat,
}

impl Field {
    /// All of them, in the order they are written.
    pub const ALL: [Self; 8] = [
        Self::Group,
        Self::Question,
        Self::Weight,
        Self::Scale,
        Self::Critical,
        Self::AutoFail,
        Self::NotApplicable,
        Self::Hotseat,
    ];

    /// The word it is named by in `--map`, and in the scorecards Hotseat writes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Question => "question",
            Self::Weight => "weight",
            Self::Scale => "scale",
            Self::Critical => "critical",
            Self::AutoFail => "auto-fail",
            Self::NotApplicable => "n/a",
            Self::Hotseat => "hotseat",
        }
    }

    /// What the column is called in the spreadsheets we know of, in small letters.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Group => &["group", "section", "category group", "area", "分组", "类别", "板块"],
            Self::Question => &[
                "question",
                "criterion",
                "criteria",
                "line item",
                "item",
                "attribute",
                "category",
                "name",
                "问题",
                "评分项",
                "考核项",
                "质检项",
            ],
            Self::Weight => &["weight", "weighting", "points", "max points", "max score", "权重", "分值"],
            Self::Scale => {
                &["scale", "rating scale", "answers", "options", "answer type", "量表", "评分方式"]
            }
            Self::Critical => &["critical", "is critical", "关键项", "致命"],
            Self::AutoFail => &["auto-fail", "auto fail", "autofail", "fail all", "一票否决"],
            Self::NotApplicable => &["n/a", "na", "allow n/a", "not applicable", "可不适用", "不适用"],
            Self::Hotseat => &["hotseat", "hotseat criteria", "对应标准"],
        }
    }
}

/// Which column holds what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapper(BTreeMap<Field, String>);

impl Mapper {
    /// Reads `question=Criteria, group=Section`; what it does not name is found by the names that are usual.
    ///
    /// # Errors
    /// The part that is none.
    pub fn read(written: &str) -> Result<Self, String> {
        let parts = written.split([',', '，']).map(str::trim).filter(|part| !part.is_empty());
        let pair = |part: &str| {
            let (field, column) = part.split_once('=')?;
            let field = Field::ALL.into_iter().find(|one| one.word() == field.trim().to_lowercase())?;
            Some((field, column.trim().to_lowercase())).filter(|(_, column)| !column.is_empty())
        };
        parts.map(|part| pair(part).ok_or_else(|| part.to_owned())).collect::<Result<_, _>>().map(Self)
    }

    /// Where each field stands under these headings.
    fn places(&self, head: &csv::StringRecord) -> Result<BTreeMap<Field, usize>, BadCard> {
        let headings: Vec<String> = head.iter().map(|one| one.trim().to_lowercase()).collect();
        let at = |name: &str| headings.iter().position(|heading| heading == name);
        let mut places = BTreeMap::new();
        for (field, column) in &self.0 {
            let place = at(column).ok_or_else(|| BadCard::NoColumn(column.clone()))?;
            places.insert(*field, place);
        }
        for field in Field::ALL {
            let free = |place: &usize| !places.values().any(|taken| taken == place);
            let found = field.names().iter().filter_map(|name| at(name)).find(free);
            if let (false, Some(place)) = (places.contains_key(&field), found) {
                places.insert(field, place);
            }
        }
        if places.contains_key(&Field::Question) { Ok(places) } else { Err(BadCard::NoQuestions) }
    }
}

/// What is wrong with a line of a scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong.
    pub what: BadCard,
}

/// What can be wrong with a scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadCard {
    /// It is no CSV.
    Unreadable(String),
    /// A column that was named is not there.
    NoColumn(String),
    /// No column holds questions.
    NoQuestions,
    /// There is no question in it.
    Empty,
    /// No number of at least 0.
    Weight(String),
    /// No scale we know.
    Scale(String),
    /// Neither yes nor no.
    Answer(String),
    /// No criterion of Hotseat's.
    Criterion(String),
}

impl BadCard {
    /// What it is and how to mend it.
    pub fn words(&self, language: Language) -> String {
        match self {
            Self::Unreadable(detail) => language.pick(
                format!(
                    "this is no comma-separated line ({detail}): put texts with commas in quotation marks"
                ),
                format!("不是有效的 CSV（{detail}）：含逗号的文字请加引号"),
            ),
            Self::NoColumn(name) => language.pick(
                format!("there is no column `{name}`: name one that is in the first line"),
                format!("没有“{name}”这一列：请写首行中有的列名"),
            ),
            Self::NoQuestions => language.pick(
                "no column holds the questions: say which with --map question=NAME".to_owned(),
                "找不到问题所在的列：请用 --map question=列名 指明".to_owned(),
            ),
            Self::Empty => language.pick("there is no question in it".to_owned(), "其中没有问题".to_owned()),
            Self::Weight(written) => language.pick(
                format!("`{written}` is no weight: write a number from 0 to 10,000, such as 5 or 12.5"),
                format!("“{written}”不是权重：请写 0 到 10000 的数字，例如 5 或 12.5"),
            ),
            Self::Scale(written) => language.pick(
                format!("`{written}` is no scale: write yes/no, or the worst and the best as 1-5 or 0-100"),
                format!("“{written}”不是评分方式：请写 是/否，或用 1-5、0-100 表示最低和最高"),
            ),
            Self::Answer(written) => language.pick(
                format!("`{written}` is neither yes nor no"),
                format!("“{written}”既不是“是”也不是“否”"),
            ),
            Self::Criterion(written) => {
                let known = Criterion::ALL.map(Criterion::word).join(", ");
                language.pick(
                    format!("`{written}` is none of Hotseat's criteria, which are {known}"),
                    format!("Hotseat 没有“{written}”这一标准，可用的有 {known}"),
                )
            }
        }
    }
}

/// Reads a scorecard.
///
/// # Errors
/// Everything that is wrong with it, by line.
pub fn read(text: &str, mapper: &Mapper) -> Result<Card, Vec<BadRow>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let bad = |line, what| vec![BadRow { line, what }];
    let head = reader.headers().map_err(|error| bad(1, BadCard::Unreadable(error.to_string())))?.clone();
    let places = mapper.places(&head).map_err(|what| bad(1, what))?;
    let (mut card, mut faults) = (Card::default(), Vec::new());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                faults.push(BadRow { line, what: BadCard::Unreadable(error.to_string()) });
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let of = |field| places.get(&field).and_then(|place| record.get(*place)).unwrap_or_default();
        if of(Field::Question).is_empty() {
            // Headings of sections and lines of totals stand in many spreadsheets.
            continue;
        }
        match question(of) {
            Ok(question) => card.questions.push(question),
            Err(what) => faults.push(BadRow { line, what }),
        }
    }
    if faults.is_empty() && card.questions.is_empty() {
        return Err(bad(1, BadCard::Empty));
    }
    if faults.is_empty() { Ok(card) } else { Err(faults) }
}

fn question<'a>(of: impl Fn(Field) -> &'a str) -> Result<Question, BadCard> {
    Ok(Question {
        group: of(Field::Group).to_owned(),
        text: of(Field::Question).to_owned(),
        weight: weight(of(Field::Weight))?,
        scale: scale(of(Field::Scale))?,
        critical: yes(of(Field::Critical))?,
        auto_fail: yes(of(Field::AutoFail))?,
        may_not_apply: yes(of(Field::NotApplicable))?,
        criteria: criteria(of(Field::Hotseat))?,
    })
}

/// A weight in hundredths; 1 where nothing is said.
fn weight(written: &str) -> Result<u32, BadCard> {
    let plain = written.trim_end_matches('%').trim();
    if plain.is_empty() {
        return Ok(100);
    }
    let bad = || BadCard::Weight(written.to_owned());
    let (whole, rest) = plain.split_once('.').unwrap_or((plain, ""));
    let digits = |text: &str| text.chars().all(|one| one.is_ascii_digit());
    if !digits(whole) || !digits(rest) || whole.is_empty() {
        return Err(bad());
    }
    let hundredths: String = rest.chars().chain("00".chars()).take(2).collect();
    let all = format!("{whole}{hundredths}").parse::<u32>().map_err(|_too_large| bad())?;
    if all <= 1_000_000 { Ok(all) } else { Err(bad()) }
}

fn scale(written: &str) -> Result<Scale, BadCard> {
    let plain: String = written.to_lowercase().chars().filter(|letter| !letter.is_whitespace()).collect();
    let bad = || BadCard::Scale(written.to_owned());
    if ["", "yes/no", "yes/no/na", "yes/no/n/a", "binary", "pass/fail", "是/否", "是否", "合格/不合格"]
        .contains(&plain.as_str())
    {
        return Ok(Scale::YesNo);
    }
    if ["%", "percent", "percentage", "百分比"].contains(&plain.as_str()) {
        return Ok(Scale::Numbers { low: 0, high: 100 });
    }
    let ends = plain.split(['-', '–', '~', '～', '至']).collect::<Vec<_>>();
    let number = |text: &str| text.trim_end_matches(['%', '分']).parse::<i32>().ok();
    let (low, high) = match ends.as_slice() {
        [high] => (Some(0), number(high)),
        [low, high] => (number(low), number(high)),
        _ => (None, None),
    };
    let (low, high) = (low.ok_or_else(bad)?, high.ok_or_else(bad)?);
    if low < high && high <= 10_000 { Ok(Scale::Numbers { low, high }) } else { Err(bad()) }
}

fn yes(written: &str) -> Result<bool, BadCard> {
    match written.to_lowercase().as_str() {
        "" | "no" | "n" | "0" | "false" | "-" | "否" => Ok(false),
        "yes" | "y" | "1" | "true" | "x" | "✓" | "是" => Ok(true),
        _ => Err(BadCard::Answer(written.to_owned())),
    }
}

fn criteria(written: &str) -> Result<Vec<Criterion>, BadCard> {
    let words = written.split([';', ',', ' ', '；', '，', '、']).filter(|word| !word.is_empty());
    let known = |word: &str| Criterion::ALL.into_iter().find(|one| one.word() == word.to_lowercase());
    words.map(|word| known(word).ok_or_else(|| BadCard::Criterion(word.to_owned()))).collect()
}
