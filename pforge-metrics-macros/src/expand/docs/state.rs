//! The documentation of state structs and of the functions that publish them.

use super::markdown::{code, escape};
use super::{call, declared, push_example};
use crate::expand::Context;
use pforge_metrics_schema::{Metric, State, StateStruct};

pub fn state(state: &State, context: &Context) -> String {
    let declared = declared(state.place, context);
    format!(
        "{}\n\n[`{}`] publishes all fields at once.\n\n{declared}",
        escape(&state.help),
        state.update_fn
    )
}

pub fn state_field(metric: &Metric) -> String {
    let published = if metric.labels.is_empty() {
        "Published as"
    } else {
        "Published as the series of"
    };
    format!(
        "{}\n\n{published} [`{}`].",
        escape(&metric.help),
        metric.static_name
    )
}

pub fn update(state: &State, context: &Context) -> String {
    let mut doc = format!(
        "Publishes all fields of a {} at once: a scrape never sees fields of different updates.\n\n\
         Concurrent calls wait for each other.\n\n",
        struct_link(state)
    );
    push_example(&mut doc, &call::state(state, context));
    doc.truncate(doc.trim_end().len());
    doc
}

/// The name of the published struct: a link to a generated struct, the path of a user-defined one.
pub fn struct_link(state: &State) -> String {
    match &state.shape {
        StateStruct::Generated(name) => format!("[`{name}`]"),
        StateStruct::Existing(path) => code(path),
    }
}
