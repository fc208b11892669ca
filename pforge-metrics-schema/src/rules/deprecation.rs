//! Checks deprecated metrics and label values.

use crate::diagnostic::Diagnostic;
use crate::document::{Deprecated, Given, Metric, Text};
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;
use crate::version::Version;

pub(crate) static DEPRECATED_FIELDS: Rule = Rule {
    id: "deprecated_fields",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("deprecated_fields.md"),
};

pub(super) fn deprecated_fields(scope: &Scope<'_>, report: &mut Report) {
    for (item, deprecated) in deprecated_items(scope) {
        let item = item.described();
        let since = match &deprecated.since {
            Given::Absent => {
                let message = format!("missing key `since` in `deprecated` of {item}");
                report.push(
                    DEPRECATED_FIELDS
                        .at(deprecated.span, message)
                        .help("add `since = \"…\"` with the version that deprecates it"),
                );
                None
            }
            Given::Value(text) => version("since", text, report),
            Given::Unreadable => None,
        };
        let Some(text) = deprecated.remove_in.value() else {
            continue;
        };
        let removed = version("remove_in", text, report);
        if let (Some(since), Some(removed)) = (since, removed)
            && removed <= since
        {
            report.push(removed_too_early(&item, deprecated, text));
        }
    }
}

fn version(key: &str, text: &Text, report: &mut Report) -> Option<Version> {
    let version = text.parse().ok();
    if version.is_none() {
        report.push(
            DEPRECATED_FIELDS
                .at(
                    text.span,
                    format!("invalid version `{}` in `{key}`", text.value),
                )
                .help("write it as in Cargo.toml, for example `1.4.0`"),
        );
    }
    version
}

fn removed_too_early(item: &str, deprecated: &Deprecated, remove_in: &Text) -> Diagnostic {
    let message = format!(
        "`remove_in` of {item} is {}, which is not later than `since`",
        remove_in.value
    );
    let since = deprecated.since.value().map(|since| since.span);
    DEPRECATED_FIELDS
        .at(remove_in.span, message)
        .related_if_any(since, "deprecated since this version")
        .help("set `remove_in` to a version after `since`")
}

pub(crate) static EXPIRED: Rule = Rule {
    id: "expired",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("expired.md"),
};

pub(super) fn expired(scope: &Scope<'_>, report: &mut Report) {
    let Some(current) = scope.version else { return };
    for (item, deprecated) in deprecated_items(scope) {
        let Some(text) = deprecated.remove_in.value() else {
            continue;
        };
        let Ok(remove_in) = text.parse::<Version>() else {
            continue;
        };
        // `deprecated_fields` reports that one of the two versions is wrong.
        let is_too_early = deprecated
            .since
            .value()
            .and_then(|since| since.parse().ok())
            .is_some_and(|since: Version| remove_in <= since);
        if remove_in <= current && !is_too_early {
            let message = format!(
                "{} was scheduled for removal in version {}, and the current version is {current}",
                item.described(),
                text.value
            );
            report.push(EXPIRED.at(text.span, message).help(item.removal_help()));
        }
    }
}

/// An item that can be deprecated.
#[derive(Clone, Copy)]
enum DeprecatedItem<'a> {
    Metric(&'a Metric),
    Value { value: &'a str, label: &'a str },
}

impl DeprecatedItem<'_> {
    fn described(self) -> String {
        match self {
            Self::Metric(metric) => metric.described(),
            Self::Value { value, label } => format!("value `{value}` of label `{label}`"),
        }
    }

    fn removal_help(self) -> &'static str {
        match self {
            Self::Metric(_) => "remove this table, or raise `remove_in`",
            Self::Value { .. } => "remove this value, or raise `remove_in`",
        }
    }
}

/// Returns all deprecated items.
fn deprecated_items<'a>(
    scope: &Scope<'a>,
) -> impl Iterator<Item = (DeprecatedItem<'a>, &'a Deprecated)> {
    let metrics = scope.document.metrics.iter();
    let metrics = metrics
        .filter_map(|metric| Some((DeprecatedItem::Metric(metric), metric.deprecated.as_ref()?)));
    let labels = scope.document.labels.iter();
    let values = labels.flat_map(|label| {
        label.values().iter().filter_map(|value| {
            let item = DeprecatedItem::Value {
                value: &value.wire,
                label: &label.name,
            };
            Some((item, value.deprecated.as_ref()?))
        })
    });
    metrics.chain(values)
}
