//! How names are made.

use crate::diagnostic::Severity;
use crate::document::{Document, Text};
use crate::report::Report;
use crate::rule::Rule;
use crate::rust_names::field_name;
use crate::scope::Scope;

pub(crate) static SNAKE_CASE: Rule = Rule {
    id: "snake_case",
    title: "names are in snake_case",
    severity: Severity::Error,
    fixed: false,
    explanation: "\
Names of metrics, labels, roles, states and fields are words of lower-case ASCII letters and digits, joined by single \
underscores: `^[a-z][a-z0-9]*(_[a-z0-9]+)*$`. The prefix is the same with an underscore at its end. Prometheus would \
take more, but one convention lets a name be guessed, and every name of a schema becomes a Rust identifier. \
See https://prometheus.io/docs/practices/naming/.",
    wrong: "\
[counter.pforge_plansProposed_total]
help = \"Plans that were proposed.\"
",
    right: "\
[counter.pforge_plans_proposed_total]
help = \"Plans that were proposed.\"
",
    check: Some(snake_case),
};

fn snake_case(scope: &Scope<'_>, report: &mut Report) {
    let document = scope.document;
    for (what, name) in names(document).filter(|(_, name)| !is_snake_case(&name.replace(':', "_")))
    {
        let message = if name.is_empty() {
            format!("the name of a {what} must not be empty")
        } else {
            format!("{what} `{}` is not in snake_case", name.value)
        };
        let help = rename(name).unwrap_or_else(|| {
            "use lower-case ASCII letters, digits and single underscores".to_owned()
        });
        report.push(SNAKE_CASE.at(name.span, message).help(help));
    }
    let Some(prefix) = document.prefix.as_ref().filter(|prefix| !prefix.is_empty()) else {
        return;
    };
    if !prefix.strip_suffix('_').is_some_and(is_snake_case) {
        let message = format!(
            "prefix `{}` is not snake_case with `_` at its end",
            prefix.value
        );
        let better = Some(snake(prefix)).filter(|prefix| !prefix.is_empty());
        report.push(
            SNAKE_CASE
                .at(prefix.span, message)
                .help_if_any(better.map(|prefix| format!("write `prefix = \"{prefix}_\"`"))),
        );
    }
}

/// Every name that the rule is about, with what it names. A field that is named by its gauge is not named here.
fn names(document: &Document) -> impl Iterator<Item = (&'static str, &Text)> {
    let metrics = document
        .metrics
        .iter()
        .map(|metric| (metric.kind.name(), &metric.name));
    let labels = document.labels.iter().map(|label| ("label", &label.name));
    let roles = document
        .metrics
        .iter()
        .filter(|metric| metric.roles)
        .flat_map(|metric| &metric.labels.items);
    let roles = roles.map(|used| ("role", &used.exported));
    let states = document.states.iter().map(|state| ("state", &state.name));
    let fields = document.states.iter().flat_map(|state| &state.fields.items);
    let fields = fields
        .filter(|field| field.name.span != field.gauge.span)
        .map(|field| ("field", &field.name));
    metrics
        .chain(labels)
        .chain(roles)
        .chain(states)
        .chain(fields)
}

fn is_snake_case(name: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.split('_').all(word)
}

/// A name put into `snake_case`, as far as it consists of ASCII letters and digits.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    let mut after_lower = false;
    for c in name.chars() {
        let word_starts = !c.is_ascii_alphanumeric() || (after_lower && c.is_ascii_uppercase());
        if word_starts && !snake.is_empty() && !snake.ends_with('_') {
            snake.push('_');
        }
        if c.is_ascii_alphanumeric() {
            snake.push(c.to_ascii_lowercase());
        }
        after_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    snake.trim_matches('_').to_owned()
}

/// Proposes the name in `snake_case`, unless letters would get lost on the way, or it can't become a Rust name.
fn rename(name: &str) -> Option<String> {
    let renamed = snake(name);
    let fits = name.is_ascii() && is_snake_case(&renamed) && field_name(&renamed).is_some();
    fits.then(|| format!("rename it to `{renamed}`"))
}

