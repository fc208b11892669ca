//! Checks names that refer to other items.

use super::prelude::hides_prelude;
use crate::naming::{is_snake_case, snake};
use crate::quote;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::{ItemKind, Reference, Scope, Target};
use crate::suggest;

pub(crate) static UNKNOWN_REF: Rule = Rule {
    id: "unknown_ref",
    severity: Severity::Error,
    fixed: true,
    hides_others: true,
    page: include_str!("unknown_ref.md"),
};

pub(super) fn unknown_ref(scope: &Scope<'_>, report: &mut Report) {
    for &Reference {
        name,
        span,
        kind,
        of,
        target,
    } in &scope.references
    {
        let names = scope.names(kind);
        let message = format!("unknown {} `{name}`", kind.name());
        let diagnostic = UNKNOWN_REF.at(span, message);
        let others = || names.iter().filter(|it| Some(*it) != of);
        report.push(match target {
            Target::Found(_) | Target::OtherMetricKind => continue,
            Target::Misspelled(position) => match names.iter().nth(position) {
                Some(meant) => diagnostic.did_you_mean(name, meant),
                None => diagnostic,
            },
            Target::Unknown if others().next().is_none() => {
                diagnostic.help(declaration(name, kind, of, scope))
            }
            Target::Unknown => {
                let declared = suggest::list(others());
                diagnostic.help(format!("use a declared {}: {declared}", kind.name()))
            }
        });
    }
}

/// Describes how to declare the missing item.
fn declaration(name: &str, kind: ItemKind, of: Option<&str>, scope: &Scope<'_>) -> String {
    match kind {
        ItemKind::Preset => {
            let bounds = example_bounds(name);
            format!(
                "list the bounds, for example `buckets = {bounds}`, or declare the preset in \
                 `[buckets]`: `{name} = […]`"
            )
        }
        ItemKind::Label => label(name, scope),
        ItemKind::Group => format!("declare it: `[group.{name}]` with `title = \"…\"`"),
        ItemKind::Owner => format!("declare it: `[owner.{name}]` with `contact = \"…\"`"),
        ItemKind::Metric | ItemKind::Gauge => {
            let of = of.and_then(|of| scope.metric(of));
            let table = of.map_or(kind.table(), |of| of.kind.name());
            format!("declare it: `[{table}.{name}]` with `help = \"…\"`")
        }
    }
}

/// Describes how to declare a label. If its type would shadow a name of the prelude, the table gets another name.
fn label(name: &str, scope: &Scope<'_>) -> String {
    if let Some((label, value)) = name.split_once(['=', ':'])
        && is_snake_case(label.trim())
    {
        let (label, value) = (
            label.trim(),
            quote::string(value.trim_matches([' ', '"', '\''])),
        );
        return format!(
            "write only `\"{label}\"`, and declare it: `[label.{label}]` with `help = \"…\"` and `values = [{value}, …]`"
        );
    }
    let prefix = scope.document.prefix.as_ref().map_or("", |prefix| prefix);
    let prefix = Some(snake(prefix)).filter(|prefix| !prefix.is_empty());
    let own = snake(name);
    let with = "with `help = \"…\"`";
    if is_snake_case(name) && hides_prelude(name) {
        let first = scope.document.metrics.first();
        let first = first.and_then(|metric| metric.name.split('_').find(|word| !word.is_empty()));
        let prefix = prefix.or_else(|| first.map(snake));
        let table = format!("{}_{name}", prefix.as_deref().unwrap_or("my"));
        return format!(
            "declare it as `[label.{table}]` {with}, `rename = \"{name}\"` and `values = [\"…\"]`, and use it as `\"{table}\"`"
        );
    }
    if !is_snake_case(name) && is_snake_case(&own) {
        return format!(
            "declare it: `[label.{own}]` {with} and `values = [\"…\"]`, and use it as `\"{own}\"`"
        );
    }
    if !is_snake_case(name) {
        return format!("declare a label: `[label.<name>]` {with} and `values = [\"…\"]`");
    }
    format!("declare it: `[label.{name}]` {with} and `values = [\"…\"]`")
}

/// Returns example bounds: powers of 4 for sizes, and otherwise the default bounds of the Prometheus client libraries.
fn example_bounds(name: &str) -> &'static str {
    if name.contains("byte") || name.contains("size") {
        "[256, 1024, 4096, 16384, 65536, 262144, 1048576]"
    } else {
        "[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]"
    }
}
