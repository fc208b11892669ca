//! Names that refer to other items.

use crate::diagnostic::Severity;
use crate::report::Report;
use crate::rule::Rule;
use crate::scope::{Reference, Scope, Target};
use crate::suggest;

pub(crate) static UNKNOWN_REF: Rule = Rule {
    id: "unknown_ref",
    title: "what a name refers to is declared",
    severity: Severity::Error,
    fixed: true,
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
        let help = match target {
            Target::Found(_) | Target::OfAnotherKind => continue,
            Target::Meant(position) => names
                .iter()
                .nth(position)
                .map(|meant| format!("did you mean `{meant}`?")),
            Target::Unknown if names.is_empty() => {
                Some(format!("declare it: `[{}.{name}]`", sort.table()))
            }
            Target::Unknown => Some(format!(
                "these are declared: {}",
                suggest::list(names.iter())
            )),
        };
        let message = format!("{} `{name}` is not declared", sort.name());
        report.push(UNKNOWN_REF.at(span, message).help_if_any(help));
    }
}
