//! Labels.

use super::{clashes, optional, text, unique};
use crate::document::{self, List, Value};
use crate::limits::{OPEN_MAX, OPEN_MAX_LEN, OPEN_MAX_LEN_DEFAULT, OVERFLOW_DEFAULT, RANGE_COUNT};
use crate::quote;
use crate::rust_names;
use crate::schema::{Deprecated, Domain, Label, LabelValue};
use crate::scope::Scope;
use crate::source::Lines;

pub(super) fn label(
    label: &document::Label,
    scope: &Scope<'_>,
    lines: &Lines<'_>,
) -> Option<Label> {
    let type_name = rust_names::enum_name(&label.name).filter(|_| !clashes(&label.name, scope))?;
    Some(Label {
        name: label.name.value.clone(),
        exported: label.exported().value.clone(),
        type_name,
        help: text(&label.help),
        domain: domain(label.domain.as_ref()?, scope)?,
        place: lines.place(label.name.span),
    })
}

fn domain(domain: &document::Domain, scope: &Scope<'_>) -> Option<Domain> {
    Some(match domain {
        document::Domain::Closed(values) => Domain::Closed(closed(values, scope)?),
        document::Domain::Bool => Domain::Bool,
        document::Domain::Range(range) => {
            if !RANGE_COUNT.contains(&range.count()) {
                return None;
            }
            Domain::Range {
                first: range.first,
                last: range.last,
            }
        }
        document::Domain::Open(open) => open_domain(open)?,
    })
}

fn closed(values: &List<Value>, scope: &Scope<'_>) -> Option<Vec<LabelValue>> {
    let sound = values.whole
        && !values.items.is_empty()
        && unique(values.items.iter().map(|value| &value.wire));
    if !sound {
        return None;
    }
    let value = |value: &Value| {
        Some(LabelValue {
            wire: value.wire.value.clone(),
            variant: rust_names::variant_name(value).filter(|_| !clashes(&value.wire, scope))?,
            help: optional(&value.help),
            deprecated: value.deprecated.as_ref().map(deprecated),
        })
    };
    values.items.iter().map(value).collect()
}

fn open_domain(open: &document::Open) -> Option<Domain> {
    let max = open.max.as_ref()?.value;
    let max_len = open
        .max_len
        .value()
        .map_or(OPEN_MAX_LEN_DEFAULT, |len| len.value);
    if !OPEN_MAX.contains(&max) || !OPEN_MAX_LEN.contains(&max_len) {
        return None;
    }
    let overflow = optional(&open.overflow).unwrap_or_else(|| OVERFLOW_DEFAULT.to_owned());
    let is_sound = !overflow.is_empty()
        && !overflow.contains(quote::garbles)
        && overflow.len() as u64 <= max_len;
    if !is_sound {
        return None;
    }
    Some(Domain::Open {
        max: usize::try_from(max).ok()?,
        max_len: usize::try_from(max_len).ok()?,
        overflow,
    })
}

/// Without `renamed_to`, which only metrics have.
pub(super) fn deprecated(deprecated: &document::Deprecated) -> Deprecated {
    Deprecated {
        since: text(&deprecated.since),
        renamed_to: None,
        note: optional(&deprecated.note),
        remove_in: optional(&deprecated.remove_in),
    }
}
