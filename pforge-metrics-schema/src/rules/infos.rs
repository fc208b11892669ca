//! Infos: facts about the process.

use crate::diagnostic::Severity;
use crate::document::Kind;
use crate::proposal;
use crate::report::Report;
use crate::rule::Rule;
use crate::scope::Scope;

pub(crate) static INFO_LABELS: Rule = Rule {
    id: "info_labels",
    title: "the labels of an info are facts, at least one",
    severity: Severity::Error,
    fixed: true,
    hides_others: true,
    explanation: "\
An info is always 1; what it tells is in its labels, and each has one value that is known when the crate is compiled: a \
string, or an environment variable of the compiler, `{ env = \"GIT_SHA\", default = \"unknown\" }`. What changes while the \
process runs is a gauge or a stateset.",
    wrong: "\
[info.pforge_build_info]
help   = \"Build of the running binary.\"
labels = [\"version\"]
",
    right: "\
[info.pforge_build_info]
help   = \"Build of the running binary.\"
labels = { version = { env = \"CARGO_PKG_VERSION\" } }
",
    check: Some(info_labels),
};

/// Labels that are no facts at all are found when the file is read.
fn info_labels(scope: &Scope<'_>, report: &mut Report) {
    for metric in &scope.document.metrics {
        let facts = &metric.facts;
        if let Some(span) = facts.span
            && facts.whole
            && facts.items.is_empty()
        {
            let message = format!(
                "{} has no labels: it would tell nothing",
                metric.described()
            );
            report.push(
                INFO_LABELS
                    .at(span, message)
                    .help("add a fact: `labels = { version = { env = \"CARGO_PKG_VERSION\" } }`"),
            );
        }
    }
}

pub(crate) static INFO_SUFFIX: Rule = Rule {
    id: "info_suffix",
    title: "an info ends in `_info`",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    explanation: "\
OpenMetrics demands it of infos, and the suffix tells whoever reads a query that the value is always 1 and the labels are \
what counts.",
    wrong: "\
[info.pforge_build]
help   = \"Build of the running binary.\"
labels = { version = { env = \"CARGO_PKG_VERSION\" } }
",
    right: "\
[info.pforge_build_info]
help   = \"Build of the running binary.\"
labels = { version = { env = \"CARGO_PKG_VERSION\" } }
",
    check: Some(info_suffix),
};

fn info_suffix(scope: &Scope<'_>, report: &mut Report) {
    let metrics = scope.document.metrics.iter();
    let infos = metrics.filter(|metric| metric.kind == Kind::Info);
    for info in infos.filter(|info| !info.name.ends_with("_info")) {
        let message = format!("{} must end in `_info`", info.described());
        let diagnostic = INFO_SUFFIX.at(info.name.span, message);
        let otherwise = || "name what it tells, and then `_info`".to_owned();
        report.push(proposal::renaming(diagnostic, info, scope, otherwise));
    }
}
