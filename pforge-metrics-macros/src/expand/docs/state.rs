//! States.

use super::markdown::{code, escape};
use super::{call, declared, push_call};
use crate::expand::Context;
use pforge_metrics_schema::{Metric, State, StateStruct};

pub fn state(state: &State, context: &Context) -> String {
    let declared = declared(state.place, context);
    format!(
        "{}\n\nPublished as a whole by [`{}`].\n\n{declared}",
        escape(&state.help),
        state.update_fn
    )
}

pub fn state_field(metric: &Metric) -> String {
    let values = if metric.labels.is_empty() {
        "The value"
    } else {
        "The values"
    };
    format!(
        "{}\n\n{values} of [`{}`].",
        escape(&metric.help),
        metric.static_name
    )
}

pub fn update(state: &State, context: &Context) -> String {
    let mut doc = format!(
        "Publishes a {}: a scrape sees all of it or nothing.\n\n\
         Updates from several threads take effect one after the other.\n\n",
        struct_link(state)
    );
    push_call(&mut doc, &call::state(state, context));
    doc.truncate(doc.trim_end().len());
    doc
}

/// The struct that is published: a link, where it is generated beside the text.
pub fn struct_link(state: &State) -> String {
    match &state.shape {
        StateStruct::Generated(name) => format!("[`{name}`]"),
        StateStruct::Existing(path) => code(path),
    }
}
