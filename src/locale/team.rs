//! A team at a glance, in words.

use crate::progress::Estimate;
use crate::progress::team::{Cell, Gap};
use crate::scenario::Language;
use crate::scenario::roles::Roles;

use super::progress::requirement;

/// An ability in the narrow space of a table: `72 ±6 (14)`; a dash where there is not enough evidence, with how much.
pub fn cell(cell: &Cell) -> String {
    match cell.now.estimate {
        Estimate::NotEnough { attempts } => format!("– ({attempts})"),
        Estimate::Known { mean, low, high, practice, exams } => {
            let half = (high - mean).max(mean - low);
            format!("{mean:.0} ±{half:.0} ({})", practice + exams)
        }
    }
}

/// How an ability moved in a month: `▲ 4`, `▼ 3`; nothing where it did not, or where that is not known.
pub fn moved(cell: &Cell) -> Option<String> {
    let by = cell.moved?.round();
    if by >= 1.0 {
        Some(format!("▲ {by:.0}"))
    } else if by <= -1.0 {
        Some(format!("▼ {:.0}", -by))
    } else {
        None
    }
}

/// What the numbers of [`cell`] and [`moved`] are.
pub fn legend(language: Language) -> &'static str {
    language.pick(
        "Each number: what to expect in a scenario of level 3 ± half the range that holds it nine times in ten (attempts it rests on); ▲▼ points since a month ago; – not enough evidence under three attempts.",
        "每个数字：以 3 级场景为准的预计得分 ± 九成把握区间的一半（依据的次数）；▲▼ 为近一个月的变化；少于三次显示“–”，样本不足。",
    )
}

/// What the numbers of the heat map in a report are.
pub fn sheet_legend(language: Language) -> &'static str {
    language.pick(
        "Each number: what to expect in a scenario of level 3; below it the range that holds it nine times in ten, and n, the attempts it rests on; ▲▼ points since a month ago. Darker is higher. Under three attempts there is no number.",
        "大字为以 3 级场景为准的预计得分；下方依次是九成把握的区间和依据的次数 n；▲▼ 为近一个月的变化。颜色越深分数越高；少于三次不给出数字。",
    )
}

/// What a gap's requirement asks for; empty where it is gone from the ladders.
pub fn asked(gap: &Gap, roles: &Roles, language: Language) -> String {
    let rungs = roles.ladders.iter().flat_map(|ladder| &ladder.steps);
    let need = rungs.filter(|rung| rung.id == gap.step).find_map(|rung| rung.needs.get(gap.need));
    need.map_or_else(String::new, |need| requirement(*need, language))
}

/// How much of a step's requirement is lacking: `complex 1, requirement 2: 3 of 8 lack …`.
pub fn gap(gap: &Gap, of: usize, roles: &Roles, language: Language) -> String {
    let step = gap.title.get(language);
    let need = asked(gap, roles, language);
    let lacking = gap.lacking.len();
    language.pick(
        format!("{lacking} of {of} lack for “{step}”: {need}"),
        format!("{of} 人中有 {lacking} 人尚未满足“{step}”的要求：{need}"),
    )
}

/// Which scenarios would close a gap, and for how many; none where no installed one would.
pub fn closing(gap: &Gap, title: impl Fn(&str) -> String, language: Language) -> String {
    if gap.closing.is_empty() {
        return language
            .pick(
                "No installed scenario would close it: one has to be written.",
                "已安装的场景都无法弥补，需要编写新场景。",
            )
            .to_owned();
    }
    let each: Vec<String> = gap
        .closing
        .iter()
        .map(|(id, people)| {
            language.pick(format!("{} ({people})", title(id)), format!("{}（{people} 人）", title(id)))
        })
        .collect();
    language.pick(
        format!("Would close it, for how many: {}", each.join(", ")),
        format!("可以弥补的场景（人数）：{}", each.join("、")),
    )
}

/// How many are ready for a step.
pub fn ready((shown, certified): (usize, usize), of: usize, language: Language) -> String {
    language.pick(
        format!("certified {certified} of {of}, shown in practice {shown}"),
        format!("{of} 人中已认证 {certified} 人，练习中已达到 {shown} 人"),
    )
}
