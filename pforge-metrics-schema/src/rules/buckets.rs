//! Checks the bucket bounds of histograms.

use crate::bounds;
use crate::diagnostic::Correction;
use crate::document::{Buckets, Given, Kind, Shape, Spanned};
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;
use crate::source::Span;

pub(crate) static BUCKETS_REQUIRED: Rule = Rule {
    id: "buckets_required",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("buckets_required.md"),
};

pub(super) fn buckets_required(scope: &Scope<'_>, report: &mut Report) {
    for metric in scope
        .document
        .metrics
        .iter()
        .filter(|metric| metric.kind == Kind::Histogram)
    {
        if matches!(
            (&metric.buckets, &metric.native),
            (Given::Absent, Given::Absent)
        ) {
            report.push(
                BUCKETS_REQUIRED
                    .at(
                        metric.name.span,
                        format!("missing key `buckets` in {}", metric.described()),
                    )
                    .help("name a preset, or list the bounds: `buckets = [0.1, 0.5, 1, 5]`"),
            );
        }
    }
}

pub(crate) static BUCKETS_ORDER: Rule = Rule {
    id: "buckets_order",
    severity: Severity::Error,
    fixed: true,
    hides_others: true,
    page: include_str!("buckets_order.md"),
};

pub(super) fn buckets_order(scope: &Scope<'_>, report: &mut Report) {
    for (_, shape) in shapes(scope) {
        match shape {
            Shape::Listed(bounds) => list_order(bounds, report),
            Shape::Linear { start, width, .. } => {
                let valid = finite("start", start, report) && above("width", width, 0.0, report);
                computed_order(valid, shape, width.span, report);
            }
            Shape::Exponential { start, factor, .. } => {
                let start = above("start", start, 0.0, report);
                let valid = above("factor", factor, 1.0, report) && start;
                computed_order(valid, shape, factor.span, report);
            }
        }
    }
}

fn list_order(bounds: &[Spanned<f64>], report: &mut Report) {
    for bound in bounds.iter().filter(|bound| !bound.is_finite()) {
        let help = if bound.value == f64::INFINITY {
            "remove it: the `+Inf` bucket always exists"
        } else {
            "remove it"
        };
        report.push(
            BUCKETS_ORDER
                .at(bound.span, format!("bound `{}` is not finite", bound.value))
                .help(help)
                .correct(Correction::Remove(bound.span)),
        );
    }
    // Bounds that are not finite were reported above.
    for pair in bounds
        .windows(2)
        .filter(|pair| pair[0].value >= pair[1].value && pair.iter().all(|bound| bound.is_finite()))
    {
        let message = format!(
            "bound `{}` is not greater than the previous bound `{}`",
            pair[1].value, pair[0].value
        );
        report.push(
            BUCKETS_ORDER
                .at(pair[1].span, message)
                .related(pair[0].span, "previous bound")
                .help("list the bounds in ascending order, without duplicates")
                .correct_if_any(sorted(bounds)),
        );
    }
}

/// Replaces the list with its finite bounds, sorted and without duplicates.
fn sorted(bounds: &[Spanned<f64>]) -> Option<Correction> {
    let (first, last) = (bounds.first()?, bounds.last()?);
    let mut finite: Vec<f64> = bounds.iter().map(|bound| bound.value).collect();
    finite.retain(|bound| bound.is_finite());
    finite.sort_by(f64::total_cmp);
    finite.dedup();
    let finite: Vec<String> = finite.iter().map(f64::to_string).collect();
    Some(Correction::text(
        first.span.to(last.span),
        finite.join(", "),
    ))
}

