//! Checks suffixes that have a meaning in Prometheus.

use crate::diagnostic::Diagnostic;
use crate::document::{Kind, Metric};
use crate::naming;
use crate::proposal;
use crate::renaming;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;

pub(crate) static COUNTER_TOTAL: Rule = Rule {
    id: "counter_total",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("counter_total.md"),
};

pub(super) fn counter_total(scope: &Scope<'_>, report: &mut Report) {
    let counters = scope
        .document
        .metrics
        .iter()
        .filter(|metric| metric.kind == Kind::Counter);
    // `name_format` reports invalid names and proposes names with the suffix.
    let counters = counters
        .filter(|it| !it.name.ends_with("_total") && naming::has_only_name_characters(&it.name));
    for counter in counters {
        let message = format!("{} does not end in `_total`", naming::described(counter));
        let diagnostic = COUNTER_TOTAL.at(counter.name.span, message);
        report.push(with_total(diagnostic, counter, scope));
    }
}

fn with_total(diagnostic: Diagnostic, counter: &Metric, scope: &Scope<'_>) -> Diagnostic {
    let target = renaming::target(counter, scope).map(|target| target.name.as_str());
    if let Some(target) = target.filter(|target| target.ends_with("_total")) {
        let allow = format!("add `allow = {{ counter_total = \"old name of {target}\" }}`");
        return diagnostic.help(allow);
    }
    let fallback_help = || "use a name that ends in `_total`".to_owned();
    let renamed = proposal::with_rename_help(diagnostic, counter, scope, fallback_help);
    let Some(name) = proposal::new_name(counter, scope) else {
        return renamed;
    };
    let deprecated = format!("deprecated = {{ since = \"…\", renamed_to = \"{name}\" }}");
    renamed.note(format!(
        "to keep the old name for existing queries, declare it as a counter with `{deprecated}`"
    ))
}

pub(crate) static TOTAL_RESERVED: Rule = Rule {
    id: "total_reserved",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("total_reserved.md"),
};

pub(super) fn total_reserved(scope: &Scope<'_>, report: &mut Report) {
    for metric in scope
        .document
        .metrics
        .iter()
        .filter(|metric| metric.kind != Kind::Counter && metric.name.ends_with("_total"))
    {
        let message = format!(
            "{} ends in `_total`, which is reserved for counters",
            naming::described(metric)
        );
        let alternative = if metric.kind == Kind::Gauge {
            ", or declare a counter if it only goes up"
        } else {
            ""
        };
        let help = proposal::rename_help(metric, scope);
        let help = help.unwrap_or_else(|| "remove `_total` from the name".to_owned()) + alternative;
        report.push(TOTAL_RESERVED.at(metric.name.span, message).help(help));
    }
}

pub(crate) static SUFFIX_RESERVED: Rule = Rule {
    id: "suffix_reserved",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("suffix_reserved.md"),
};

pub(super) fn suffix_reserved(scope: &Scope<'_>, report: &mut Report) {
    for metric in &scope.document.metrics {
        let Some(suffix) = naming::reserved_suffix(&metric.name, metric.kind) else {
            continue;
        };
        // `family_clash` reports the metric if another one exposes its name.
        if scope.is_exposed_by_another(metric) {
            continue;
        }
        let message = format!(
            "{} ends in the reserved suffix `{suffix}`",
            naming::described(metric)
        );
        let help = match proposal::new_name(metric, scope) {
            Some(name) => format!("rename it, for example to `{name}`"),
            None => "use a name without this suffix".to_owned(),
        };
        let help = if suffix == "_info" && metric.kind == Kind::Gauge {
            let labels = "labels = { version = { env = \"CARGO_PKG_VERSION\" } }";
            let name = &metric.name.value;
            format!(
                "declare `[info.{name}]` with `{labels}` if it contains facts; otherwise {help}"
            )
        } else {
            help
        };
        report.push(SUFFIX_RESERVED.at(metric.name.span, message).help(help));
    }
}
