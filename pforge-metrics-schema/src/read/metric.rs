//! `[counter.X]`, `[gauge.X]` and `[histogram.X]`.

use toml::de::DeValue;

use super::buckets;
use super::table::{Entry, Table, entries};
use super::value::{Node, mismatch, string};
use crate::document::{Kind, LabelUse, List, Metric, Spanned};
use crate::report::Report;
use crate::rules;
use crate::schema::Number;
use crate::suggest;

pub(super) fn metric(kind: Kind, entry: &Entry<'_>, report: &mut Report) -> Option<Metric> {
    let keys: &'static [&'static str] = match kind {
        Kind::Counter | Kind::Gauge => &["help", "labels", "group", "value"],
        Kind::Histogram => &["help", "labels", "group", "buckets"],
    };
    let table = Table::open_entry(
        format!("{} `{}`", kind.name(), entry.key),
        entry,
        keys,
        report,
    )?;
    let labels = table.get("labels");
    Some(Metric {
        name: entry.name(),
        kind,
        help: table.string("help", report),
        labels: labels.map_or(List::ABSENT, |node| label_uses(node, report)),
        roles: labels.is_some_and(|node| node.get_ref().is_table()),
        group: table.string("group", report),
        number: table.value("value", report, number),
        buckets: table.value("buckets", report, buckets::of_histogram),
    })
}

/// A list of labels, or a table from roles to labels.
fn label_uses(node: &Node<'_>, report: &mut Report) -> List<LabelUse> {
    let span = node.span().into();
    match node.get_ref() {
        DeValue::Array(array) => {
            let uses = array.iter().map(|node| {
                let label = string(node, "the name of a label", report)?;
                Some(LabelUse {
                    exported: label.clone(),
                    label,
                })
            });
            List::read(span, uses)
        }
        DeValue::Table(table) => {
            let uses = entries(table).into_iter().map(|entry| {
                let label = string(entry.node, &format!("role `{}`", entry.key), report)?;
                Some(LabelUse {
                    exported: entry.name(),
                    label,
                })
            });
            List::read(span, uses)
        }
        _ => {
            mismatch::<()>(
                node,
                "`labels`",
                "an array of labels or a table from roles to labels",
                report,
            );
            List::unreadable(span)
        }
    }
}

fn number(node: &Node<'_>, what: &str, report: &mut Report) -> Option<Spanned<Number>> {
    let text = string(node, what, report)?;
    let value = match text.as_str() {
        "int" => Number::Int,
        "float" => Number::Float,
        other => {
            let message = format!("{what} must be \"int\" or \"float\", found \"{other}\"");
            let help = suggest::nearest(other, ["int", "float"])
                .map(|nearest| format!("did you mean `{nearest}`?"));
            report.push(
                rules::TYPE_MISMATCH
                    .at(text.span, message)
                    .help_if_any(help),
            );
            return None;
        }
    };
    Some(Spanned {
        value,
        span: text.span,
    })
}
