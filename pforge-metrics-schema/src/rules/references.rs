//! Names that refer to other items, and items to which none refers.

use std::collections::HashSet;

use crate::diagnostic::Severity;
use crate::document::{Given, Text};
use crate::report::Report;
use crate::rule::Rule;
use crate::scope::{Names, Reference, Scope};
use crate::suggest;

pub(crate) static UNKNOWN_REF: Rule = Rule {
    id: "unknown_ref",
    title: "labels, groups, presets and gauges are declared before they are named",
    severity: Severity::Error,
    explanation: "\
A metric refers to labels, to a group and to a preset of `[buckets]` by name, a state to gauges. Where they are declared \
in the file does not matter.",
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
    for Reference { name, span, names } in scope.references() {
        if names.find(name).is_some() {
            continue;
        }
        let message = format!("{} `{name}` is not declared", names.sort);
        let help = if let Some(nearest) = suggest::nearest(name, names.iter()) {
            format!("did you mean `{nearest}`?")
        } else if names.iter().next().is_some() {
            format!("these are declared: {}", suggest::list(names.iter()))
        } else {
            format!("declare it: `[{}.{name}]`", names.table)
        };
        report.push(UNKNOWN_REF.at(span, message).help(help));
    }
}

pub(crate) static UNUSED_LABEL: Rule = Rule {
    id: "unused_label",
    title: "every label is used",
    severity: Severity::Error,
    explanation: "\
A label that no metric has is a leftover, or the metric that should have it was forgotten. Its enum would be dead code.",
    wrong: "\
[label.vendor]
help   = \"LLM vendor.\"
values = [\"openai\", \"anthropic\"]

[counter.pforge_tokens_used_total]
help = \"Tokens used.\"
",
    right: "\
[label.vendor]
help   = \"LLM vendor.\"
values = [\"openai\", \"anthropic\"]

[counter.pforge_tokens_used_total]
help   = \"Tokens used.\"
labels = [\"vendor\"]
",
    check: Some(unused_label),
};

fn unused_label(scope: &Scope<'_>, report: &mut Report) {
    if scope
        .document
        .metrics
        .iter()
        .all(|metric| metric.labels.whole)
    {
        let labels = scope.document.labels.iter().map(|label| &label.name);
        unused(&UNUSED_LABEL, scope, &scope.labels, labels, report);
    }
}

pub(crate) static UNUSED_BUCKETS: Rule = Rule {
    id: "unused_buckets",
    title: "every bucket preset is used",
    severity: Severity::Error,
    explanation: "A preset that no histogram has is a leftover. Delete it, or use it.",
    wrong: "\
[buckets]
tick = [0.1, 1, 10]

[histogram.pforge_tick_duration_seconds]
help    = \"Wall time of one tick.\"
buckets = [0.1, 1, 10]
",
    right: "\
[buckets]
tick = [0.1, 1, 10]

[histogram.pforge_tick_duration_seconds]
help    = \"Wall time of one tick.\"
buckets = \"tick\"
",
    check: Some(unused_buckets),
};

fn unused_buckets(scope: &Scope<'_>, report: &mut Report) {
    if scope
        .document
        .metrics
        .iter()
        .all(|metric| !matches!(metric.buckets, Given::Unreadable))
    {
        let presets = scope.document.presets.iter().map(|preset| &preset.name);
        unused(&UNUSED_BUCKETS, scope, &scope.presets, presets, report);
    }
}

pub(crate) static UNUSED_GROUP: Rule = Rule {
    id: "unused_group",
    title: "every group is used",
    severity: Severity::Error,
    explanation: "A group without metrics would be a heading with nothing under it.",
    wrong: "\
[group.puzzle]
title = \"Puzzle state\"

[gauge.pforge_entropy]
help = \"Global disorder score.\"
",
    right: "\
[group.puzzle]
title = \"Puzzle state\"

[gauge.pforge_entropy]
help  = \"Global disorder score.\"
group = \"puzzle\"
",
    check: Some(unused_group),
};

fn unused_group(scope: &Scope<'_>, report: &mut Report) {
    if scope
        .document
        .metrics
        .iter()
        .all(|metric| !matches!(metric.group, Given::Unreadable))
    {
        let groups = scope.document.groups.iter().map(|group| &group.name);
        unused(&UNUSED_GROUP, scope, &scope.groups, groups, report);
    }
}

/// Reports the items of one sort that are used nowhere. A misspelt use counts: it is reported already. Where a use
/// could not be read at all, nothing can be said; the callers see to that.
fn unused<'a>(
    rule: &'static Rule,
    scope: &Scope<'_>,
    sort: &Names<'_>,
    names: impl Iterator<Item = &'a Text>,
    report: &mut Report,
) {
    let references = scope
        .references()
        .filter(|reference| std::ptr::eq(reference.names, sort));
    let used: HashSet<_> = references
        .filter_map(|reference| reference.meant())
        .collect();
    for (_, name) in names
        .enumerate()
        .filter(|(position, _)| !used.contains(position))
    {
        let message = format!("{} `{}` is never used", sort.sort, name.value);
        report.push(
            rule.at(name.span, message)
                .help("use it in a metric, or remove it"),
        );
    }
}
