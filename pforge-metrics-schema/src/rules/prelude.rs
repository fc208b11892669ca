//! Label types that hide names of Rust's prelude.

use crate::diagnostic::Diagnostic;
use crate::document::{Domain, Label, Metric};
use crate::quote;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::rust_names::{enum_name, in_prelude};
use crate::scope::Scope;

/// The variants of enums in the prelude.
const VARIANTS: [&str; 4] = ["Err", "None", "Ok", "Some"];

pub(crate) static PRELUDE_NAME: Rule = Rule {
    id: "prelude_name",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("prelude_name.md"),
};

pub(super) fn prelude_name(scope: &Scope<'_>, report: &mut Report) {
    for label in &scope.document.labels {
        let name = enum_name(&label.name).filter(|name| in_prelude(name) && hides_use(label, name));
        if let Some(name) = name {
            report.push(hides(label, &name, scope));
        }
    }
}

/// Whether the type of a label with values would hide a name of Rust's prelude.
#[must_use]
pub fn hides_prelude(label: &str) -> bool {
    enum_name(label).is_some_and(|name| in_prelude(&name) && !VARIANTS.contains(&name.as_str()))
}

/// Whether files use what the type hides. The prelude's variants are used as values, which only the type of a `bool` is
/// as well.
fn hides_use(label: &Label, type_name: &str) -> bool {
    !VARIANTS.contains(&type_name) || matches!(label.domain, Some(Domain::Bool))
}

fn hides(label: &Label, type_name: &str, scope: &Scope<'_>) -> Diagnostic {
    let name = &label.name.value;
    let message = format!(
        "label `{name}` becomes the type `{type_name}`, which hides Rust's own `{type_name}` under `use metrics::*`"
    );
    let user = scope.document.metrics.iter().find(|it| uses(it, name));
    let table = format!("{}_{name}", user.map_or("my", |it| counted(it, scope)));
    let rename = match label.rename.value() {
        Some(_) => String::new(),
        None => format!(" with `rename = {}`", quote::string(name)),
    };
    let reference = match user.and_then(|it| it.states.value()) {
        Some(_) => format!("states = \"{table}\""),
        None => format!("labels = [\"{table}\"]"),
    };
    PRELUDE_NAME.at(label.name.span, message).help(format!(
        "declare it as `[label.{table}]`{rename}, and use it as `{reference}`"
    ))
}

fn uses(metric: &Metric, label: &str) -> bool {
    let mut labels = metric.labels.items.iter().map(|used| &used.label);
    let states = metric.states.value();
    states.is_some_and(|it| it.value == label) || labels.any(|used| used.value == label)
}

/// What a metric is about, in one word: `call` of `pforge_calls_total`.
fn counted<'a>(metric: &'a Metric, scope: &Scope<'_>) -> &'a str {
    let name = scope.document.without_prefix(&metric.name);
    let word = name.split('_').find(|word| !word.is_empty());
    word.map_or("my", |word| word.strip_suffix('s').unwrap_or(word))
}
