//! The mood curve, drawn in letters.

use crate::scenario::Language;

/// Rows of the curve: one for every ten points and the base.
const ROWS: i64 = 10;

/// Anger, worry and trust step by step as lines of text; the clock stands at both ends.
pub(super) fn draw(mood: &[[i64; 4]], width: usize, ui: Language) -> Vec<String> {
    let columns = width.saturating_sub(6).max(10);
    let at = |column: usize| {
        let step = column * mood.len() / columns;
        mood.get(step).copied().unwrap_or_default()
    };
    let mut lines = Vec::new();
    for row in (0..=ROWS).rev() {
        let mark = if row % 5 == 0 { (row * 10).to_string() } else { String::new() };
        let mut line = format!("{mark:>4} │");
        for column in 0..columns {
            let [_, anger, worry, trust] = at(column);
            let here = |level: i64| (level + 5) / 10 == row;
            line.push(match (here(anger), here(worry), here(trust)) {
                (true, _, _) => '●',
                (false, _, true) => '○',
                (false, true, false) => '·',
                (false, false, false) => ' ',
            });
        }
        lines.push(line.trim_end().to_owned());
    }
    let end = mood.last().map_or(0, |[second, ..]| *second);
    let clock = format!("{}:{:02}", end / 60, end % 60);
    lines.push(format!("     └{}", "─".repeat(columns)));
    lines.push(format!("      0:00{}{clock}", " ".repeat(columns.saturating_sub(4 + clock.len()))));
    lines.push(ui.pick("      ● anger   ○ trust   · worry", "      ● 怒气   ○ 信任   · 担忧").to_owned());
    lines
}
