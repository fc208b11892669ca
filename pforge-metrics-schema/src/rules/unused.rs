//! Items to which no name refers.

use std::collections::HashSet;

use crate::document::Text;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::{Scope, Sort, Target};

pub(crate) static UNUSED_LABEL: Rule = Rule {
    id: "unused_label",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("unused_label.md"),
};

pub(super) fn unused_label(scope: &Scope<'_>, report: &mut Report) {
    let labels = scope.document.labels.iter().map(|label| &label.name);
    unused(&UNUSED_LABEL, scope, Sort::Label, labels, report);
}

pub(crate) static UNUSED_BUCKETS: Rule = Rule {
    id: "unused_buckets",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("unused_buckets.md"),
};

pub(super) fn unused_buckets(scope: &Scope<'_>, report: &mut Report) {
    let presets = scope.document.presets.iter().map(|preset| &preset.name);
    unused(&UNUSED_BUCKETS, scope, Sort::Preset, presets, report);
}

pub(crate) static UNUSED_GROUP: Rule = Rule {
    id: "unused_group",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("unused_group.md"),
};

pub(super) fn unused_group(scope: &Scope<'_>, report: &mut Report) {
    let groups = scope.document.groups.iter().map(|group| &group.name);
    unused(&UNUSED_GROUP, scope, Sort::Group, groups, report);
}

pub(crate) static UNUSED_OWNER: Rule = Rule {
    id: "unused_owner",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("unused_owner.md"),
};

pub(super) fn unused_owner(scope: &Scope<'_>, report: &mut Report) {
    let owners = scope.document.owners.iter().map(|owner| &owner.name);
    unused(&UNUSED_OWNER, scope, Sort::Owner, owners, report);
}

/// Reports the items of one sort that are used nowhere. A misspelt use counts: it is reported already. Where a use may
/// be that could not be read, nothing can be said.
fn unused<'a>(
    rule: &'static Rule,
    scope: &Scope<'_>,
    sort: Sort,
    names: impl Iterator<Item = &'a Text>,
    report: &mut Report,
) {
    if scope.document.lacks_uses {
        return;
    }
    let references = scope
        .references
        .iter()
        .filter(|reference| reference.sort == sort);
    let used: HashSet<_> = references
        .filter_map(|reference| match reference.target {
            Target::Found(position) | Target::Meant(position) => Some(position),
            Target::OfAnotherKind | Target::Unknown => None,
        })
        .collect();
    // The second of two items with one name can't be used, which is not its fault.
    let is_unused = |position| scope.names(sort).is_first(position) && !used.contains(&position);
    for (_, name) in names
        .enumerate()
        .filter(|(position, _)| is_unused(*position))
    {
        let message = format!("{} `{}` is never used", sort.name(), name.value);
        report.push(
            rule.at(name.span, message)
                .help("use it in a metric, or remove it"),
        );
    }
}
