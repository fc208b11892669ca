//! The catalog and its cells.

use super::markdown::{code, escape};
use super::push;
use crate::expand::Context;
use pforge_metrics_schema::{GroupId, Metric};

pub const CELLS: &str = "Where the values of this catalog live: the type parameter that ties a handle to its [`CATALOG`].\n\n\
     Name it in code that is generic over metrics. A struct that holds a metric names the generated type of the metric instead, such \
     as `RequestsTotalSeries`, which stays correct when the schema changes.";

pub fn catalog(context: &Context) -> String {
    let path = code(&context.sources.root().path);
    let mut doc =
        format!("All metrics of {path}: what is served, read as a whole, and compared in tests.\n");
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
