//! What another rubric would change, in words.

use crate::progress::StepState;
use crate::scenario::Language;
use crate::store::{Line, Preview, Stand};

/// Where an attempt stands.
pub fn line(line: Line, language: Language) -> &'static str {
    match line {
        Line::Passed => language.pick("passed", "通过"),
        Line::NotPassed => language.pick("not passed", "未通过"),
        Line::PersonDecides => language.pick("a person decides", "待人工判定"),
    }
}

/// The same for programs.
pub fn line_code(line: Line) -> &'static str {
    match line {
        Line::Passed => "passed",
        Line::NotPassed => "not-passed",
        Line::PersonDecides => "person-decides",
    }
}

/// Where somebody stands towards a step.
pub fn stand(stand: Stand, language: Language) -> String {
    if stand.certified {
        return language.pick("certified", "已认证").to_owned();
    }
    match (stand.state, stand.percent) {
        (StepState::NotAvailable, _) | (_, None) => language.pick("not available", "暂未开放").to_owned(),
        (StepState::Shown, _) => language.pick("shown", "已达到").to_owned(),
        (StepState::Open, Some(percent)) => format!("{percent} %"),
    }
}

/// A score, or that there is none.
pub fn score(score: Option<u8>) -> String {
    score.map_or_else(|| "–".to_owned(), |score| score.to_string())
}

/// Tenths with a sign and one digit: `−3.4`.
pub fn tenths(tenths: i64) -> String {
    let sign = match tenths.signum() {
        0 => "",
        1 => "+",
        _ => "−",
    };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

/// The numbers of a preview, each with what it counts.
pub fn numbers(preview: &Preview, language: Language) -> Vec<(String, String)> {
    let row = |en: &'static str, zh: &'static str, number: String| (language.pick(en, zh).to_owned(), number);
    let mut rows = vec![
        row("Attempts graded by both rubrics", "用两套规则评分的练习", preview.graded.to_string()),
        row("Scores that change", "分数有变化的", preview.changed.to_string()),
    ];
    if let (Some(mean), Some([from, to])) = (preview.mean_tenths(), preview.largest) {
        rows.push(row("  on average by", "  平均变化", tenths(mean)));
        rows.push(row("  at most", "  最大变化", format!("{from} → {to}")));
    }
    let crossing = preview.crossings.len() + usize::try_from(preview.hidden).unwrap_or_default();
    rows.push(row("Attempts that cross a line", "结论有变化的练习", crossing.to_string()));
    rows.push(row("Steps of ladders that change", "岗位进度有变化的", preview.steps.len().to_string()));
    rows.push(row("Attempts left as they are", "保持不变的练习", preview.left.len().to_string()));
    rows
}

/// The headings of what is listed by name: attempts, steps, what is left.
pub fn headings(language: Language) -> [&'static str; 3] {
    [
        language.pick("Attempts that would cross a line", "结论会变化的练习"),
        language.pick("Steps towards which somebody would stand elsewhere", "进度会变化的岗位"),
        language.pick("Left as they are, because they cannot be graded anew", "无法重新评分，保持不变"),
    ]
}

/// That some cross a line whose names are not shown.
pub fn hidden(count: u32, language: Language) -> String {
    language.pick(
        format!(
            "and {count} that nobody assigned and their trainees did not share: these stay without names"
        ),
        format!("另有 {count} 次为学员自主练习，未指派也未分享，不显示姓名"),
    )
}

/// That a list goes on.
pub fn more(count: usize, language: Language) -> String {
    language.pick(
        format!("and {count} more; --format json names all of them"),
        format!("另有 {count} 次，用 --format json 可全部列出"),
    )
}
