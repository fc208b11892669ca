//! Checks label domains and gauge ranges.

use crate::diagnostic::{Correction, Diagnostic};
use crate::document::{Domain, Label, Range, Spanned};
use crate::limits::RANGE_COUNT;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;
use crate::source::Span;
use crate::suggest;

pub(crate) static LABEL_KIND: Rule = Rule {
    id: "label_kind",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("label_kind.md"),
};

pub(super) fn label_kind(scope: &Scope<'_>, report: &mut Report) {
    for label in &scope.document.labels {
        let [first, second, others @ ..] = label.domains.as_slice() else {
            continue;
        };
        let keys = suggest::all(label.domains.iter().map(|key| key.value.as_str()));
        let message = format!("label `{}` has conflicting keys {keys}", label.name.value);
        let mut diagnostic = LABEL_KIND
            .at(second.span, message)
            .related(first.span, "first key");
        for other in others {
            diagnostic = diagnostic.related(other.span, "another key");
        }
        let help = "keep `values` if all values are known in advance, or `open` if they are known only at run time";
        report.push(diagnostic.help(help));
    }
}

pub(crate) static RANGE_ORDER: Rule = Rule {
    id: "range_order",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("range_order.md"),
};

pub(super) fn range_order(scope: &Scope<'_>, report: &mut Report) {
    for label in &scope.document.labels {
        if let Some(Domain::Range(range)) = &label.domain {
            report.extend(invalid_label_range(label, range));
        }
    }
    for metric in &scope.document.metrics {
        let Some(range) = metric.range.value().filter(|range| !range.is_sound()) else {
            continue;
        };
        let of = metric.described();
        report.push(if range.first.is_finite() && range.last.is_finite() {
            wrong_order(&of, range)
        } else {
            RANGE_ORDER
                .at(range.span, format!("range of {of} is not finite"))
                .help("use finite ends, or remove `range`")
        });
    }
}

fn invalid_label_range(label: &Label, range: &Spanned<Range<i64>>) -> Option<Diagnostic> {
    let of = format!("label `{}`", label.name.value);
    if range.first >= range.last {
        return Some(wrong_order(&of, range));
    }
    let (values, most) = (range.count(), RANGE_COUNT.end());
    (values > *most).then(|| {
        let message = format!("{of} has {values} values, but the maximum of a range is {most}");
        RANGE_ORDER
            .at(range.span, message)
            .help("use fewer values, or make the label `open`")
    })
}

fn wrong_order<T: PartialEq + std::fmt::Display>(
    of: &str,
    range: &Spanned<Range<T>>,
) -> Diagnostic {
    let Range { first, last } = &range.value;
    if first == last {
        return RANGE_ORDER
            .at(range.span, format!("range of {of} contains only `{first}`"))
            .help(format!("use a higher end: `range = [{first}, …]`"));
    }
    let message = format!("range of {of} ends at `{last}`, below its start `{first}`");
    RANGE_ORDER
        .at(range.span, message)
        .help(format!("swap the ends: `range = [{last}, {first}]`"))
}

pub(crate) static BOOL_LABEL: Rule = Rule {
    id: "bool_label",
    severity: Severity::Warning,
    fixed: false,
    hides_others: false,
    page: include_str!("bool_label.md"),
};

pub(super) fn bool_label(scope: &Scope<'_>, report: &mut Report) {
    for label in &scope.document.labels {
        let Some(span) = span_of_bool(label) else {
            continue;
        };
        let message = format!("label `{}` has the values of a `bool`", label.name.value);
        report.push(
            BOOL_LABEL
                .at(span, message)
                .help("replace `values` with `type = \"bool\"`")
                .correct_if_any(replace_values(label)),
        );
    }
}

/// Replaces a list of values with `type`. A table of values is not replaced, because its descriptions would be lost.
fn replace_values(label: &Label) -> Option<Correction> {
    let key = label
        .domains
        .first()
        .filter(|key| *key.value == *"values")?;
    let list = span_of_bool(label).filter(|span| *span != key.span)?;
    Some(Correction::text(key.span.to(list), "type = \"bool\""))
}

/// Returns the span of the values if they are exactly `true` and `false`.
fn span_of_bool(label: &Label) -> Option<Span> {
    let Some(Domain::Closed(values)) = &label.domain else {
        return None;
    };
    let wires: Vec<&str> = values.items.iter().map(|it| it.wire.as_str()).collect();
    let is_bool = values.whole && (wires == ["true", "false"] || wires == ["false", "true"]);
    values.span.filter(|_| is_bool)
}
