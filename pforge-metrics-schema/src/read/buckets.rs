//! Bounds of histograms: `[buckets]`, and the same shapes at a histogram itself.

use toml::de::DeValue;

use super::table::{Entry, Table};
use super::value::{self, Node, mismatch, number, string};
use crate::document::{Buckets, Preset, Shape, Spanned};
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
            &format!("the name of a preset, {SHAPES}"),
            report,
        )?),
    };
    Some(Spanned {
        value,
        span: node.span(),
    })
}

fn shape(node: Node<'_>, what: &str, expected: &str, report: &mut Report) -> Option<Shape> {
    match node.value() {
        DeValue::Array(array) => {
            // Every bound is read before the first unreadable one gives the list up: all are reported.
            let bounds: Vec<_> = node
                .items(array)
                .map(|node| number(node, "a bound", report))
                .collect();
            bounds.into_iter().collect::<Option<_>>().map(Shape::Listed)
        }
        DeValue::Table(table) if table.len() == 1 => {
            let table = Table::open(what, node.span(), table, &language::BUCKETS, report);
            match (table.entry("linear"), table.entry("exponential")) {
                (Some(entry), _) => linear(entry, report),
                (_, Some(entry)) => exponential(entry, report),
                (None, None) => None,
            }
        }
        _ => mismatch(node, what, expected, report),
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
    number(table.get(key)?, &format!("`{key}`"), report)
}

fn count(table: &Table<'_>, report: &mut Report) -> Option<Spanned<u64>> {
    value::count(table.get("count")?, "`count`", report)
}
