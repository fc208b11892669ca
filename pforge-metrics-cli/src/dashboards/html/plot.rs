//! Lines and bars between two axes.
//!
//! The drawing stretches to the available width. The axis labels are text outside the drawing, so their size does not
//! depend on the screen.

use super::super::model::{Chart, Panel};
use super::super::sample::{Line, STEPS};
use crate::numbers::float;
use crate::output::Scale;
use maud::{Markup, PreEscaped, html};
use std::fmt::Write as _;

/// Start of the sample data: 2026-01-31 12:00 UTC. It covers six hours.
const BEGIN: f64 = 1_769_860_800.0;
const LASTS: f64 = 6.0 * 3_600.0;

/// The colours of lines.
pub const COLOURS: usize = 8;

pub fn lines(panel: &Panel, lines: &[Line]) -> Markup {
    let is_stacked = panel.chart == Chart::Bars;
    let tops = if is_stacked {
        stacked(lines)
    } else {
        Vec::new()
    };
    let values = lines.iter().flat_map(|line| &line.values);
    let highest = tops.last().into_iter().flatten();
    let ends = [panel.range.0, panel.range.1].into_iter().flatten();
    let y = Axis::new(panel, values.chain(highest).copied().chain(ends));
    let drawn: String = if is_stacked {
        bars(lines, &tops, &y)
    } else {
        let path = |(place, line): (usize, &Line)| path(place, line, &y);
        // The first is on top.
        lines.iter().enumerate().rev().map(path).collect()
    };
    let title = format!("{}, {}", panel.title, said(panel, lines));
    let marks = y.marks(panel);
    html! {
        (framed(&marks, &svg(&title, &(grid(&marks) + &drawn))))
        (legend(panel, lines))
    }
}

/// The value axis, with round numbers in the displayed unit.
struct Axis {
    scale: Scale,
    /// How many of the base unit that one is.
    unit: f64,
}

impl Axis {
    fn new(panel: &Panel, values: impl Iterator<Item = f64>) -> Self {
        let values: Vec<f64> = values.collect();
        let most = values.iter().fold(0.0, |most: f64, it| most.max(it.abs()));
        let unit = panel.quantity.step(most);
        let scale = Scale::of_values(values.iter().map(|it| it / unit), 100.0, 0.0);
        Self { scale, unit }
    }

    fn at(&self, value: f64) -> f64 {
        self.scale.at(value / self.unit)
    }

    fn marks(&self, panel: &Panel) -> Vec<(f64, String)> {
        let marks = self.scale.ticks.iter().map(|tick| {
            let text = panel.quantity.shown(tick.at * self.unit);
            (self.scale.at(tick.at), text)
        });
        marks.collect()
    }
}

/// A drawing with marks to its left and the time under it.
pub fn framed(marks: &[(f64, String)], svg: &Markup) -> Markup {
    let widest = marks.iter().map(|(_, text)| text.chars().count()).max();
    let widest = widest.unwrap_or_default();
    html! {
        div.plot style=(format!("--marks: {}ch", widest + 1)) {
            ul.y aria-hidden="true" {
                @for (at, text) in marks { li style=(format!("top: {at:.1}%")) { (text) } }
            }
            (svg)
            (times())
        }
    }
}

pub fn svg(title: &str, content: &str) -> Markup {
    html! {
        svg role="img" viewBox="0 0 100 100" preserveAspectRatio="none" {
            title { (title) }
            (PreEscaped(content))
        }
    }
}

pub fn times() -> Markup {
    let x = Scale::of_times([BEGIN, BEGIN + LASTS].into_iter(), 0.0, 100.0);
    html! {
        ul.x aria-hidden="true" {
            @for tick in x.ticks.iter().step_by(2) { li style=(format!("left: {:.1}%", x.at(tick.at))) { (tick.label) } }
        }
    }
}

/// Where a step is, from the left.
pub fn across(step: usize) -> f64 {
    float(step) / float(STEPS - 1) * 100.0
}

/// A line's values for those who can't see it.
fn said(panel: &Panel, lines: &[Line]) -> String {
    let line = |line: &Line| {
        let shown = |value: Option<&f64>| panel.quantity.shown(value.copied().unwrap_or_default());
        let (first, last) = (shown(line.values.first()), shown(line.values.last()));
        format!("{} from {first} to {last}", line.name)
    };
    let lines: Vec<String> = lines.iter().map(line).collect();
    format!("sample data: {}", lines.join("; "))
}

fn grid(marks: &[(f64, String)]) -> String {
    let line = |(at, _): &(f64, String)| format!("<path class=\"grid\" d=\"M0 {at:.2}H100\"/>");
    marks.iter().map(line).collect()
}

fn path(place: usize, line: &Line, y: &Axis) -> String {
    let mut path = String::new();
    for (step, &value) in line.values.iter().enumerate() {
        let command = if step == 0 { 'M' } else { 'L' };
        // Writing to a String can't fail.
        let _ = write!(path, "{command}{:.2} {:.2}", across(step), y.at(value));
    }
    format!("<path class=\"series s{}\" d=\"{path}\"/>", place % COLOURS)
}

/// The sums of each line and those before it.
fn stacked(lines: &[Line]) -> Vec<Vec<f64>> {
    let sums = lines.iter().scan(vec![0.0; STEPS], |sums, line| {
        for (sum, value) in sums.iter_mut().zip(&line.values) {
            *sum += value;
        }
        Some(sums.clone())
    });
    sums.collect()
}

/// One bar for every third step, so that they are distinguishable.
fn bars(lines: &[Line], tops: &[Vec<f64>], y: &Axis) -> String {
    let width = 0.7 * across(3);
    let bar = |(place, (line, tops)): (usize, (&Line, &Vec<f64>))| {
        let steps = (0..STEPS - 1).step_by(3);
        let rects = steps.map(|step| {
            let (top, bottom) = (y.at(tops[step]), y.at(tops[step] - line.values[step]));
            let (left, height) = (across(step), bottom - top);
            format!("M{left:.2} {top:.2}h{width:.2}v{height:.2}h-{width:.2}z")
        });
        let rects: String = rects.collect();
        format!("<path class=\"bars s{}\" d=\"{rects}\"/>", place % COLOURS)
    };
    lines.iter().zip(tops).enumerate().map(bar).collect()
}

/// The names of lines, each with its last value.
fn legend(panel: &Panel, lines: &[Line]) -> Markup {
    html! {
        ul.legend {
            @for (place, line) in lines.iter().enumerate() {
                li.(format!("s{}", place % COLOURS)) {
                    (line.name) " "
                    @if let Some(last) = line.values.last() { b { (panel.quantity.shown(*last)) } }
                }
            }
        }
    }
}
