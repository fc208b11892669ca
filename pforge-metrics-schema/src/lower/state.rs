//! States.

use super::{clashes, text};
use crate::document::{self, Field};
use crate::renaming;
use crate::rust_names;
use crate::schema::{MetricId, State, StateField, StateStruct};
use crate::scope::Scope;
use crate::source::Lines;

/// Takes the gauges of its fields out of `gauges`, so that no other state gets them.
pub(super) fn state(
    state: &document::State,
    gauges: &mut [Option<MetricId>],
    scope: &Scope<'_>,
    lines: &Lines<'_>,
) -> Option<State> {
    let shape = shape(state, scope)?;
    let field = |field: &Field| {
        let position = scope.metrics.find(&field.gauge)?;
        let metric = &scope.document.metrics[position];
        let field_name =
            rust_names::field_name(&field.name).filter(|_| !clashes(&field.name, scope))?;
        let is_alias = renaming::alias_of(metric, scope).is_some();
        let fits = metric.kind == document::Kind::Gauge && !scope.is_open(metric) && !is_alias;
        Some(StateField {
            field: field_name,
            metric: gauges[position].take_if(|_| fits)?,
        })
    };
    let fields: Vec<_> = state.fields.items.iter().filter_map(field).collect();
    if fields.is_empty() {
        return None;
    }
    Some(State {
        name: state.name.value.clone(),
        shape,
        update_fn: rust_names::update_fn(state)?,
        help: text(&state.help),
        fields,
        place: lines.place(state.name.span),
    })
}

fn shape(state: &document::State, scope: &Scope<'_>) -> Option<StateStruct> {
    if clashes(&state.name, scope) {
        return None;
    }
    match &state.path {
        document::Given::Absent => {
            rust_names::state_struct(&state.name).map(StateStruct::Generated)
        }
        document::Given::Unreadable => None,
        document::Given::Value(path) => {
            let path = rust_names::is_path(path).then(|| path.value.clone())?;
            Some(StateStruct::Existing(path))
        }
    }
}
