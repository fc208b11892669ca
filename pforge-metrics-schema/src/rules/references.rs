//! Names that refer to other items.

use crate::diagnostic::Severity;
use crate::report::Report;
use crate::rule::Rule;
use crate::scope::{Reference, Scope, Sort, Target};
use crate::suggest;

pub(crate) static UNKNOWN_REF: Rule = Rule {
    id: "unknown_ref",
    title: "what a name refers to is declared",
    severity: Severity::Error,
    fixed: true,
    hides_others: true,
    explanation: "\
A metric refers by name to labels, to a group, an owner and a preset of `[buckets]`, and to what it is renamed to; a state \
refers to gauges, an alert to its owner, a dashboard to metrics. Where they are declared, in this file or another one of the schema, does not matter.",
    wrong: "\
[gauge.pforge_entropy]
help  = \"Global disorder score.\"
group = \"puzzle\"
",
    right: "\
[group.puzzle]
title = \"Puzzle state\"

[gauge.pforge_entropy]
help  = \"Global disorder score.\"
group = \"puzzle\"
",
    check: Some(unknown_ref),
};

fn unknown_ref(scope: &Scope<'_>, report: &mut Report) {
    for &Reference {
        name,
        span,
        sort,
        target,
    } in &scope.references
    {
        let names = scope.names(sort);
        let message = format!("{} `{name}` is not declared", sort.name());
        let diagnostic = UNKNOWN_REF.at(span, message);
        report.push(match target {
            Target::Found(_) | Target::OfAnotherKind => continue,
            Target::Meant(position) => match names.iter().nth(position) {
                Some(meant) => diagnostic.did_you_mean(name, meant),
                None => diagnostic,
            },
            Target::Unknown if names.is_empty() => diagnostic.help(declaration(name, sort)),
            Target::Unknown => {
                let declared = suggest::list(names.iter());
                diagnostic.help(format!("these are declared: {declared}"))
            }
        });
    }
}

/// How to declare what a name is meant to refer to.
fn declaration(name: &str, sort: Sort) -> String {
    match sort {
        Sort::Preset => {
            let bounds = usual_bounds(name);
            format!(
                "write bounds, for example `buckets = {bounds}`, or declare the preset in `[buckets]`: \
                 `{name} = […]`"
            )
        }
        Sort::Label => {
            format!("declare it: `[label.{name}]` with `help = \"…\"` and `values = [\"…\"]`")
        }
        Sort::Group => format!("declare it: `[group.{name}]` with `title = \"…\"`"),
        Sort::Owner => format!("declare it: `[owner.{name}]` with `contact = \"…\"`"),
        Sort::Metric | Sort::Gauge => {
            format!(
                "declare it: `[{}.{name}]` with `help = \"…\"`",
                sort.table()
            )
        }
    }
}

/// Bounds to begin with: those of sizes, or else those of durations that the libraries of Prometheus have by default.
fn usual_bounds(name: &str) -> &'static str {
    if name.contains("byte") || name.contains("size") {
        "[256, 1024, 4096, 16384, 65536, 262144, 1048576]"
    } else {
        "[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]"
    }
}
