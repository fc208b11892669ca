//! The rustdoc of generated items.

mod call;
mod catalog;
mod label;
mod markdown;
mod metric;
mod state;

pub use catalog::{CELLS, catalog};
pub use label::{by_type, label, label_value, named_label, named_labels};
pub use metric::{family_type, metric, series_type, stability};
pub use state::{state, state_field, update};

use super::Context;
use markdown::code;
use pforge_metrics_schema::Place;

fn declared(place: Place, context: &Context) -> String {
    format!("Declared in {}.", code(&context.place(place)))
}

/// Appends a section with an example call.
fn push_example(doc: &mut String, call: &str) {
    push(doc, format_args!("# Examples\n\n```rs\n{call}\n```\n\n"));
}

fn push(doc: &mut String, text: std::fmt::Arguments) {
    // Writing to a String can't fail.
    let _ = std::fmt::Write::write_fmt(doc, text);
}
