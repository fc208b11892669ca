//! The states of a state set: a row for each, filled while it is active.

use super::super::model::Panel;
use super::super::sample;
use super::plot::{across, svg, times};
use crate::numbers::float;
use maud::{Markup, html};
use std::fmt::Write as _;

pub fn bands(panel: &Panel, states: usize) -> Markup {
    let names = &panel.sample.series;
    let height = 100.0 / float(names.len());
    let mut drawn = String::new();
    for (row, active) in sample::states(panel, states).iter().enumerate() {
        let (top, down) = ((float(row) + 0.12) * height, height * 0.76);
        let mut from = 0;
        for stretch in active.chunk_by(|a, b| a == b) {
            let (left, right) = (across(from), across(from + stretch.len()).min(100.0));
            from += stretch.len();
            // Writing to a String can't fail.
            let _ = if stretch[0] {
                let width = right - left;
                write!(
                    drawn,
                    "<path class=\"band\" d=\"M{left:.2} {top:.2}h{width:.2}v{down:.2}h-{width:.2}z\"/>"
                )
            } else {
                let middle = top + down / 2.0;
                write!(
                    drawn,
                    "<path class=\"grid\" d=\"M{left:.2} {middle:.2}H{right:.2}\"/>"
                )
            };
        }
    }
    let title = format!("{}, sample data: when each state is active", panel.title);
    html! {
        div.timeline style=(format!("--rows: {}", names.len())) {
            ul.rows { @for name in names { li { (name) } } }
            (svg(&title, &drawn))
            (times())
        }
    }
}
