//! The tables: one question each, with their columns.

use Kind::{Day, Moment, Number, Percent, Score, Text};

use crate::scenario::Language;

/// What a table answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// What was played, and what came of it?
    Attempts,
    /// How able is everybody, and how sure is that?
    People,
    /// Who is ready for which step, and what is missing?
    Standing,
    /// Who has what to do, and who is late?
    Assignments,
    /// What earned and what cost points?
    Findings,
    /// Who was certified?
    Certificates,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Numbers.
    Number,
    /// Scores, 0 to 100.
    Score,
    /// Shares in percent.
    Percent,
    /// Days.
    Day,
    /// Days and times.
    Moment,
}

/// One column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: &'static str,
    /// Its width in characters.
    pub width: u8,
    /// What it holds.
    pub kind: Kind,
}

impl Question {
    /// All of them, in the order of the sheets.
    pub const ALL: [Self; 6] =
        [Self::Attempts, Self::People, Self::Standing, Self::Assignments, Self::Findings, Self::Certificates];

    /// Its file, in every language the same, so that scripts find it.
    pub fn file(self) -> &'static str {
        match self {
            Self::Attempts => "attempts.csv",
            Self::People => "people.csv",
            Self::Standing => "standing.csv",
            Self::Assignments => "assignments.csv",
            Self::Findings => "findings.csv",
            Self::Certificates => "certificates.csv",
        }
    }

    /// The name of its sheet.
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::Attempts => language.pick("Attempts", "练习记录"),
            Self::People => language.pick("People", "人员能力"),
            Self::Standing => language.pick("Standing", "岗位进度"),
            Self::Assignments => language.pick("Assignments", "任务"),
            Self::Findings => language.pick("Findings", "评分依据"),
            Self::Certificates => language.pick("Certificates", "证书"),
        }
    }

    /// Its columns.
    pub fn columns(self, language: Language) -> Vec<Column> {
        let columns: &[Heading] = match self {
            Self::Attempts => &ATTEMPTS,
            Self::People => &PEOPLE,
            Self::Standing => &STANDING,
            Self::Assignments => &ASSIGNMENTS,
            Self::Findings => &FINDINGS,
            Self::Certificates => &CERTIFICATES,
        };
        columns
            .iter()
            .map(|(en, zh, width, kind)| Column { title: language.pick(en, zh), width: *width, kind: *kind })
            .collect()
    }
}

/// A heading in both languages, its width, and what stands below it.
type Heading = (&'static str, &'static str, u8, Kind);

const ATTEMPTS: [Heading; 19] = [
    ("Person", "姓名", 20, Text),
    ("Teams", "团队", 18, Text),
    ("Scenario", "场景", 32, Text),
    ("Language", "语言", 10, Text),
    ("Mode", "模式", 12, Text),
    ("Assigned", "是否指派", 10, Text),
    ("Started", "开始时间", 17, Moment),
    ("Ended", "结束时间", 17, Moment),
    ("Minutes", "时长（分钟）", 12, Number),
    ("Outcome", "结局", 18, Text),
    ("Overall", "总分", 9, Score),
    ("Empathy", "共情", 9, Score),
    ("Tools", "工具使用", 9, Score),
    ("Resolution", "解决问题", 11, Score),
    ("Result", "结果", 20, Text),
    ("Critical error", "致命错误", 16, Text),
    ("Decided by a reviewer", "人工复核", 20, Text),
    ("Scenario id", "场景代号", 24, Text),
    ("Attempt id", "练习编号", 38, Text),
];

const PEOPLE: [Heading; 22] = [
    ("Person", "姓名", 20, Text),
    ("Teams", "团队", 18, Text),
    ("Attempts", "练习次数", 10, Number),
    ("Free practice not shown", "未显示的自主练习", 22, Number),
    ("Last active", "最近练习", 17, Moment),
    ("Overall", "总分", 9, Score),
    ("at least", "下限", 9, Score),
    ("at most", "上限", 9, Score),
    ("n", "样本数", 7, Number),
    ("Empathy", "共情", 9, Score),
    ("at least", "下限", 9, Score),
    ("at most", "上限", 9, Score),
    ("n", "样本数", 7, Number),
    ("Tools", "工具使用", 9, Score),
    ("at least", "下限", 9, Score),
    ("at most", "上限", 9, Score),
    ("n", "样本数", 7, Number),
    ("Resolution", "解决问题", 11, Score),
    ("at least", "下限", 9, Score),
    ("at most", "上限", 9, Score),
    ("n", "样本数", 7, Number),
    ("Person id", "人员编号", 38, Text),
];

const STANDING: [Heading; 13] = [
    ("Person", "姓名", 20, Text),
    ("Teams", "团队", 18, Text),
    ("Ladder", "岗位序列", 30, Text),
    ("Step", "岗位", 26, Text),
    ("Certified", "已认证", 10, Text),
    ("Certified until", "认证有效期至", 14, Day),
    ("Shown in practice", "练习达成", 16, Percent),
    ("Exams passed", "通过考试", 12, Number),
    ("Exams that count", "计入考试", 14, Number),
    ("Waiting for a reviewer", "待人工复核", 20, Number),
    ("Chance to pass in a row", "连过把握", 20, Percent),
    ("Met in exams", "考试中已达到", 50, Text),
    ("Missing in exams", "考试中尚缺", 50, Text),
];

const ASSIGNMENTS: [Heading; 14] = [
    ("Person", "姓名", 20, Text),
    ("Teams", "团队", 18, Text),
    ("What", "内容", 34, Text),
    ("Kind", "类型", 12, Text),
    ("Given", "指派日期", 12, Day),
    ("Given by", "指派人", 20, Text),
    ("Due", "期限", 12, Day),
    ("Where it stands", "状态", 20, Text),
    ("Days late", "逾期天数", 10, Number),
    ("Attempts", "已尝试", 10, Number),
    ("Attempts left", "剩余次数", 12, Number),
    ("Pass mark", "及格线", 10, Number),
    ("Best overall", "最好总分", 12, Score),
    ("Assignment id", "任务编号", 38, Text),
];

const FINDINGS: [Heading; 10] = [
    ("Person", "姓名", 20, Text),
    ("Scenario", "场景", 32, Text),
    ("Ended", "结束时间", 17, Moment),
    ("Ability", "能力", 12, Text),
    ("Points", "得分", 8, Number),
    ("of", "满分", 8, Number),
    ("What was judged", "评分依据", 70, Text),
    ("Words", "原话", 50, Text),
    ("Doubtful", "是否存疑", 10, Text),
    ("Attempt id", "练习编号", 38, Text),
];

const CERTIFICATES: [Heading; 8] = [
    ("Person", "姓名", 20, Text),
    ("Teams", "团队", 18, Text),
    ("Step", "岗位", 30, Text),
    ("Issued", "签发日期", 12, Day),
    ("Holds until", "有效期至", 12, Day),
    ("Exams", "考试次数", 10, Number),
    ("Signature", "签名", 16, Text),
    ("Certificate id", "证书编号", 38, Text),
];
