//! Assertions of the invariants that readers of a [`Compiled`] rely on. Only tests and fuzzers call this module.

use std::collections::HashSet;

use crate::compile::Compiled;
use crate::diagnostic::Diagnostic;
use crate::schema::{Domain, Kind, Label, Metric, Panel, Schema, State, StateStruct};
use crate::source::Sources;

/// Shows every diagnostic, and looks at every item of the schema.
///
/// # Panics
///
/// If a promise is broken.
pub fn hold(compiled: &Compiled) {
    for diagnostic in &compiled.diagnostics {
        can_be_shown(diagnostic, &compiled.sources);
    }
    can_be_generated(&compiled.schema);
}

fn can_be_shown(diagnostic: &Diagnostic, sources: &Sources) {
    for place in [&diagnostic.primary].into_iter().chain(&diagnostic.related) {
        let span = place.span;
        let marked = sources[span.source].text.get(span.start..span.end);
        assert!(marked.is_some(), "no text is at {span:?}: {diagnostic:?}");
    }
    let rendered = diagnostic.render(sources);
    assert!(rendered.ends_with('\n'), "{rendered}");
    let headline = diagnostic.headline(sources);
    assert!(!headline.contains('\n'), "{headline}");
}

/// Every identifier is valid and has its namespace to itself, every id leads somewhere, every number is within limits.
fn can_be_generated(schema: &Schema) {
    let mut types = HashSet::from(["Cells".to_owned()]);
    let mut values = HashSet::from(["CATALOG".to_owned()]);
    for buckets in &schema.buckets {
        are_bounds(&buckets.bounds);
    }
    for label in &schema.labels {
        claim(&mut types, &label.type_name);
        label_can_be_generated(label);
    }
    for metric in &schema.metrics {
        claim(&mut values, &metric.static_name);
        claim(&mut types, &metric.series_type);
        for name in [&metric.family_type, &metric.named_labels]
            .into_iter()
            .flatten()
        {
            claim(&mut types, name);
        }
        metric_can_be_generated(metric, schema);
    }
    let mut gauges = HashSet::new();
    let mut by_label = HashSet::new();
    for state in &schema.states {
        claim(&mut values, &state.update_fn);
        match &state.shape {
            StateStruct::Generated(name) => claim(&mut types, name),
            StateStruct::Existing(path) => assert!(!path.is_empty()),
        }
        state_can_be_generated(state, schema);
        for field in &state.fields {
            assert!(gauges.insert(field.metric));
            let labels = &schema[field.metric].labels;
            by_label.extend(labels.iter().map(|label| label.label));
        }
    }
    for label in by_label {
        claim(&mut types, &format!("By{}", schema[label].type_name));
    }
    for dashboard in &schema.dashboards {
        assert!(!dashboard.rows.is_empty());
        for row in &dashboard.rows {
            assert!(!row.is_empty());
            for panel in row {
                can_be_shown_so(panel, schema);
            }
        }
    }
    let owners = schema.alerts.iter().filter_map(|alert| alert.owner);
    for owner in owners {
        assert!(owner.0 < schema.owners.len());
    }
}

fn can_be_shown_so(panel: &Panel, schema: &Schema) {
    if let Panel::Metric { metric, view } = panel {
        let metric = &schema[*metric];
        assert!(metric.kind.views().contains(view), "{metric:?} as {view:?}");
    }
}

fn label_can_be_generated(label: &Label) {
    match &label.domain {
        Domain::Closed(of_label) => {
            let mut variants = HashSet::from(["ALL".to_owned()]);
            assert!(!of_label.is_empty());
            for value in of_label {
                claim(&mut variants, &value.variant);
                assert!(value.deprecated.iter().all(|it| it.renamed_to.is_none()));
            }
        }
        Domain::Bool => {}
        Domain::Range { first, last } => assert!(first < last),
        Domain::Open {
            max,
            max_len,
            overflow,
        } => {
            assert!((1..=10_000).contains(max) && (4..=1_024).contains(max_len));
            assert!(!overflow.is_empty() && !overflow.contains(char::is_control));
            assert!(overflow.len() <= *max_len);
        }
    }
    assert!((1..=10_001).contains(&label.domain.count()));
}

