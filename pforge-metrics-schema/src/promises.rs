//! What everyone who reads a [`Compiled`] relies on, as assertions. Tests and fuzzers hold them against any input;
//! nothing else calls this.

use std::collections::HashSet;

use crate::Compiled;
use crate::diagnostic::Diagnostic;
use crate::schema::{
    Constant, Domain, GroupId, Kind, Label, Metric, OwnerId, Schema, State, StateStruct,
};
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

/// Every identifier is valid and has its namespace to itself, every id leads somewhere, every bound is sound.
fn can_be_generated(schema: &Schema) {
    let mut types = Namespace::with("Cells");
    let mut values = Namespace::with("CATALOG");
    constants(&schema.constants);
    for buckets in &schema.buckets {
        bounds(&buckets.bounds);
    }
    for it in &schema.labels {
        label(it, &mut types);
    }
    for it in &schema.metrics {
        metric(it, schema, &mut types, &mut values);
    }
    let mut grouped = HashSet::new();
    for it in &schema.states {
        state(it, schema, &mut types, &mut values);
        let alone = it.fields.iter().all(|field| grouped.insert(field.metric));
        assert!(alone, "a gauge of {it:?} is in another state");
    }
}

fn label(label: &Label, types: &mut Namespace) {
    types.claim(&label.type_name);
    match &label.domain {
        Domain::Closed(values) => {
            assert!(!values.is_empty(), "{label:?}");
            let mut variants = Namespace::with("ALL");
            for value in values {
                variants.claim(&value.variant);
            }
        }
        Domain::Range { first, last } => assert!(first <= last, "{label:?}"),
        Domain::Open { max, max_len, .. } => assert!(*max > 0 && *max_len > 0, "{label:?}"),
        Domain::Bool => {}
    }
}

fn metric(metric: &Metric, schema: &Schema, types: &mut Namespace, values: &mut Namespace) {
    values.claim(&metric.static_name);
    if let Some(named) = &metric.named_labels {
        types.claim(named);
    }
    let mut fields = Namespace::default();
    for label in &metric.labels {
        fields.claim(&label.field);
        assert!(label.label.0 < schema.labels.len(), "{metric:?}");
    }
    let in_group = |group: GroupId| group.0 < schema.groups.len();
    assert!(metric.group.is_none_or(in_group), "{metric:?}");
    let by_owner = |owner: OwnerId| owner.0 < schema.owners.len();
    assert!(metric.owner.is_none_or(by_owner), "{metric:?}");
    if let Some(target) = metric.alias_of() {
        let target = &schema[target];
        assert!(
            target.alias_of().is_none(),
            "{metric:?} stands for an alias"
        );
    }
    match &metric.kind {
        Kind::Histogram(of) => bounds(schema.bounds(of)),
        Kind::StateSet(states) => assert!(!schema[*states].domain.is_open(), "{metric:?}"),
        Kind::Info(facts) => constants(facts),
        Kind::Counter(_) | Kind::Gauge { .. } => {}
    }
}

fn state(state: &State, schema: &Schema, types: &mut Namespace, values: &mut Namespace) {
    if let StateStruct::Generated(name) = &state.shape {
        types.claim(name);
    }
    values.claim(&state.update_fn);
    assert!(!state.fields.is_empty(), "{state:?}");
    let mut fields = Namespace::default();
    for field in &state.fields {
        fields.claim(&field.field);
        let gauge = &schema[field.metric];
        let fits = matches!(gauge.kind, Kind::Gauge { .. }) && !gauge.is_open(schema);
        assert!(fits, "{gauge:?} is in {state:?}");
    }
}

fn bounds(bounds: &[f64]) {
    assert!((2..=40).contains(&bounds.len()), "{bounds:?}");
    let finite = bounds.iter().all(|bound| bound.is_finite());
    assert!(finite && bounds.is_sorted_by(|a, b| a < b), "{bounds:?}");
}

fn constants(constants: &[Constant]) {
    let mut names = HashSet::new();
    let differ = constants.iter().all(|it| names.insert(&it.name));
    assert!(differ, "{constants:?}");
}

/// Identifiers that must differ.
#[derive(Default)]
struct Namespace(HashSet<String>);

impl Namespace {
    /// With one that is taken from the start.
    fn with(taken: &str) -> Self {
        Self(HashSet::from([taken.to_owned()]))
    }

    fn claim(&mut self, identifier: &str) {
        assert!(is_identifier(identifier), "{identifier:?}");
        assert!(self.0.insert(identifier.to_owned()), "{identifier} twice");
    }
}

fn is_identifier(identifier: &str) -> bool {
    let name = identifier.strip_prefix("r#").unwrap_or(identifier);
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    name.bytes().all(word)
        && name.bytes().any(|byte| byte != b'_')
        && !name.as_bytes()[0].is_ascii_digit()
        && !["self", "Self", "super", "crate"].contains(&name)
}
