//! Small charts that stand in a row of a table beside their numbers, and say nothing that does not stand there too.

use std::fmt::Write;

use crate::stats::Estimate;

/// Width and height of each.
const FIELD: (f64, f64) = (200.0, 16.0);

fn open() -> String {
    let (width, height) = FIELD;
    format!(
        r#"<svg class="inline" viewBox="0 0 {width} {height}" preserveAspectRatio="none" aria-hidden="true">"#
    )
}

fn line(svg: &mut String, class: &str, [x1, y1]: [f64; 2], [x2, y2]: [f64; 2]) {
    let _ = write!(svg, r#"<line class="{class}" x1="{x1:.1}" y1="{y1:.1}" x2="{x2:.1}" y2="{y2:.1}"/>"#);
}

fn block(svg: &mut String, class: &str, from: f64, to: f64) {
    let (x, width) = (from.min(to), (to - from).abs());
    let _ = write!(svg, r#"<rect class="{class}" x="{x:.1}" y="3" width="{width:.1}" height="10"/>"#);
}

/// The limits of an interval, with a stroke at either end.
fn range(svg: &mut String, low: f64, high: f64) {
    line(svg, "range", [low, 8.0], [high, 8.0]);
    for end in [low, high] {
        line(svg, "range", [end, 4.0], [end, 12.0]);
    }
}

/// Where a number of 0..=100 lies, and between which limits.
pub(in crate::report) fn interval(low: f64, value: f64, high: f64) -> String {
    let x = |value: f64| value.clamp(0.0, 100.0) / 100.0 * FIELD.0;
    let mut svg = open();
    block(&mut svg, "ground", 0.0, FIELD.0);
    for level in [25.0, 50.0, 75.0] {
        line(&mut svg, "grid", [x(level), 3.0], [x(level), 13.0]);
    }
    range(&mut svg, x(low).max(1.0), x(high).min(FIELD.0 - 1.0));
    let at = x(value);
    let _ = write!(svg, r#"<rect class="dot" x="{:.1}" y="3" width="5" height="10"/>"#, at - 2.5);
    svg + "</svg>"
}

/// A share of 0 to 1 as a bar with its interval.
pub(in crate::report) fn share(share: Estimate) -> String {
    let x = |value: f64| value.clamp(0.0, 1.0) * FIELD.0;
    let mut svg = open();
    block(&mut svg, "ground", 0.0, FIELD.0);
    block(&mut svg, "part", 0.0, x(share.value));
    range(&mut svg, x(share.low).max(1.0), x(share.high).min(FIELD.0 - 1.0));
    svg + "</svg>"
}

/// A number of -1 to 1 as a bar from the middle with its interval.
pub(in crate::report) fn signed(found: Estimate) -> String {
    let x = |value: f64| f64::midpoint(value.clamp(-1.0, 1.0), 1.0) * FIELD.0;
    let mut svg = open();
    block(&mut svg, "ground", 0.0, FIELD.0);
    block(&mut svg, if found.value < 0.0 { "less" } else { "part" }, x(0.0), x(found.value));
    line(&mut svg, "axis", [x(0.0), 0.0], [x(0.0), FIELD.1]);
    range(&mut svg, x(found.low).max(1.0), x(found.high).min(FIELD.0 - 1.0));
    svg + "</svg>"
}

/// Points won or lost as a bar from the middle, `most` to either side.
pub(in crate::report) fn moved(points: f64, most: f64) -> String {
    let x = |value: f64| f64::midpoint((value / most.max(1.0)).clamp(-1.0, 1.0), 1.0) * FIELD.0;
    let mut svg = open();
    block(&mut svg, "ground", 0.0, FIELD.0);
    block(&mut svg, if points < 0.0 { "less" } else { "full" }, x(0.0), x(points));
    line(&mut svg, "axis", [x(0.0), 0.0], [x(0.0), FIELD.1]);
    svg + "</svg>"
}

/// Parts of a whole one behind the other: what is sure, what is partly there; shares of 0 to 1.
pub(in crate::report) fn parts(full: f64, part: f64) -> String {
    let x = |value: f64| value.clamp(0.0, 1.0) * FIELD.0;
    let mut svg = open();
    block(&mut svg, "ground", 0.0, FIELD.0);
    block(&mut svg, "part", x(full), x(full + part));
    block(&mut svg, "full", 0.0, x(full));
    svg + "</svg>"
}

/// Where the middle half of the times lies within `longest` seconds.
pub(in crate::report) fn times([lower, median, upper]: [f64; 3], longest: f64) -> String {
    let x = |seconds: f64| (seconds / longest.max(1.0)).clamp(0.0, 1.0) * FIELD.0;
    let mut svg = open();
    block(&mut svg, "ground", 0.0, FIELD.0);
    block(&mut svg, "part", x(lower), x(upper));
    let _ = write!(svg, r#"<rect class="dot" x="{:.1}" y="1" width="3" height="14"/>"#, x(median) - 1.5);
    svg + "</svg>"
}
