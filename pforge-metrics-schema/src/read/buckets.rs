//! Buckets of histograms: `[buckets]`, and the same shapes at a histogram itself; `native`.

use toml::de::{DeArray, DeValue};

use super::entry::Entry;
use super::node::Node;
use super::shape::{MISSING_KEY, TYPE_MISMATCH};
use super::table::Table;
use super::value::{self, mismatch, number, string};
use super::written::plain;
use crate::diagnostic::Correction;
use crate::document::{Buckets, Given, Native, Preset, Shape, Spanned};
use crate::duration::milliseconds;
use crate::language;
use crate::report::Report;

const SHAPES: &str = "an array of bounds, `{ linear = … }` or `{ exponential = … }`";

pub(super) fn preset(entry: &Entry<'_>, report: &mut Report) -> Preset {
    let what = format!("preset `{}`", entry.key);
    let shape = shape(entry.node, &what, SHAPES, report);
    let span = entry.node.span();
    Preset {
        name: entry.name(),
        shape: shape.map(|value| Spanned { value, span }),
    }
}

/// The `buckets` of a histogram: the name of a preset, or bounds of its own.
pub(super) fn of_histogram(
    node: Node<'_>,
    what: &str,
    report: &mut Report,
) -> Option<Spanned<Buckets>> {
    let value = match node.value() {
        DeValue::String(_) => Buckets::Preset(string(node, what, report)?.value),
        _ => Buckets::Own(shape(
            node,
            what,
            &format!("a preset name, {SHAPES}"),
            report,
        )?),
    };
    Some(Spanned {
        value,
        span: node.span(),
    })
}

/// The `native` of a histogram.
pub(super) fn native(node: Node<'_>, what: &str, report: &mut Report) -> Option<Spanned<Native>> {
    let DeValue::Table(table) = node.value() else {
        return mismatch(node, what, "a table: `{ factor = 1.1 }`", report);
    };
    let table = Table::open(what, node.span(), table, &language::NATIVE, report);
    let factor = match table.value("factor", report, number) {
        Given::Value(factor) => Some(factor),
        Given::Absent | Given::Unreadable => None,
    };
    Some(Spanned {
        value: Native {
            factor,
            max_buckets: table.value("max_buckets", report, value::count),
            zero_threshold: table.value("zero_threshold", report, number),
        },
        span: node.span(),
    })
}

fn shape(node: Node<'_>, what: &str, expected: &str, report: &mut Report) -> Option<Shape> {
    match node.value() {
        DeValue::Array(array) => {
            if let Some(numbers) = in_quotes(array) {
                let message =
                    format!("the bounds of {what} must be decimal numbers, found strings");
                let diagnostic = TYPE_MISMATCH.at(node.span(), message);
                report.push(
                    diagnostic
                        .help(format!("write the bounds in the base unit: `{numbers}`"))
                        .correct(Correction::text(node.span(), numbers)),
                );
                return None;
            }
            // Every bound is read before the first unreadable one gives the list up: all are reported.
            let bounds: Vec<_> = node
                .items(array)
                .map(|node| number(node, "a bound", report))
                .collect();
            bounds.into_iter().collect::<Option<_>>().map(Shape::Listed)
        }
        DeValue::Table(table) => {
            let table = Table::open(what, node.span(), table, &language::BUCKETS, report);
            formula(&table, node, what, report)
        }
        _ => mismatch(node, what, expected, report),
    }
}

/// Bounds of which some are strings, as numbers.
fn in_quotes(array: &DeArray<'_>) -> Option<String> {
    let mut values = array.iter().map(toml::Spanned::get_ref);
    if !values.any(|it| it.as_str().is_some()) {
        return None;
    }
    let bounds = array.iter().map(|it| as_bound(it.get_ref()));
    let bounds = bounds.collect::<Option<Vec<_>>>()?;
    Some(format!("[{}]", bounds.join(", ")))
}

/// A bound as a number: one in quotes, or a duration in seconds.
fn as_bound(value: &DeValue<'_>) -> Option<String> {
    let Some(text) = value.as_str() else {
        return plain(value).filter(|it| it.parse::<f64>().is_ok());
    };
    let number = text.parse::<f64>().ok().filter(|it| it.is_finite());
    if let Some(number) = number {
        return Some(number.to_string());
    }
    let milliseconds = milliseconds(text)?;
    let (seconds, rest) = (milliseconds / 1_000, milliseconds % 1_000);
    let decimal = format!("{seconds}.{rest:03}");
    Some(
        decimal
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned(),
    )
}

fn formula(table: &Table<'_>, node: Node<'_>, what: &str, report: &mut Report) -> Option<Shape> {
    match (table.entry("linear"), table.entry("exponential")) {
        (Some(entry), None) => linear(entry, report),
        (None, Some(entry)) => exponential(entry, report),
        (Some(one), Some(other)) => {
            let second = one.span.max(other.span);
            let message = format!("{what} cannot have both `linear` and `exponential`");
            report.push(
                TYPE_MISMATCH
                    .at(second, message)
                    .related(one.span.min(other.span), "the first")
                    .help("remove one of them"),
            );
            None
        }
        (None, None) => {
            // A key that is neither has been reported.
            if table.whole {
                let message = format!("missing bounds in {what}");
                let help = "add `linear = { start = …, width = …, count = … }` or \
                    `exponential = { start = …, factor = …, count = … }`";
                report.push(MISSING_KEY.at(node.span(), message).help(help));
            }
            None
        }
    }
}

fn linear(entry: &Entry<'_>, report: &mut Report) -> Option<Shape> {
    let table = Table::open_entry("`linear`", entry, &language::LINEAR, report)?;
    let (start, width) = (
        parameter(&table, "start", report),
        parameter(&table, "width", report),
    );
    let count = count(&table, report);
    Some(Shape::Linear {
        start: start?,
        width: width?,
        count: count?,
    })
}

fn exponential(entry: &Entry<'_>, report: &mut Report) -> Option<Shape> {
    let table = Table::open_entry("`exponential`", entry, &language::EXPONENTIAL, report)?;
    let (start, factor) = (
        parameter(&table, "start", report),
        parameter(&table, "factor", report),
    );
    let count = count(&table, report);
    Some(Shape::Exponential {
        start: start?,
        factor: factor?,
        count: count?,
    })
}

fn parameter(table: &Table<'_>, key: &str, report: &mut Report) -> Option<Spanned<f64>> {
    table.get(key, report, number)?
}

fn count(table: &Table<'_>, report: &mut Report) -> Option<Spanned<u64>> {
    table.get("count", report, value::count)?
}
