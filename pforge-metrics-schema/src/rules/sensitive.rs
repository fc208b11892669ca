//! Open labels whose values have no business in metrics.

use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;

pub(crate) static SENSITIVE_LABEL: Rule = Rule {
    id: "sensitive_label",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("sensitive_label.md"),
};

/// What is wrong with values of a name, and the names, which a label has as its last words.
const SENSITIVE: &[(&str, &str, &[&str])] = &[
    (
        "tells people apart",
        "metrics are kept for long and read by many",
        &[
            "user",
            "user_id",
            "username",
            "user_name",
            "email",
            "mail",
            "phone",
            "ip",
            "ip_address",
            "customer",
            "customer_id",
        ],
    ),
    (
        "may hold secrets",
        "what is in a label is in every scrape, for all to read",
        &[
            "token",
            "password",
            "secret",
            "session",
            "session_id",
            "cookie",
            "api_key",
            "credential",
            "credentials",
        ],
    ),
    (
        "has no end of values",
        "once `max` of them have been seen, all others count as one",
        &[
            "url",
            "uri",
            "path",
            "query",
            "trace_id",
            "span_id",
            "request_id",
            "correlation_id",
            "uuid",
            "guid",
            "timestamp",
        ],
    ),
];

pub(super) fn sensitive_label(scope: &Scope<'_>, report: &mut Report) {
    let labels = scope.document.labels.iter();
    let names = labels.filter(|label| label.open().is_some());
    let names = names.flat_map(|label| [Some(&label.name), label.rename.value()]);
    let metrics = scope.document.metrics.iter().filter(|metric| metric.roles);
    let uses = metrics.flat_map(|metric| &metric.labels.items);
    let roles = uses.filter(|used| {
        scope
            .label(&used.label)
            .is_some_and(|label| label.open().is_some())
    });
    for name in names.flatten().chain(roles.map(|used| &used.exported)) {
        if let Some((what, why, _)) = SENSITIVE.iter().find(|(.., names)| ends_in(name, names)) {
            report.push(
                SENSITIVE_LABEL
                    .at(name.span, format!("open label `{}` {what}", name.value))
                    .note(*why)
                    .help("leave it to logs and traces, or use a closed label of classes"),
            );
        }
    }
}

/// Whether a name has one of these words at its end.
fn ends_in(name: &str, words: &[&str]) -> bool {
    words.iter().any(|words| {
        let before = name.strip_suffix(words);
        before.is_some_and(|before| before.is_empty() || before.ends_with('_'))
    })
}
