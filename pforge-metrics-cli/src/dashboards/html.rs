//! The preview of a dashboard: one HTML page without other files, with sample data.
//!
//! The page has no script. Text is separate from the plots, which are stretched, so that it is readable on a small
//! screen.

mod chart;
mod heatmap;
mod plot;
mod single;
mod timeline;

use super::model::{Dashboard, Panel, Section};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("html/page.css");

pub fn page(dashboard: &Dashboard) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (dashboard.title) " (preview)" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (dashboard.title) }
                    p.made-up role="note" {
                        strong { "Sample data." }
                        " This is a preview: all numbers on this page are invented. Grafana shows the real ones."
                    }
                    (variables())
                }
                main {
                    @for section in &dashboard.sections { (part(section)) }
                }
            }
        }
    };
    page.into_string() + "\n"
}

/// What can be chosen in Grafana.
fn variables() -> Markup {
    html! {
        ul.variables aria-label="Variables in Grafana" {
            li { span { "Data source" } "Prometheus" }
            li { span { "Job" } "All" }
            li { span { "Instance" } "All" }
            li { span { "Time" } "Last 6 hours" }
        }
    }
}

fn part(section: &Section) -> Markup {
    html! {
        section {
            @if let Some(heading) = &section.heading { h2 { (heading) } }
            @for line in &section.lines {
                div.line style=(format!("--panels: {}", line.len())) {
                    @for panel in line { (shown(panel)) }
                }
            }
        }
    }
}

fn shown(panel: &Panel) -> Markup {
    let words = panel.quantity.words();
    html! {
        article {
            div.head {
                h3 { (panel.title) }
                @if !words.is_empty() && panel.has_unit() { span.unit { (words) } }
                @if !panel.description.is_empty() {
                    details.about {
                        summary title=(panel.description) aria-label=(format!("About {}", panel.title)) { "i" }
                        p { (panel.description) }
                    }
                }
            }
            (chart::chart(panel))
            @if panel.sample.left_out > 0 { p.more { "and " (panel.sample.left_out) " more in Grafana" } }
            details.queries {
                summary { "PromQL" }
                @for target in &panel.targets { pre { code { (target.expr) } } }
            }
        }
    }
}
