//! Checks for items that are never used.

use std::collections::HashSet;

use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::{ItemKind, Scope, Target};

pub(crate) static UNUSED_LABEL: Rule = Rule {
    id: "unused_label",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("unused_label.md"),
};

pub(super) fn unused_label(scope: &Scope<'_>, report: &mut Report) {
    unused(&UNUSED_LABEL, scope, ItemKind::Label, report);
}

pub(crate) static UNUSED_BUCKETS: Rule = Rule {
    id: "unused_buckets",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("unused_buckets.md"),
};

pub(super) fn unused_buckets(scope: &Scope<'_>, report: &mut Report) {
    unused(&UNUSED_BUCKETS, scope, ItemKind::Preset, report);
}

pub(crate) static UNUSED_GROUP: Rule = Rule {
    id: "unused_group",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("unused_group.md"),
};

pub(super) fn unused_group(scope: &Scope<'_>, report: &mut Report) {
    unused(&UNUSED_GROUP, scope, ItemKind::Group, report);
}

pub(crate) static UNUSED_OWNER: Rule = Rule {
    id: "unused_owner",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("unused_owner.md"),
};

pub(super) fn unused_owner(scope: &Scope<'_>, report: &mut Report) {
    unused(&UNUSED_OWNER, scope, ItemKind::Owner, report);
}

/// Reports the items of one kind that are never used.
///
/// A misspelled use counts as a use, because it is reported itself. Nothing is reported if some uses could not be read.
fn unused(rule: &'static Rule, scope: &Scope<'_>, kind: ItemKind, report: &mut Report) {
    if scope.document.lacks_uses {
        return;
    }
    let mut used = HashSet::new();
    for reference in scope.references.iter().filter(|it| it.kind == kind) {
        match reference.target {
            Target::Found(position) | Target::Misspelled(position) => {
                used.insert(position);
            }
            Target::OtherMetricKind | Target::Unknown => {}
        }
    }
    let names = scope.names(kind);
    for (position, name) in names.iter().enumerate() {
        // A duplicate item cannot be used and is reported as a duplicate.
        if names.is_first(position) && !used.contains(&position) {
            let message = format!("unused {} `{name}`", kind.name());
            report.push(
                rule.at(names.span(position), message)
                    .help("use it in a metric, or remove it"),
            );
        }
    }
}
