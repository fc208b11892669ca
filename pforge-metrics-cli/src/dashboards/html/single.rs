//! The newest values only: as numbers, or on a dial of their range.

use super::super::model::Panel;
use super::super::sample::Line;
use super::plot::{COLOURS, across, svg};
use crate::output::Scale;
use maud::{Markup, PreEscaped, html};
use pforge_metrics_schema::Better;
use std::f64::consts::PI;
use std::fmt::Write as _;

pub fn stats(panel: &Panel, lines: &[Line]) -> Markup {
    let is_alone = lines.len() == 1;
    html! {
        div.stats {
            @for (place, line) in lines.iter().enumerate() {
                div.stat.(format!("s{}", place % COLOURS)) {
                    @if !is_alone { span.name { (line.name) } }
                    (stat(panel, line))
                }
            }
        }
    }
}

/// The value, by how much it has changed, and how it came to be.
fn stat(panel: &Panel, line: &Line) -> Markup {
    let (first, last) = ends(line);
    let change = (last - first) / first.abs();
    let y = Scale::of_values(line.values.iter().copied(), 100.0, 10.0);
    let mut path = String::new();
    for (step, &value) in line.values.iter().enumerate() {
        // Writing to a String can't fail.
        let _ = write!(path, "L{:.2} {:.2}", across(step), y.at(value));
    }
    let area = format!("<path class=\"area\" d=\"M0 100{path}L100 100z\"/>");
    let drawn = area + &format!("<path class=\"series\" d=\"M{}\"/>", &path[1..]);
    html! {
        strong { (panel.quantity.shown(last)) }
        @if let Some(better) = panel.better {
            @if change.is_finite() { (changed(change, better)) }
        }
        (svg(&format!("{}, sample data", panel.title), &drawn))
    }
}

fn changed(change: f64, better: Better) -> Markup {
    let is_good = (change > 0.0) == (better == Better::Higher);
    let class = if is_good { "good" } else { "bad" };
    html! { span.change.(class) { (format!("{:+.0} %", change * 100.0)) } }
}

pub fn dials(panel: &Panel, lines: &[Line]) -> Markup {
    let is_alone = lines.len() == 1;
    html! {
        div.stats {
            @for line in lines {
                div.dial {
                    @if !is_alone { span.name { (line.name) } }
                    (dial(panel, line))
                }
            }
        }
    }
}

fn dial(panel: &Panel, line: &Line) -> Markup {
    let (low, high) = (
        panel.range.0.unwrap_or_default(),
        panel.range.1.unwrap_or(1.0),
    );
    let (_, last) = ends(line);
    let share = ((last - low) / (high - low)).clamp(0.0, 1.0);
    let good = match panel.better {
        Some(Better::Lower) => 1.0 - share,
        _ => share,
    };
    // From red to green, where one end is better.
    let colour = match panel.better {
        Some(_) => format!("stroke: hsl({:.0} 70% 45%)", good * 130.0),
        None => String::new(),
    };
    let arc = |share: f64, class: &str, style: &str| {
        let angle = PI * (1.0 - share);
        let (x, y) = (50.0 + 40.0 * angle.cos(), 50.0 - 40.0 * angle.sin());
        format!(
            "<path class=\"{class}\" style=\"{style}\" d=\"M10 50A40 40 0 0 1 {x:.2} {y:.2}\"/>"
        )
    };
    let title = format!(
        "{}, sample data: {}",
        panel.title,
        panel.quantity.shown(last)
    );
    html! {
        svg role="img" viewBox="0 0 100 56" {
            title { (title) }
            (PreEscaped(arc(1.0, "track", "") + &arc(share, "needle s0", &colour)))
            text x="50" y="49" { (panel.quantity.shown(last)) }
        }
        div.ends aria-hidden="true" {
            span { (panel.quantity.shown(low)) }
            span { (panel.quantity.shown(high)) }
        }
    }
}

fn ends(line: &Line) -> (f64, f64) {
    let of = |value: Option<&f64>| value.copied().unwrap_or_default();
    (of(line.values.first()), of(line.values.last()))
}
