//! Checks infos, whose labels are facts about the process.

use crate::document::Kind;
use crate::naming;
use crate::proposal;
use crate::read::INFO_LABELS;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;

/// Reports infos without labels. Labels without a value are reported when the file is read.
pub(super) fn info_labels(scope: &Scope<'_>, report: &mut Report) {
    for metric in &scope.document.metrics {
        let facts = &metric.facts;
        if let Some(span) = facts.span
            && facts.whole
            && facts.items.is_empty()
        {
            let message = format!("{} has no labels", metric.described());
            report.push(
                INFO_LABELS
                    .at(span, message)
                    .help("add a label: `labels = { version = { env = \"CARGO_PKG_VERSION\" } }`"),
            );
        }
    }
}

pub(crate) static INFO_SUFFIX: Rule = Rule {
    id: "info_suffix",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("info_suffix.md"),
};

pub(super) fn info_suffix(scope: &Scope<'_>, report: &mut Report) {
    let metrics = scope.document.metrics.iter();
    let infos = metrics.filter(|metric| metric.kind == Kind::Info);
    for info in infos.filter(|info| !info.name.ends_with("_info")) {
        let message = format!("{} does not end in `_info`", naming::described(info));
        let diagnostic = INFO_SUFFIX.at(info.name.span, message);
        let fallback_help = || "use a name that ends in `_info`".to_owned();
        report.push(proposal::with_rename_help(
            diagnostic,
            info,
            scope,
            fallback_help,
        ));
    }
}
