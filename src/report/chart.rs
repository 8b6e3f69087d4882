//! Charts in SVG, written in whole numbers so that they are the same everywhere.

pub(super) mod inline;
pub(super) mod time;

use std::fmt::Write;

use crate::locale::debrief;
use crate::review::{Review, Step};
use crate::scenario::Language;
use crate::scenario::customer::Mood;

/// Width and height of the field the curves run in.
const FIELD: (i64, i64) = (640, 160);
/// Room for the scale at the left and the clock below.
const EDGE: (i64, i64) = (32, 24);

/// The mood curve: anger a full line, worry a dashed one, trust a dotted one.
pub(super) fn curve(review: &Review, language: Language) -> String {
    let (width, height) = (FIELD.0 + EDGE.0 + 8, FIELD.1 + 2 * EDGE.1);
    let name = language.pick("Mood curve", "情绪曲线");
    let mut svg =
        format!(r#"<svg class="curve" viewBox="0 0 {width} {height}" role="img" aria-label="{name}">"#);
    for level in [0, 50, 100] {
        let (from, to, y) = (EDGE.0, EDGE.0 + FIELD.0, y(level));
        let _ = write!(svg, r#"<line class="grid" x1="{from}" y1="{y}" x2="{to}" y2="{y}"/>"#);
        let _ = write!(svg, r#"<text x="{}" y="{}" text-anchor="end">{level}</text>"#, from - 4, y + 4);
    }
    let end = i64::from(review.seconds.max(1));
    let below = EDGE.1 + FIELD.1 - 8;
    for (at, anchor) in [(0, "start"), (end, "end")] {
        let (minutes, seconds) = (at / 60, at % 60);
        let x = x(at, end);
        let _ = write!(
            svg,
            r#"<text x="{x}" y="{}" text-anchor="{anchor}">{minutes}:{seconds:02}</text>"#,
            below + 12
        );
    }
    for (which, class) in ["anger", "worry", "trust"].into_iter().enumerate() {
        let level = |mood: Mood| match which {
            0 => mood.anger.get(),
            1 => mood.worry.get(),
            _ => mood.trust.get(),
        };
        let points = points(&review.steps, level(review.start), end, level);
        let _ = write!(svg, r#"<polyline class="{class}" points="{points}"/>"#);
        let left = EDGE.0 + 120 * i64::try_from(which).unwrap_or(0);
        let base = height - 8;
        let _ =
            write!(svg, r#"<line class="{class}" x1="{left}" y1="{base}" x2="{}" y2="{base}"/>"#, left + 28);
        let name = debrief::mood_name(which, language);
        let _ = write!(svg, r#"<text x="{}" y="{}">{name}</text>"#, left + 34, base + 4);
    }
    svg.push_str("</svg>");
    svg
}

fn x(second: i64, end: i64) -> i64 {
    EDGE.0 + second * FIELD.0 / end
}

fn y(level: i64) -> i64 {
    8 + (100 - level) * FIELD.1 / 100
}

fn points(steps: &[Step], start: i64, end: i64, level: impl Fn(Mood) -> i64) -> String {
    let mut points = format!("{},{}", x(0, end), y(start));
    for step in steps {
        let x = x(i64::from(step.at), end);
        let _ = write!(points, " {x},{} {x},{}", y(level(step.from)), y(level(step.to)));
    }
    let last = steps.last().map_or(start, |step| level(step.to));
    let _ = write!(points, " {},{}", x(end, end), y(last));
    points
}

/// A bar of an ability's score.
pub(super) fn bar(score: Option<u8>) -> String {
    let full = score.unwrap_or(0);
    format!(
        r#"<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="ground" width="100" height="6"/><rect class="full" width="{full}" height="6"/></svg>"#
    )
}
