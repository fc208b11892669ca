//! Checks renamed metrics, which are also exported under their old names.

use crate::diagnostic::Diagnostic;
use crate::document::{Kind, Metric, Text};
use crate::renaming;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::schema::Stability;
use crate::scope::Scope;
use crate::suggest;

pub(crate) static RENAME_TARGET: Rule = Rule {
    id: "rename_target",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("rename_target.md"),
};

pub(super) fn rename_target(scope: &Scope<'_>, report: &mut Report) {
    for metric in &scope.document.metrics {
        let Some((name, target)) = named_target(metric, scope) else {
            continue;
        };
        if target.name.value == metric.name.value {
            let message = format!("{} is renamed to itself", metric.described());
            report.push(
                RENAME_TARGET
                    .at(name.span, message)
                    .help("name the metric that replaces it, or remove `renamed_to`"),
            );
        } else if let Some(deprecated) = &target.deprecated {
            let message = format!(
                "{} is renamed to `{}`, which is also deprecated",
                metric.described(),
                name.value
            );
            let last = renaming::target(target, scope);
            let help = last.map_or_else(
                || "name a metric that is not deprecated".to_owned(),
                |last| format!("name its replacement `{}`", last.name.value),
            );
            report.push(
                RENAME_TARGET
                    .at(name.span, message)
                    .related(deprecated.span, "deprecated here")
                    .help(help),
            );
        }
    }
}

/// Returns the value of `renamed_to` with the metric of this name.
fn named_target<'a>(metric: &'a Metric, scope: &Scope<'a>) -> Option<(&'a Text, &'a Metric)> {
    let name = metric.deprecated.as_ref()?.renamed_to.value()?;
    Some((name, scope.metric(name)?))
}

pub(crate) static RENAME_SHAPE: Rule = Rule {
    id: "rename_shape",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("rename_shape.md"),
};

pub(super) fn rename_shape(scope: &Scope<'_>, report: &mut Report) {
    for metric in &scope.document.metrics {
        let Some(target) = renaming::target(metric, scope) else {
            continue;
        };
        let differences = renaming::differences(metric, target, scope);
        if let Some((name, _)) = named_target(metric, scope).filter(|_| !differences.is_empty()) {
            report.push(different_shape(metric, target, name, &differences));
        }
    }
}

fn different_shape(
    metric: &Metric,
    target: &Metric,
    name: &Text,
    differences: &[&str],
) -> Diagnostic {
    let (one, other) = (metric.described(), target.described());
    let both_infos = metric.kind == Kind::Info && target.kind == Kind::Info;
    let diagnostic = if metric.kind != target.kind {
        RENAME_SHAPE.at(
            name.span,
            format!("{one} cannot be renamed to {other}, which has another kind"),
        )
    } else if both_infos {
        RENAME_SHAPE.at(
            name.span,
            format!("{one} cannot be renamed, because infos have no cells to share"),
        )
    } else {
        let what = suggest::all(differences.iter().copied());
        RENAME_SHAPE.at(name.span, format!("{one} and {other} differ in {what}"))
    };
    let diagnostic = diagnostic.related(target.name.span, "renamed to this");
    if both_infos || metric.kind != target.kind {
        diagnostic.help("remove `renamed_to`: both metrics are exported separately")
    } else {
        diagnostic.help("make them equal, or remove `renamed_to` and update both metrics")
    }
}

pub(crate) static STABILITY_ORDER: Rule = Rule {
    id: "stability_order",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("stability_order.md"),
};

pub(super) fn stability_order(scope: &Scope<'_>, report: &mut Report) {
    for metric in &scope.document.metrics {
        if metric.stability() == Stability::Stable {
            open_labels(metric, scope, report);
        }
        let Some((name, target)) = named_target(metric, scope) else {
            continue;
        };
        if target.stability() < metric.stability() {
            let message = format!(
                "{} {} is renamed to {} {}",
                metric.stability().name(),
                metric.described(),
                target.stability().name(),
                target.described()
            );
            let of_target = target
                .stability
                .value()
                .map_or(target.name.span, |it| it.span);
            report.push(
                STABILITY_ORDER
                    .at(name.span, message)
                    .related(
                        of_target,
                        format!("declared {} here", target.stability().name()),
                    )
                    .help("give both metrics the same `stability`"),
            );
        }
    }
}

fn open_labels(metric: &Metric, scope: &Scope<'_>, report: &mut Report) {
    for used in &metric.labels.items {
        let is_open = scope
            .label(&used.label)
            .is_some_and(|it| it.open().is_some());
        if is_open {
            let message = format!(
                "stable {} has the open label `{}`",
                metric.described(),
                used.label.value
            );
            let stable = metric.stability.value().map(|it| it.span);
            report.push(
                STABILITY_ORDER
                    .at(used.label.span, message)
                    .related_if_any(stable, "declared stable here")
                    .help("lower the `stability`, or declare the `values` of the label"),
            );
        }
    }
}
