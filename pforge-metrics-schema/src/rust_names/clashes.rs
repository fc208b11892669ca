//! Which items cannot have their Rust identifier, because another has it or because Rust keeps it.

use std::collections::HashMap;

use super::{
    enum_name, field_name, is_reserved, labels_struct, state_struct, static_name, update_fn,
    variant_name,
};
use crate::document::{Document, Label, Metric, State, Text};
use crate::source::Span;

/// Types that the macro generates whatever the schema says.
const GENERATED_TYPES: &[&str] = &["Cells"];

/// Statics that the macro generates whatever the schema says.
const GENERATED_VALUES: &[&str] = &["CATALOG"];

/// Names that every label enum has besides its variants.
const GENERATED_VARIANTS: &[&str] = &["ALL"];

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
    /// The variant that the file asks for is none.
    NoVariant { variant: String },
}

/// The items of a document that cannot have their identifiers, by the places of their names.
pub(crate) fn clashes(document: &Document) -> HashMap<Span, Clash> {
    let mut clashes = HashMap::new();
    items(document, &mut clashes);
    for label in &document.labels {
        variants(label, &mut clashes);
    }
    for metric in &document.metrics {
        let roles = if metric.roles { "role" } else { "label" };
        fields(
            roles,
            metric.labels.items.iter().map(|used| &used.exported),
            &mut clashes,
        );
    }
    for state in &document.states {
        fields(
            "field",
            state.fields.items.iter().map(|field| &field.name),
            &mut clashes,
        );
    }
    clashes
}

/// The items of the generated module: a type and a value may share a name, two types may not.
fn items(document: &Document, clashes: &mut HashMap<Span, Clash>) {
    let mut types = Namespace::new(GENERATED_TYPES, clashes);
    for Label { name, .. } in &document.labels {
        types.claim("label", name, enum_name(name));
    }
    for metric in &document.metrics {
        types.claim("metric", &metric.name, labels_struct(metric));
    }
    for State { name, .. } in &document.states {
        types.claim("state", name, state_struct(name));
    }
    let mut values = Namespace::new(GENERATED_VALUES, clashes);
    for Metric { name, .. } in &document.metrics {
        values.claim("metric", name, static_name(name));
    }
    for State { name, .. } in &document.states {
        values.claim("state", name, update_fn(name));
    }
}

fn variants(label: &Label, clashes: &mut HashMap<Span, Clash>) {
    let mut variants = Namespace::new(GENERATED_VARIANTS, clashes);
    for value in label
        .values
        .items
        .iter()
        .filter(|value| !value.wire.is_empty())
    {
        let explicit = value.variant.value();
        let span = explicit.map_or(value.wire.span, |variant| variant.span);
        match (variant_name(value), explicit) {
            (Some(identifier), _) => variants.claim_at(span, "value", &value.wire, identifier),
            (None, None) => variants.refuse(span, "value", &value.wire, Reason::Unnameable),
            (None, Some(variant)) => {
                let reason = Reason::NoVariant {
                    variant: variant.value.clone(),
                };
                variants.refuse(span, "value", &value.wire, reason);
            }
        }
    }
}

fn fields<'a>(
    sort: &'static str,
    names: impl Iterator<Item = &'a Text>,
    clashes: &mut HashMap<Span, Clash>,
) {
    let mut fields = Namespace::new(&[], clashes);
    for name in names {
        let keyword = is_reserved(name).then(|| name.value.clone());
        fields.claim(sort, name, keyword.or_else(|| field_name(name)));
    }
}

/// Identifiers that must differ, each with the item that has it.
struct Namespace<'a> {
    generated: &'static [&'static str],
    taken: HashMap<String, (&'static str, Text)>,
    clashes: &'a mut HashMap<Span, Clash>,
}

impl<'a> Namespace<'a> {
    fn new(generated: &'static [&'static str], clashes: &'a mut HashMap<Span, Clash>) -> Self {
        Self {
            generated,
            taken: HashMap::new(),
            clashes,
        }
    }

    /// Gives an identifier to an item, if it is free. An item without one is the concern of other rules.
    fn claim(&mut self, sort: &'static str, name: &Text, identifier: Option<String>) {
        if let Some(identifier) = identifier {
            self.claim_at(name.span, sort, name, identifier);
        }
    }

    /// The same, for an item whose identifier is written at `span`. Two items of one sort that have the very same name
    /// are the concern of other rules.
    fn claim_at(&mut self, span: Span, sort: &'static str, name: &Text, identifier: String) {
        if is_reserved(&identifier) {
            self.refuse(span, sort, name, Reason::Keyword { identifier });
        } else if self.generated.contains(&identifier.as_str()) {
            self.refuse(span, sort, name, Reason::Generated { identifier });
        } else if let Some((by, first)) = self.taken.get(&identifier) {
            if (*by, &first.value) != (sort, &name.value) {
                let reason = Reason::Taken {
                    identifier,
                    by,
                    name: first.value.clone(),
                    span: first.span,
                };
                self.refuse(span, sort, name, reason);
            }
        } else {
            self.taken.insert(identifier, (sort, name.clone()));
        }
    }

    fn refuse(&mut self, span: Span, sort: &'static str, name: &Text, reason: Reason) {
        let clash = Clash {
            sort,
            name: name.value.clone(),
            span,
            reason,
        };
        self.clashes.entry(name.span).or_insert(clash);
    }
}
