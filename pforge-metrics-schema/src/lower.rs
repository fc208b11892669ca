//! From the document to the [`Schema`].
//!
//! A name against the rules or a missing help text leaves its item as it is: the user's code shall not fail to find a
//! metric just because something about it is wrong. What can't be represented is left out: a label without values, a
//! metric with a label that does not exist, the second of two items with one Rust name.

mod label;
mod metric;
mod monitoring;
mod state;

use std::collections::HashSet;

use crate::bounds::sound_bounds;
use crate::document::{self, Given, Text};
use crate::schema::{
    Buckets, BucketsId, Constant, ConstantValue, Group, GroupId, LabelId, MetricId, Owner, OwnerId,
    Schema, User,
};
use crate::scope::{NameIndex, Scope};
use crate::source::{Lines, Sources};

/// `asked` is who asks for which metric of the document in an expression.
pub(crate) fn lower(scope: &Scope<'_>, sources: &Sources, asked: Vec<(User, usize)>) -> Schema {
    let lines = Lines::new(sources);
    let document = scope.document;
    let group = |it: &_| Some(group(it));
    let (groups, group_ids) = keep(&document.groups, &scope.groups, group, GroupId);
    let owner = |it: &_| Some(owner(it));
    let (owners, owner_ids) = keep(&document.owners, &scope.owners, owner, OwnerId);
    let (buckets, bucket_ids) = keep(&document.presets, &scope.presets, preset, BucketsId);
    let label = |it: &_| label::label(it, scope, &lines);
    let (labels, label_ids) = keep(&document.labels, &scope.labels, label, LabelId);
    let ids = Ids {
        groups: group_ids,
        owners: owner_ids,
        buckets: bucket_ids,
        labels: label_ids,
    };
    let metric = |it: &_| metric::metric(it, &ids, scope, &lines);
    let (mut metrics, mut metric_ids) = keep(&document.metrics, &scope.metrics, metric, MetricId);
    metric::link_renamed(&mut metrics, &metric_ids, scope);
    let dashboard = |it: &_| monitoring::dashboard(it, &metrics, &metric_ids, scope, &lines);
    let (dashboards, _) = keep(&document.dashboards, &scope.dashboards, dashboard, |_| ());
    let uses = monitoring::uses(asked, &dashboards, &metric_ids);
    let state = |it: &_| state::state(it, &mut metric_ids, scope, &lines);
    let (states, _) = keep(&document.states, &scope.states, state, |_| ());
    let record = |it: &_| monitoring::record(it, &lines);
    let (records, _) = keep(&document.records, &scope.records, record, |_| ());
    let alert = |it: &_| monitoring::alert(it, &ids, scope, &lines);
    let (alerts, _) = keep(&document.alerts, &scope.alerts, alert, |_| ());
    Schema {
        prefix: document
            .prefix
            .as_ref()
            .map_or_else(String::new, |it| it.value.clone()),
        constants: constants(&document.constants.items, &lines),
        groups,
        owners,
        buckets,
        labels,
        metrics,
        states,
        promql: monitoring::promql(&document.promql),
        verify: monitoring::verify(&document.verify),
        records,
        alerts,
        dashboards,
        uses,
    }
}

/// The ids of the items of a document, by position; `None` for those that were left out.
struct Ids {
    groups: Vec<Option<GroupId>>,
    owners: Vec<Option<OwnerId>>,
    buckets: Vec<Option<BucketsId>>,
    labels: Vec<Option<LabelId>>,
}

/// Lowers the items of a list that have a unique name, and returns the outcome for each item.
fn keep<T, U, Id>(
    items: &[T],
    names: &NameIndex<'_>,
    mut lower: impl FnMut(&T) -> Option<U>,
    id: impl Fn(usize) -> Id,
) -> (Vec<U>, Vec<Option<Id>>) {
    let mut kept = Vec::with_capacity(items.len());
    let mut ids = Vec::with_capacity(items.len());
    for (position, item) in items.iter().enumerate() {
        let lowered = names.is_first(position).then(|| lower(item)).flatten();
        ids.push(lowered.is_some().then(|| id(kept.len())));
        kept.extend(lowered);
    }
    (kept, ids)
}

fn group(group: &document::Group) -> Group {
    Group {
        name: group.name.value.clone(),
        title: text(&group.title),
        help: optional(&group.help),
    }
}

fn owner(owner: &document::Owner) -> Owner {
    Owner {
        name: owner.name.value.clone(),
        contact: text(&owner.contact),
        team: optional(&owner.team),
    }
}

fn preset(preset: &document::Preset) -> Option<Buckets> {
    Some(Buckets {
        name: preset.name.value.clone(),
        bounds: sound_bounds(preset.shape.as_ref()?)?,
    })
}

/// Constants as far as their names differ.
fn constants(constants: &[document::Constant], lines: &Lines<'_>) -> Vec<Constant> {
    let mut seen = HashSet::new();
    let constants = constants.iter().filter(|it| seen.insert(it.name.as_str()));
    let constants = constants.map(|constant| Constant {
        name: constant.name.value.clone(),
        value: match &constant.value {
            document::ConstantValue::Literal(text) => ConstantValue::Literal(text.value.clone()),
            document::ConstantValue::Environment { variable, default } => {
                ConstantValue::Environment {
                    variable: variable.value.clone(),
                    default: default.as_ref().map(|default| default.value.clone()),
                }
            }
        },
        place: lines.place(constant.name.span),
    });
    constants.collect()
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
    optional(text).unwrap_or_default()
}

fn optional(text: &Given<String>) -> Option<String> {
    text.value().map(|text| text.value.clone())
}
