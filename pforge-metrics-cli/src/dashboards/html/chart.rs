//! The chart of a panel.

use super::super::model::{Chart, Panel, Shape};
use super::super::sample;
use super::{heatmap, plot, single, timeline};
use maud::{Markup, html};

pub fn chart(panel: &Panel) -> Markup {
    match (panel.chart, &panel.sample.shape) {
        (Chart::Lines | Chart::Bars, _) => plot::lines(panel, &sample::lines(panel)),
        (Chart::Stat, _) => single::stats(panel, &sample::lines(panel)),
        (Chart::Dial, _) => single::dials(panel, &sample::lines(panel)),
        (Chart::Heatmap, Shape::Buckets { bounds }) => heatmap::cells(panel, bounds),
        (Chart::Timeline, Shape::States { states }) => timeline::bands(panel, *states),
        (Chart::Table, Shape::Facts(facts)) => table(facts),
        (Chart::Heatmap | Chart::Timeline | Chart::Table, _) => html! {},
    }
}

fn table(facts: &[(String, String)]) -> Markup {
    html! {
        table {
            thead { tr {
                @for column in ["instance", "job"] { th scope="col" { (column) } }
                @for (column, _) in facts { th scope="col" { (column) } }
            } }
            tbody {
                @for instance in ["host-a:9000", "host-b:9000"] {
                    tr {
                        td { (instance) }
                        td { "sample" }
                        @for (_, value) in facts { td { (value) } }
                    }
                }
            }
        }
    }
}
