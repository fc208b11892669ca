//! Items to which no name refers.

use std::collections::HashSet;

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
    unused(&UNUSED_LABEL, scope, Sort::Label, report);
}

pub(crate) static UNUSED_BUCKETS: Rule = Rule {
    id: "unused_buckets",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("unused_buckets.md"),
};

pub(super) fn unused_buckets(scope: &Scope<'_>, report: &mut Report) {
    unused(&UNUSED_BUCKETS, scope, Sort::Preset, report);
}

pub(crate) static UNUSED_GROUP: Rule = Rule {
    id: "unused_group",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("unused_group.md"),
};

pub(super) fn unused_group(scope: &Scope<'_>, report: &mut Report) {
    unused(&UNUSED_GROUP, scope, Sort::Group, report);
}

pub(crate) static UNUSED_OWNER: Rule = Rule {
    id: "unused_owner",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("unused_owner.md"),
};

pub(super) fn unused_owner(scope: &Scope<'_>, report: &mut Report) {
    unused(&UNUSED_OWNER, scope, Sort::Owner, report);
}

/// Reports the items of one sort that are used nowhere. A misspelt use counts: it is reported already. Where a use may
/// be that could not be read, nothing can be said.
fn unused(rule: &'static Rule, scope: &Scope<'_>, sort: Sort, report: &mut Report) {
    if scope.document.lacks_uses {
        return;
    }
    let mut used = HashSet::new();
    for reference in scope.references.iter().filter(|it| it.sort == sort) {
        match reference.target {
            Target::Found(position) | Target::Meant(position) => {
                used.insert(position);
            }
            Target::OfAnotherKind | Target::Unknown => {}
        }
    }
    let names = scope.names(sort);
    for (position, name) in names.iter().enumerate() {
        // The second of two items with one name can't be used, which is not its fault.
        if names.is_first(position) && !used.contains(&position) {
            let message = format!("{} `{name}` is never used", sort.name());
            report.push(
                rule.at(names.span(position), message)
                    .help("use it in a metric, or remove it"),
            );
        }
    }
}
