//! The documentation of `CATALOG` and `Cells`.

use super::markdown::{code, escape};
use super::push;
use crate::expand::Context;
use pforge_metrics_schema::{GroupId, Metric};

pub const CELLS: &str = "The storage of this catalog, and the type parameter that ties metric handles to [`CATALOG`].\n\n\
     Use it in code that is generic over metrics. To store a metric in a struct, use the type generated for that metric, such as \
     `RequestsTotalSeries`: it stays correct when the schema changes.";

pub fn catalog(context: &Context) -> String {
    let path = code(&context.sources.root().path);
    let mut doc = format!(
        "The metrics declared in {path}.\n\nPass it to an exporter to serve them, or take a snapshot to read all of them.\n"
    );
    let schema = context.schema;
    let of_group = |group: Option<GroupId>| {
        let metrics = schema.metrics.iter();
        metrics.filter(move |metric| metric.group == group)
    };
    doc.push('\n');
    push_metrics(&mut doc, of_group(None));
    for (i, group) in schema.groups.iter().enumerate() {
        push(&mut doc, format_args!("\n# {}\n\n", escape(&group.title)));
        if let Some(help) = &group.help {
            push(&mut doc, format_args!("{}\n\n", escape(help)));
        }
        push_metrics(&mut doc, of_group(Some(GroupId(i))));
    }
    doc
}

fn push_metrics<'a>(doc: &mut String, metrics: impl Iterator<Item = &'a Metric>) {
    for metric in metrics {
        push(
            doc,
            format_args!("* [`{}`]: {}\n", metric.static_name, escape(&metric.help)),
        );
    }
}
