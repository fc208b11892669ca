//! Which items cannot have their Rust identifier, because another has it or because Rust keeps it.

use std::collections::{HashMap, HashSet};

use super::{
    by_label, enum_name, family_type, field_name, is_reserved, labels_struct, series_type,
    state_struct, static_name, update_fn, variant_name,
};
use crate::document::{Document, Given, Label, Metric, State, Text};
use crate::source::Span;

/// Types that the macro generates whatever the schema says.
const GENERATED_TYPES: &[&str] = &["Cells"];

/// Statics that the macro generates whatever the schema says.
const GENERATED_VALUES: &[&str] = &["CATALOG"];

/// Names that every label enum has besides its variants.
const GENERATED_VARIANTS: &[&str] = &["ALL"];

/// Whether the generated code needs the static that a metric of this name would have.
pub(crate) fn is_generated(metric: &str) -> bool {
    static_name(metric).is_some_and(|it| GENERATED_VALUES.contains(&it.as_str()))
}

/// Why an item cannot have its identifier.
pub(crate) struct Clash {
    /// What the item is, for example "label".
    pub sort: &'static str,
    pub name: String,
    /// Where to report it.
    pub span: Span,
    pub reason: Reason,
}

pub(crate) enum Reason {
    /// An earlier item has it.
    Taken {
        identifier: String,
        by: &'static str,
        name: String,
        span: Span,
    },
    /// The generated code needs it for itself.
    Generated { identifier: String },
    /// Rust keeps it.
    Keyword { identifier: String },
    /// Nothing in the name can be part of an identifier.
    Unnameable,
    /// The declared variant name is invalid.
    NoVariant { variant: String },
}

/// An item that wants an identifier.
#[derive(Clone, Copy)]
struct Item<'a> {
    sort: &'static str,
    name: &'a Text,
    /// The identity of the item. Other rules report two items with the same identity.
    identity: &'a str,
    /// Where a clash is reported.
    span: Span,
}

/// The items of a document that cannot have their identifiers, by the places of their names.
pub(crate) fn clashes(document: &Document) -> HashMap<Span, Clash> {
    let mut clashes = HashMap::new();
    items(document, &mut clashes);
    for label in &document.labels {
        variants(label, &mut clashes);
    }
    for metric in &document.metrics {
        let sort = if metric.roles { "role" } else { "label" };
        fields(
            metric
                .labels
                .items
                .iter()
                .map(|used| Item::new(sort, &used.exported)),
            &mut clashes,
        );
    }
    for state in &document.states {
        let of_state = state.fields.items.iter();
        fields(
            of_state.map(|field| Item {
                identity: &field.gauge,
                ..Item::new("field", &field.name)
            }),
            &mut clashes,
        );
    }
    clashes
}

/// The items of the generated module: a type and a value may share a name, two types may not.
fn items(document: &Document, clashes: &mut HashMap<Span, Clash>) {
    let mut types = Namespace::new(GENERATED_TYPES, clashes);
    for Label { name, .. } in &document.labels {
        types.claim(Item::new("label", name), enum_name(name));
    }
    for metric in &document.metrics {
        let item = Item::new("metric", &metric.name);
        types.claim(item, series_type(&metric.name));
        types.claim(item, family_type(metric));
        types.claim(item, labels_struct(metric));
    }
    for State { name, path, .. } in &document.states {
        let is_generated = matches!(path, Given::Absent);
        let identifier = state_struct(name).filter(|_| is_generated);
        types.claim(Item::new("state", name), identifier);
    }
    for label in labels_of_states(document) {
        types.claim(Item::new("label", &label.name), by_label(&label.name));
    }
    let mut values = Namespace::new(GENERATED_VALUES, clashes);
    for Metric { name, .. } in &document.metrics {
        values.claim(Item::new("metric", name), static_name(name));
    }
    for state in &document.states {
        let item = Item::new("state", &state.name);
        let span = state.update.value().map_or(item.span, |named| named.span);
        values.claim(Item { span, ..item }, update_fn(state));
    }
}

/// The labels of gauges that are fields of states: their values become a type of their own.
fn labels_of_states(document: &Document) -> Vec<&Label> {
    let mut gauges: HashSet<&str> = HashSet::new();
    for field in document.states.iter().flat_map(|it| &it.fields.items) {
        gauges.insert(&field.gauge);
    }
    let mut used: HashSet<&str> = HashSet::new();
    for metric in &document.metrics {
        if gauges.contains(metric.name.as_str()) {
            used.extend(metric.labels.items.iter().map(|it| it.label.as_str()));
        }
    }
    let labels = document.labels.iter();
    labels
        .filter(|it| used.contains(it.name.as_str()))
        .collect()
}

fn variants(label: &Label, clashes: &mut HashMap<Span, Clash>) {
    let mut variants = Namespace::new(GENERATED_VARIANTS, clashes);
    for value in label.values().iter().filter(|value| !value.wire.is_empty()) {
        let explicit = value.variant.value();
        let span = explicit.map_or(value.wire.span, |variant| variant.span);
        let item = Item {
            span,
            ..Item::new("value", &value.wire)
        };
        match (variant_name(value), explicit) {
            (None, None) => variants.refuse(item, Reason::Unnameable),
            (None, Some(variant)) => variants.refuse(
                item,
                Reason::NoVariant {
                    variant: variant.value.clone(),
                },
            ),
            (identifier, _) => variants.claim(item, identifier),
        }
    }
}

fn fields<'a>(items: impl Iterator<Item = Item<'a>>, clashes: &mut HashMap<Span, Clash>) {
    let mut fields = Namespace::new(&[], clashes);
    for item in items {
        let keyword = is_reserved(item.name).then(|| item.name.value.clone());
        fields.claim(item, keyword.or_else(|| field_name(item.name)));
    }
}

impl<'a> Item<'a> {
    fn new(sort: &'static str, name: &'a Text) -> Self {
        Self {
            sort,
            name,
            identity: name,
            span: name.span,
        }
    }
}

/// Identifiers that must differ, each with the item that has it.
struct Namespace<'a, 'c> {
    generated: &'static [&'static str],
    taken: HashMap<String, Item<'a>>,
    clashes: &'c mut HashMap<Span, Clash>,
}

impl<'a, 'c> Namespace<'a, 'c> {
    fn new(generated: &'static [&'static str], clashes: &'c mut HashMap<Span, Clash>) -> Self {
        Self {
            generated,
            taken: HashMap::new(),
            clashes,
        }
    }

    /// Gives an identifier to an item, if it is free. An item without one is the concern of other rules.
    fn claim(&mut self, item: Item<'a>, identifier: Option<String>) {
        let Some(identifier) = identifier else { return };
        if is_reserved(&identifier) {
            self.refuse(item, Reason::Keyword { identifier });
        } else if self.generated.contains(&identifier.as_str()) {
            self.refuse(item, Reason::Generated { identifier });
        } else if let Some(first) = self.taken.get(&identifier) {
            if (first.sort, first.identity) != (item.sort, item.identity) {
                let Item {
                    sort: by,
                    name: Text { value: name, span },
                    ..
                } = *first;
                self.refuse(
                    item,
                    Reason::Taken {
                        identifier,
                        by,
                        name: name.clone(),
                        span: *span,
                    },
                );
            }
        } else {
            self.taken.insert(identifier, item);
        }
    }

    fn refuse(&mut self, item: Item<'_>, reason: Reason) {
        let clash = Clash {
            sort: item.sort,
            name: item.name.value.clone(),
            span: item.span,
            reason,
        };
        self.clashes.entry(item.name.span).or_insert(clash);
    }
}
