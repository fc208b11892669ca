//! From the document to the [`Schema`].
//!
//! A name against the rules or a missing help text leaves its item as it is: the user's code shall not fail to find a
//! metric just because something about it is wrong. What can't be represented is left out: a label without values, a
//! metric with a label that does not exist, the second of two items with one Rust name.

use std::collections::HashSet;

use crate::bounds::sound_bounds;
use crate::document::{self, Document, Given, LabelUse, Text};
use crate::rules;
use crate::rust_names;
use crate::schema::{
    Bounds, Buckets, BucketsId, Group, GroupId, Kind, Label, LabelId, LabelValue, Metric, MetricId,
    MetricLabel, Number, Schema, State, StateField,
};
use crate::scope::Scope;
use crate::source::{Lines, Source};

pub(crate) fn lower(scope: &Scope<'_>, source: &Source) -> Schema {
    let lines = Lines::new(&source.text);
    let Document {
        groups,
        presets,
        labels,
        metrics,
        states,
        ..
    } = scope.document;
    let (groups, group_ids) = keep(groups, |it| Some(group(it)), GroupId);
    let (buckets, bucket_ids) = keep(presets, preset, BucketsId);
    let (labels, label_ids) = keep(labels, |it| label(it, scope, &lines), LabelId);
    let ids = Ids {
        groups: group_ids,
        buckets: bucket_ids,
        labels: label_ids,
    };
    let (metrics, mut metric_ids) = keep(metrics, |it| metric(it, &ids, scope, &lines), MetricId);
    let (states, _) = keep(
        states,
        |it| state(it, &mut metric_ids, scope, &lines),
        |_| (),
    );
    Schema {
        groups,
        buckets,
        labels,
        metrics,
        states,
    }
}

/// The ids of the items of a document, by position; `None` for those that were left out.
struct Ids {
    groups: Vec<Option<GroupId>>,
    buckets: Vec<Option<BucketsId>>,
    labels: Vec<Option<LabelId>>,
}

/// Lowers a list, and tells what became of each item.
fn keep<T, U, Id>(
    items: &[T],
    mut lower: impl FnMut(&T) -> Option<U>,
    id: impl Fn(usize) -> Id,
) -> (Vec<U>, Vec<Option<Id>>) {
    let mut kept = Vec::with_capacity(items.len());
    let mut ids = Vec::with_capacity(items.len());
    for item in items {
        let lowered = lower(item);
        ids.push(lowered.is_some().then(|| id(kept.len())));
        kept.extend(lowered);
    }
    (kept, ids)
}

fn group(group: &document::Group) -> Group {
    Group {
        name: group.name.value.clone(),
        title: text(&group.title),
        help: group.help.value().map(|help| help.value.clone()),
    }
}

fn preset(preset: &document::Preset) -> Option<Buckets> {
    Some(Buckets {
        name: preset.name.value.clone(),
        bounds: sound_bounds(preset.shape.as_ref()?)?,
    })
}

fn label(label: &document::Label, scope: &Scope<'_>, lines: &Lines<'_>) -> Option<Label> {
    let type_name = rust_names::enum_name(&label.name).filter(|_| !clashes(&label.name, scope))?;
    let values = &label.values;
    let sound = values.whole
        && !values.items.is_empty()
        && unique(values.items.iter().map(|value| &value.wire));
    if !sound {
        return None;
    }
    let value = |value: &document::Value| {
        Some(LabelValue {
            wire: value.wire.value.clone(),
            variant: rust_names::variant_name(value).filter(|_| !clashes(&value.wire, scope))?,
            help: value.help.value().map(|help| help.value.clone()),
        })
    };
    Some(Label {
        name: label.name.value.clone(),
        type_name,
        help: text(&label.help),
        values: values.items.iter().map(value).collect::<Option<_>>()?,
        place: lines.place(label.name.span.start),
    })
}

fn metric(
    metric: &document::Metric,
    ids: &Ids,
    scope: &Scope<'_>,
    lines: &Lines<'_>,
) -> Option<Metric> {
    let static_name =
        rust_names::static_name(&metric.name).filter(|_| !clashes(&metric.name, scope))?;
    let first = scope.metric(&metric.name)?.name.span == metric.name.span;
    let labels = &metric.labels;
    let fits = labels.items.len() <= rules::MAX_LABELS;
    if !first || !fits || !labels.whole || !unique(labels.items.iter().map(|used| &used.exported)) {
        return None;
    }
    Some(Metric {
        name: metric.name.value.clone(),
        static_name,
        help: text(&metric.help),
        kind: kind(metric, ids, scope)?,
        labels: labels
            .items
            .iter()
            .map(|used| metric_label(used, ids, scope))
            .collect::<Option<_>>()?,
        named_labels: rust_names::labels_struct(metric),
        // Only documentation hangs on the group: a metric can do without one that does not exist.
        group: metric
            .group
            .value()
            .and_then(|group| ids.groups[scope.groups.find(group)?]),
        place: lines.place(metric.name.span.start),
    })
}

fn kind(metric: &document::Metric, ids: &Ids, scope: &Scope<'_>) -> Option<Kind> {
    let number = |default| match &metric.number {
        Given::Absent => Some(default),
        Given::Unreadable => None,
        Given::Value(number) => Some(number.value),
    };
    match metric.kind {
        document::Kind::Counter => number(Number::Int).map(Kind::Counter),
        document::Kind::Gauge => number(Number::Float).map(Kind::Gauge),
        document::Kind::Histogram => {
            let bounds = match &metric.buckets.value()?.value {
                document::Buckets::Preset(name) => {
                    Bounds::Preset(ids.buckets[scope.presets.find(name)?]?)
                }
                document::Buckets::Own(shape) => Bounds::Own(sound_bounds(shape)?),
            };
            Some(Kind::Histogram(bounds))
        }
    }
}

fn metric_label(used: &LabelUse, ids: &Ids, scope: &Scope<'_>) -> Option<MetricLabel> {
    Some(MetricLabel {
        name: used.exported.value.clone(),
        field: rust_names::field_name(&used.exported)
            .filter(|_| !clashes(&used.exported, scope))?,
        label: ids.labels[scope.labels.find(&used.label)?]?,
    })
}

/// Takes the gauges of its fields out of `gauges`, so that no other state gets them.
fn state(
    state: &document::State,
    gauges: &mut [Option<MetricId>],
    scope: &Scope<'_>,
    lines: &Lines<'_>,
) -> Option<State> {
    let type_name =
        rust_names::state_struct(&state.name).filter(|_| !clashes(&state.name, scope))?;
    let field = |field: &document::Field| {
        let position = scope.metrics.find(&field.gauge)?;
        let metric = &scope.document.metrics[position];
        let field_name =
            rust_names::field_name(&field.name).filter(|_| !clashes(&field.name, scope))?;
        let fits = metric.kind == document::Kind::Gauge && metric.labels.items.is_empty();
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
        type_name,
        update_fn: rust_names::update_fn(&state.name)?,
        help: text(&state.help),
        fields,
        place: lines.place(state.name.span.start),
    })
}

fn clashes(name: &Text, scope: &Scope<'_>) -> bool {
    scope.clashes.contains_key(&name.span)
}

fn unique<'a>(mut names: impl Iterator<Item = &'a Text>) -> bool {
    let mut seen = HashSet::new();
    names.all(|name| seen.insert(name.as_str()))
}

/// The text of a key; empty where the file has none, which has been reported.
fn text(text: &Given<String>) -> String {
    text.value()
        .map(|text| text.value.clone())
        .unwrap_or_default()
}