pub(crate) static COLON_RESERVED: Rule = Rule {
    id: "colon_reserved",
    title: "`:` belongs to recording rules",
    severity: Severity::Error,
    fixed: false,
    explanation: "\
By convention a colon in a name tells that Prometheus computed the series by a recording rule. A metric that is exposed \
with one looks like the result of a rule that nobody can find. promlint refuses it as well.",
    wrong: "\
[counter.\"pforge:ticks_total\"]
help = \"Ticks of the orchestrator.\"
",
    right: "\
[counter.pforge_ticks_total]
help = \"Ticks of the orchestrator.\"
",
    check: Some(colon_reserved),
};

fn colon_reserved(scope: &Scope<'_>, report: &mut Report) {
    for (what, name) in names(scope.document).filter(|(_, name)| name.contains(':')) {
        let message = format!(
            "{what} `{}` has a `:`, which is reserved for recording rules",
            name.value
        );
        report.push(
            COLON_RESERVED
                .at(name.span, message)
                .help_if_any(rename(name)),
        );
    }
}

pub(crate) static TYPE_IN_NAME: Rule = Rule {
    id: "type_in_name",
    title: "a name does not tell the type",
    severity: Severity::Error,
    fixed: false,
    explanation: "\
The exposition tells the type already (`# TYPE`), and a name that repeats it lies once the type changes. promlint \
refuses it as well.",
    wrong: "\
[gauge.pforge_queue_gauge]
help = \"Jobs that wait.\"
",
    right: "\
[gauge.pforge_queued_jobs]
help = \"Jobs that wait.\"
",
    check: Some(type_in_name),
};

/// The types of Prometheus, as promlint looks for them.
const TYPES: &[&str] = &["counter", "gauge", "histogram", "summary"];

fn type_in_name(scope: &Scope<'_>, report: &mut Report) {
    for metric in &scope.document.metrics {
        let Some(word) = metric
            .name
            .split('_')
            .skip(1)
            .find(|word| TYPES.contains(word))
        else {
            continue;
        };
        let message = format!("{} has the type `{word}` in its name", metric.described());
        let renamed = metric.name.replacen(&format!("_{word}"), "", 1);
        let nothing_left = is_bare(&renamed, scope.document);
        let help = rename(&renamed).filter(|_| !nothing_left);
        report.push(
            TYPE_IN_NAME
                .at(metric.name.span, message)
                .help(help.unwrap_or_else(|| "name what is measured".to_owned())),
        );
    }
}

/// Whether a name is no more than the prefix, or no more than a single word, apart from a `_total`.
fn is_bare(name: &str, document: &Document) -> bool {
    let name = name.strip_suffix("_total").unwrap_or(name);
    let prefix = document
        .prefix
        .as_ref()
        .map_or("", |prefix| prefix.trim_end_matches('_'));
    name == prefix || !name.contains('_')
}

pub(crate) static GENERIC_NAME: Rule = Rule {
    id: "generic_name",
    title: "a name says what is measured",
    severity: Severity::Warning,
    fixed: false,
    explanation: "\
`data`, `value`, `info` or `stats` alone after the prefix fits every metric and tells none apart.",
    wrong: "\
prefix = \"pforge_\"

[gauge.pforge_value]
help = \"Global disorder score.\"
",
    right: "\
prefix = \"pforge_\"

[gauge.pforge_entropy]
help = \"Global disorder score.\"
",
    check: Some(generic_name),
};

fn generic_name(scope: &Scope<'_>, report: &mut Report) {
    for metric in &scope.document.metrics {
        let own = scope.document.without_prefix(&metric.name);
        let word = own.strip_suffix("_total").unwrap_or(own);
        if ["data", "value", "info", "stats"].contains(&word) {
            let message = format!("{} is called just `{word}`", metric.described());
            report.push(
                GENERIC_NAME
                    .at(metric.name.span, message)
                    .help("name what is measured"),
            );
        }
    }
}
