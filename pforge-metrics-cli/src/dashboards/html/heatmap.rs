//! The buckets of a histogram: a cell for each in each stretch of time.

use super::super::model::Panel;
use super::super::sample::{COLUMNS, SHADES, cells as made_up};
use super::plot::{framed, svg};
use crate::numbers::float;
use maud::{Markup, html};
use std::fmt::Write as _;

/// More marks than this run into each other.
const MOST_MARKS: usize = 8;

pub fn cells(panel: &Panel, bounds: &[f64]) -> Markup {
    let buckets = bounds.len() + 1;
    let (width, height) = (100.0 / float(COLUMNS), 100.0 / float(buckets));
    let mut shades = vec![String::new(); SHADES + 1];
    for (column, cells) in made_up(panel, buckets).iter().enumerate() {
        for (bucket, &shade) in cells.iter().enumerate() {
            let (left, top) = (float(column) * width, 100.0 - float(bucket + 1) * height);
            let (across, down) = (width * 0.94, height * 0.92);
            // Writing to a String can't fail.
            let _ = write!(
                shades[shade],
                "M{left:.2} {top:.2}h{across:.2}v{down:.2}h-{across:.2}z"
            );
        }
    }
    let cells = shades.iter().enumerate().skip(1);
    let cells = cells.map(|(shade, path)| format!("<path class=\"cell h{shade}\" d=\"{path}\"/>"));
    let title = format!("{}, sample data: observations by bucket", panel.title);
    html! {
        (framed(&marks(panel, bounds, height), &svg(&title, &cells.collect::<String>())))
        ul.legend.shades {
            li { "few" }
            @for shade in 1..=SHADES { li.shade.(format!("h{shade}")) {} }
            li { "many observations" }
        }
    }
}

/// Bounds stand at the upper edges of their buckets.
fn marks(panel: &Panel, bounds: &[f64], height: f64) -> Vec<(f64, String)> {
    let step = bounds.len().div_ceil(MOST_MARKS);
    let marks = bounds
        .iter()
        .enumerate()
        .step_by(step)
        .map(|(place, bound)| {
            let top = 100.0 - float(place + 1) * height;
            (top, panel.quantity.shown(*bound))
        });
    marks.collect()
}
