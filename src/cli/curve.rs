//! The mood curve, drawn in letters.

use crate::scenario::Language;

/// Rows of the curve: one for every ten points and the base.
const ROWS: i64 = 10;

/// Anger, worry and trust over time as lines of text; the last mood of each column counts.
pub(super) fn draw(mood: &[[i64; 4]], width: usize, ui: Language) -> Vec<String> {
    let end = mood.last().map_or(0, |point| point[0]).max(1);
    let columns = i64::try_from(width.saturating_sub(6)).unwrap_or(60).max(10);
    let at = |second: i64| {
        let mut last = mood.first().copied().unwrap_or_default();
        for point in mood.iter().take_while(|point| point[0] <= second) {
            last = *point;
        }
        last
    };
    let mut lines = Vec::new();
    for row in (0..=ROWS).rev() {
        let mut line = format!("{:>4} ", if row % 5 == 0 { (row * 10).to_string() } else { String::new() });
        line.push('│');
        for column in 0..columns {
            let [_, anger, worry, trust] = at(column * end / (columns - 1).max(1));
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
    let axis = usize::try_from(columns).unwrap_or(60);
    lines.push(format!("{}└{}", " ".repeat(5), "─".repeat(axis)));
    let clock = format!("{}:{:02}", end / 60, end % 60);
    lines.push(format!("{}0:00{}{clock}", " ".repeat(6), " ".repeat(axis.saturating_sub(4 + clock.len()))));
    lines.push(ui.pick("      ● anger   ○ trust   · worry", "      ● 怒气   ○ 信任   · 担忧").to_owned());
    lines
}
