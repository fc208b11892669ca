//! Metrics.

use super::label::deprecated;
use super::{Ids, clashes, constants, optional, text, unique};
use crate::bounds::sound_bounds;
use crate::document::{self, Given, Init, LabelUse};
use crate::limits::{MAX_LABELS, STATES};
use crate::native;
use crate::renaming;
use crate::rust_names;
use crate::schema::{Bounds, Histogram, Kind, Metric, MetricId, MetricLabel, Number};
use crate::scope::Scope;
use crate::source::Lines;
use crate::units;

pub(super) fn metric(
    metric: &document::Metric,
    ids: &Ids,
    scope: &Scope<'_>,
    lines: &Lines<'_>,
) -> Option<Metric> {
    let static_name =
        rust_names::static_name(&metric.name).filter(|_| !clashes(&metric.name, scope))?;
    // Only documentation hangs on these: a metric can do without one that does not exist.
    let (group, owner) = (metric.group.value(), metric.owner.value());
    let refs = metric.refs.items.iter();
    Some(Metric {
        name: metric.name.value.clone(),
        static_name,
        series_type: rust_names::series_type(&metric.name)?,
        family_type: rust_names::family_type(metric),
        help: text(&metric.help),
        kind: kind(metric, ids, scope, lines)?,
        labels: labels(metric, ids, scope)?,
        named_labels: rust_names::labels_struct(metric),
        unit: units::of(metric).map(str::to_owned),
        group: group.and_then(|group| ids.groups[scope.groups.find(group)?]),
        owner: owner.and_then(|owner| ids.owners[scope.owners.find(owner)?]),
        stability: metric.stability(),
        better: value(&metric.better),
        deprecated: metric.deprecated.as_ref().map(deprecated),
        exemplars: value(&metric.exemplars).unwrap_or_default(),
        note: optional(&metric.note),
        refs: refs.map(|it| it.value.clone()).collect(),
        place: lines.place(metric.name.span),
    })
}

/// Says of metrics what they are renamed to, where both are sound and of one shape.
pub(super) fn link_renamed(metrics: &mut [Metric], ids: &[Option<MetricId>], scope: &Scope<'_>) {
    for (metric, id) in scope.document.metrics.iter().zip(ids) {
        let target = renaming::alias_of(metric, scope)
            .and_then(|target| ids[scope.metrics.find(&target.name)?]);
        if let (Some(id), Some(target)) = (id, target)
            && let Some(deprecated) = &mut metrics[id.0].deprecated
        {
            deprecated.renamed_to = Some(target);
        }
    }
}

fn labels(metric: &document::Metric, ids: &Ids, scope: &Scope<'_>) -> Option<Vec<MetricLabel>> {
    if !labels_are_sound(metric, scope) {
        return None;
    }
    let labels = metric.labels.items.iter();
    labels
        .map(|used| metric_label(metric, used, ids, scope))
        .collect()
}

fn labels_are_sound(metric: &document::Metric, scope: &Scope<'_>) -> bool {
    let labels = &metric.labels;
    let names = scope.label_names(metric).into_iter().map(|name| name.text);
    labels.whole && metric.facts.whole && labels.items.len() <= MAX_LABELS && unique(names)
}

fn kind(
    metric: &document::Metric,
    ids: &Ids,
    scope: &Scope<'_>,
    lines: &Lines<'_>,
) -> Option<Kind> {
    let number = |default| match &metric.number {
        Given::Absent => Some(default),
        Given::Unreadable => None,
        Given::Value(number) => Some(number.value),
    };
    Some(match metric.kind {
        document::Kind::Counter => Kind::Counter(number(Number::Int)?),
        document::Kind::Gauge => Kind::Gauge {
            number: number(Number::Float)?,
            range: value(&metric.range)
                .filter(|range| range.is_sound())
                .map(|range| (range.first, range.last)),
            unset: value(&metric.init) == Some(Init::Unset),
        },
        document::Kind::Histogram => Kind::Histogram(histogram(metric, ids, scope)?),
        document::Kind::StateSet => {
            let states = scope.labels.find(metric.states.value()?)?;
            let label = &scope.document.labels[states];
            let fits = label.open().is_none() && label.count()? <= STATES;
            Kind::StateSet(ids.labels[states].filter(|_| fits)?)
        }
        document::Kind::Info => Kind::Info(constants(&metric.facts.items, lines)),
    })
}

fn histogram(metric: &document::Metric, ids: &Ids, scope: &Scope<'_>) -> Option<Histogram> {
    let native = match &metric.native {
        Given::Absent => None,
        Given::Unreadable => return None,
        Given::Value(native) => Some(native::lowered(&native.value)?),
    };
    let bounds = match &metric.buckets {
        Given::Absent if native.is_some() => None,
        Given::Absent | Given::Unreadable => return None,
        Given::Value(buckets) => Some(match &buckets.value {
            document::Buckets::Preset(name) => {
                Bounds::Preset(ids.buckets[scope.presets.find(name)?]?)
            }
            document::Buckets::Own(shape) => Bounds::Own(sound_bounds(shape)?),
        }),
    };
    Some(Histogram { bounds, native })
}

fn metric_label(
    metric: &document::Metric,
    used: &LabelUse,
    ids: &Ids,
    scope: &Scope<'_>,
) -> Option<MetricLabel> {
    Some(MetricLabel {
        name: scope.exported(metric, used).value.clone(),
        field: rust_names::field_name(&used.exported)
            .filter(|_| !clashes(&used.exported, scope))?,
        label: ids.labels[scope.labels.find(&used.label)?]?,
    })
}

fn value<T: Copy>(given: &Given<T>) -> Option<T> {
    given.value().map(|given| given.value)
}
