//! Checks for open labels whose values do not belong in metrics.

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

/// The problem of each class of values, the reason, and the last words of the label names in this class.
const SENSITIVE: &[(&str, &str, &[&str])] = &[
    (
        "may contain personal data",
        "metrics are stored for a long time and read by many people",
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
        "may contain secrets",
        "label values are readable in every scrape",
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
        "has an unbounded number of values",
        "after `max` values, all others are counted together",
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
        if let Some((problem, why, _)) = SENSITIVE.iter().find(|(.., names)| ends_in(name, names)) {
            report.push(
                SENSITIVE_LABEL
                    .at(name.span, format!("open label `{}` {problem}", name.value))
                    .note(*why)
                    .help("record the value in logs or traces, or use a closed label with a few classes"),
            );
        }
    }
}

/// Returns whether a name ends in one of these words.
fn ends_in(name: &str, words: &[&str]) -> bool {
    words.iter().any(|words| {
        let before = name.strip_suffix(words);
        before.is_some_and(|before| before.is_empty() || before.ends_with('_'))
    })
}