/// Reports a formula whose bounds overflow or repeat, if each of its parameters is valid.
fn computed_order(parameters_valid: bool, shape: &Shape, span: Span, report: &mut Report) {
    let Some(bounds) = bounds::bounds(shape).filter(|_| parameters_valid) else {
        return;
    };
    if let Some(bound) = bounds.iter().find(|bound| !bound.is_finite()) {
        let message = format!("computed bounds overflow to `{bound}`");
        report.push(BUCKETS_ORDER.at(span, message).help("use smaller steps"));
    } else if let Some([_, bound, ..]) = bounds.windows(2).find(|pair| pair[0] >= pair[1]) {
        let message =
            format!("two bounds are equal to `{bound}` after rounding to 6 significant digits");
        report.push(BUCKETS_ORDER.at(span, message).help("use larger steps"));
    }
}

fn finite(key: &str, number: &Spanned<f64>, report: &mut Report) -> bool {
    if !number.is_finite() {
        let message = format!("`{key}` must be finite, found `{}`", number.value);
        let help = format!("set it to the lowest bound, for example `{key} = 0`");
        report.push(BUCKETS_ORDER.at(number.span, message).help(help));
    }
    number.is_finite()
}

fn above(key: &str, number: &Spanned<f64>, limit: f64, report: &mut Report) -> bool {
    let is_valid = number.is_finite() && number.value > limit;
    if !is_valid {
        let message = format!(
            "`{key}` must be finite and greater than {limit}, found `{}`",
            number.value
        );
        let help = format!(
            "use a number above {limit}, for example `{key} = {}`",
            limit + 1.0
        );
        report.push(BUCKETS_ORDER.at(number.span, message).help(help));
    }
    is_valid
}

pub(crate) static BUCKETS_COUNT: Rule = Rule {
    id: "buckets_count",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("buckets_count.md"),
};

pub(super) fn buckets_count(scope: &Scope<'_>, report: &mut Report) {
    for (span, shape) in shapes(scope) {
        let count = bounds::count(shape);
        if !bounds::COUNT.contains(&count) {
            let span = match shape {
                Shape::Listed(_) => span,
                Shape::Linear { count, .. } | Shape::Exponential { count, .. } => count.span,
            };
            let (fewest, most) = bounds::COUNT.into_inner();
            let found = match count {
                0 => "none".to_owned(),

                u64::MAX => format!("more than {most}"),
                _ => count.to_string(),
            };
            let message = format!("expected {fewest} to {most} bounds, found {found}");
            report.push(BUCKETS_COUNT.at(span, message));
        }
    }
}

/// Returns the bounds that presets and histograms declare, with the spans of their values.
fn shapes<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (Span, &'a Shape)> {
    let presets = scope
        .document
        .presets
        .iter()
        .filter_map(|preset| preset.shape.as_ref());
    let presets = presets.map(|shape| (shape.span, &shape.value));
    let own = scope
        .document
        .metrics
        .iter()
        .filter_map(|metric| metric.buckets.value());
    let own = own.filter_map(|buckets| match &buckets.value {
        Buckets::Own(shape) => Some((buckets.span, shape)),
        Buckets::Preset(_) => None,
    });
    presets.chain(own)
}

pub(crate) static BUCKETS_SCALE: Rule = Rule {
    id: "buckets_scale",
    severity: Severity::Warning,
    fixed: false,
    hides_others: false,
    page: include_str!("buckets_scale.md"),
};

pub(super) fn buckets_scale(scope: &Scope<'_>, report: &mut Report) {
    for metric in scope
        .document
        .metrics
        .iter()
        .filter(|metric| metric.name.ends_with("_seconds"))
    {
        let Some(buckets) = metric.buckets.value() else {
            continue;
        };
        let Some(bounds) = scope.shape(buckets).and_then(bounds::sound_bounds) else {
            continue;
        };
        if bounds[0] >= 100.0 {
            let message = format!(
                "the lowest bound of {} is {} seconds",
                metric.described(),
                bounds[0]
            );
            report.push(
                BUCKETS_SCALE
                    .at(buckets.span, message)
                    .help("divide the bounds by 1000 if they are in milliseconds"),
            );
        }
    }
}
