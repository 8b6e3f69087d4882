//! Scores over time: a line, and on it a point for each attempt whose shape tells the mode.

use std::fmt::Write;

use jiff::{Timestamp, ToSpan};
use minijinja::HtmlEscape;

use crate::locale::names;
use crate::report::Paper;
use crate::session::Mode;

/// Width and height of the field the line runs in.
const FIELD: (f64, f64) = (760.0, 200.0);
/// Where it begins.
const EDGE: (f64, f64) = (36.0, 12.0);

/// An attempt's score.
pub(in crate::report) struct Point {
    /// When it ended.
    pub(in crate::report) at: Timestamp,
    /// 0..=100.
    pub(in crate::report) score: u8,
    /// How it was played.
    pub(in crate::report) mode: Mode,
    /// What was played.
    pub(in crate::report) title: String,
}

/// The chart of these points, the oldest first; none of fewer than two.
pub(in crate::report) fn scores(points: &[Point], paper: &Paper<'_>) -> Option<String> {
    let [first, .., last] = points else { return None };
    let ui = paper.language;
    let span = last.at.duration_since(first.at).as_secs_f64().max(1.0);
    let x =
        |at: Timestamp| EDGE.0 + 8.0 + at.duration_since(first.at).as_secs_f64() / span * (FIELD.0 - 16.0);
    let y = |score: f64| EDGE.1 + (100.0 - score) / 100.0 * FIELD.1;
    let (width, height) = (EDGE.0 + FIELD.0 + 8.0, EDGE.1 + FIELD.1 + 54.0);
    let mut svg = format!(
        r#"<svg class="chart" viewBox="0 0 {width} {height}" role="img" aria-labelledby="scores-name scores-says">"#
    );
    let name = ui.pick("Overall score over time", "总分变化");
    let says = said(points, paper);
    let _ = write!(
        svg,
        r#"<title id="scores-name">{name}</title><desc id="scores-says">{}</desc>"#,
        HtmlEscape(&says)
    );
    for level in [0.0, 25.0, 50.0, 75.0, 100.0] {
        let (from, to, y) = (EDGE.0, EDGE.0 + FIELD.0, y(level));
        let _ = write!(svg, r#"<line class="grid" x1="{from}" y1="{y:.1}" x2="{to}" y2="{y:.1}"/>"#);
        let _ =
            write!(svg, r#"<text x="{}" y="{:.1}" text-anchor="end">{level:.0}</text>"#, from - 6.0, y + 4.0);
    }
    let below = EDGE.1 + FIELD.1 + 18.0;
    for (at, anchor) in ticks(first.at, last.at, paper) {
        let (x, day) = (x(at), paper.day(at));
        let _ = write!(svg, r#"<text x="{x:.1}" y="{below}" text-anchor="{anchor}">{day}</text>"#);
    }
    let line: Vec<String> =
        points.iter().map(|point| format!("{:.1},{:.1}", x(point.at), y(point.score.into()))).collect();
    let _ = write!(svg, r#"<polyline class="line" points="{}"/>"#, line.join(" "));
    for point in points {
        let told = format!(
            "{} · {} · {} · {}",
            paper.day(point.at),
            point.title,
            names::mode(point.mode, ui),
            point.score
        );
        mark(&mut svg, point.mode, [x(point.at), y(point.score.into())], &told);
    }
    let base = height - 12.0;
    let mut left = EDGE.0 + 8.0;
    for mode in [Mode::Learn, Mode::Practice, Mode::Certify] {
        if points.iter().any(|point| point.mode == mode) {
            let name = names::mode(mode, ui);
            mark(&mut svg, mode, [left, base - 4.0], name);
            let _ = write!(svg, r#"<text x="{:.0}" y="{base}">{name}</text>"#, left + 12.0);
            left += 150.0;
        }
    }
    Some(svg + "</svg>")
}

/// The first day, the last, and where there is room one between them.
fn ticks(first: Timestamp, last: Timestamp, paper: &Paper<'_>) -> Vec<(Timestamp, &'static str)> {
    let mut ticks = vec![(first, "start")];
    let middle = first.checked_add((last.duration_since(first).as_secs() / 2).seconds()).unwrap_or(first);
    let days = [first, middle, last].map(|at| paper.day(at));
    if days.iter().collect::<std::collections::BTreeSet<_>>().len() == 3 {
        ticks.push((middle, "middle"));
    }
    if days.first() != days.last() {
        ticks.push((last, "end"));
    }
    ticks
}

/// A circle for practice, a square for an exam, a triangle where hints helped.
fn mark(svg: &mut String, mode: Mode, [x, y]: [f64; 2], told: &str) {
    let told = HtmlEscape(told);
    let _ = match mode {
        Mode::Practice => {
            write!(
                svg,
                r#"<circle class="practice" cx="{x:.1}" cy="{y:.1}" r="4"><title>{told}</title></circle>"#
            )
        }
        Mode::Certify => write!(
            svg,
            r#"<rect class="certify" x="{:.1}" y="{:.1}" width="8" height="8"><title>{told}</title></rect>"#,
            x - 4.0,
            y - 4.0
        ),
        Mode::Learn => write!(
            svg,
            r#"<polygon class="learn" points="{x:.1},{:.1} {:.1},{:.1} {:.1},{:.1}"><title>{told}</title></polygon>"#,
            y - 5.0,
            x - 5.0,
            y + 4.0,
            x + 5.0,
            y + 4.0
        ),
    };
}

/// What the chart shows, for whoever does not see it.
fn said(points: &[Point], paper: &Paper<'_>) -> String {
    let ends = (points.first(), points.last());
    let (Some(first), Some(last)) = ends else { return String::new() };
    let count = points.len();
    let best = points.iter().map(|point| point.score).max().unwrap_or_default();
    let worst = points.iter().map(|point| point.score).min().unwrap_or_default();
    let (from, to, begins, ends) = (paper.day(first.at), paper.day(last.at), first.score, last.score);
    paper.language.pick(
        format!("{count} scored attempts from {from} to {to}: {begins} at first, {ends} at last, between {worst} and {best}. The table of attempts says each."),
        format!("{from} 至 {to} 共 {count} 次有得分的练习：第一次 {begins} 分，最近一次 {ends} 分，最低 {worst}，最高 {best}。逐次成绩见练习记录表。"),
    )
}