fn metric_can_be_generated(metric: &Metric, schema: &Schema) {
    assert_eq!(metric.family_type.is_some(), !metric.labels.is_empty());
    let mut fields = HashSet::new();
    let constants = schema.constants.iter().map(|it| it.name.clone());
    let mut exported: HashSet<String> = constants.collect();
    assert_eq!(exported.len(), schema.constants.len());
    for label in &metric.labels {
        claim(&mut fields, &label.field);
        assert!(exported.insert(label.name.clone()), "{}", label.name);
        assert!(label.label.0 < schema.labels.len());
    }
    assert!(metric.labels.len() <= 8);
    assert!(metric.group.is_none_or(|id| id.0 < schema.groups.len()));
    assert!(metric.owner.is_none_or(|id| id.0 < schema.owners.len()));
    match &metric.kind {
        Kind::Counter(_) => {}
        Kind::Gauge { range, .. } => {
            let is_sound =
                |(first, last): (f64, f64)| first.is_finite() && last.is_finite() && first < last;
            assert!(range.is_none_or(is_sound));
        }
        Kind::Histogram(histogram) => {
            assert!(histogram.bounds.is_some() || histogram.native.is_some());
            if histogram.bounds.is_some() {
                are_bounds(schema.bounds(histogram));
            }
            if let Some(native) = histogram.native {
                assert!((-4..=8).contains(&native.schema));
                assert!((64..=1_024).contains(&native.max_buckets));
                assert!(native.zero_threshold.is_normal() && native.zero_threshold > 0.0);
            }
        }
        Kind::StateSet(states) => {
            let states = &schema[*states].domain;
            assert!(!states.is_open() && states.count() <= 64);
            assert!(exported.insert(metric.name.clone()), "{}", metric.name);
        }
        Kind::Info(facts) => {
            for fact in facts {
                assert!(exported.insert(fact.name.clone()), "{}", fact.name);
            }
        }
    }
    if let Some(target) = metric.alias_of() {
        is_alias(metric, &schema[target], schema);
    }
}

/// A metric shows the cells of another one: they are laid out alike, and belong to that one.
fn is_alias(metric: &Metric, target: &Metric, schema: &Schema) {
    assert!(target.alias_of().is_none() && target.static_name != metric.static_name);
    assert_eq!(metric.label_sets(schema), target.label_sets(schema));
    assert_eq!(metric.series(schema), target.series(schema));
    let names = |metric: &Metric| -> Vec<String> {
        metric
            .labels
            .iter()
            .map(|label| label.name.clone())
            .collect()
    };
    assert_eq!(names(metric), names(target));
    match (&metric.kind, &target.kind) {
        (Kind::Counter(one), Kind::Counter(other)) => assert_eq!(one, other),
        (
            Kind::Gauge { number, unset, .. },
            Kind::Gauge {
                number: of_target,
                unset: unset_target,
                ..
            },
        ) => assert_eq!((number, unset), (of_target, unset_target)),
        (Kind::Histogram(one), Kind::Histogram(other)) => {
            assert_eq!(schema.bounds(one), schema.bounds(other));
            assert_eq!(one.native, other.native);
        }
        (Kind::StateSet(one), Kind::StateSet(other)) => assert_eq!(one, other),
        kinds => panic!("{kinds:?}"),
    }
}

fn state_can_be_generated(state: &State, schema: &Schema) {
    let mut fields = HashSet::new();
    for field in &state.fields {
        claim(&mut fields, &field.field);
        let metric = &schema[field.metric];
        assert!(matches!(metric.kind, Kind::Gauge { .. }));
        assert!(!metric.is_open(schema) && metric.alias_of().is_none());
    }
    assert!(!state.fields.is_empty());
}

fn are_bounds(bounds: &[f64]) {
    assert!((2..=40).contains(&bounds.len()), "{bounds:?}");
    let finite = bounds.iter().all(|bound| bound.is_finite());
    assert!(finite && bounds.is_sorted_by(|a, b| a < b), "{bounds:?}");
}

fn claim(namespace: &mut HashSet<String>, identifier: &str) {
    let name = identifier.strip_prefix("r#").unwrap_or(identifier);
    let word = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    assert!(
        word && name.bytes().any(|byte| byte != b'_') && !name.as_bytes()[0].is_ascii_digit(),
        "{identifier}"
    );
    assert!(
        !["self", "Self", "super", "crate"].contains(&name),
        "{identifier}"
    );
    assert!(namespace.insert(identifier.to_owned()), "{identifier}");
}
