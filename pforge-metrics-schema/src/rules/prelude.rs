//! Checks for label types that shadow names of the Rust prelude.

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
        let name =
            enum_name(&label.name).filter(|name| in_prelude(name) && shadows_use(label, name));
        if let Some(name) = name {
            report.push(shadows(label, &name, scope));
        }
    }
}

/// Returns whether the enum of a label would shadow a name of the Rust prelude.
#[must_use]
pub fn hides_prelude(label: &str) -> bool {
    enum_name(label).is_some_and(|name| in_prelude(&name) && !VARIANTS.contains(&name.as_str()))
}

/// Returns whether the type shadows a name where code uses it.
///
/// Code uses the prelude's variants as values. Only the type of a `bool` label, a tuple struct, is also a value.
fn shadows_use(label: &Label, type_name: &str) -> bool {
    !VARIANTS.contains(&type_name) || matches!(label.domain, Some(Domain::Bool))
}

fn shadows(label: &Label, type_name: &str, scope: &Scope<'_>) -> Diagnostic {
    let name = &label.name.value;
    let message = format!(
        "type `{type_name}` of label `{name}` shadows the prelude's `{type_name}` under `use metrics::*`"
    );
    let user = scope.document.metrics.iter().find(|it| uses(it, name));
    let table = format!("{}_{name}", user.map_or("my", |it| subject(it, scope)));
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

/// Returns the first word of a name in the singular: `call` for `pforge_calls_total`.
fn subject<'a>(metric: &'a Metric, scope: &Scope<'_>) -> &'a str {
    let name = scope.document.without_prefix(&metric.name);
    let word = name.split('_').find(|word| !word.is_empty());
    word.map_or("my", |word| word.strip_suffix('s').unwrap_or(word))
}
