//! The catalog and its cells.

use super::markdown::{code, escape};
use super::push;
use crate::expand::Context;
use pforge_metrics_schema::{GroupId, Metric};

pub const CELLS: &str = "Where the values of this catalog live: the type parameter that ties a handle to its [`CATALOG`].\n\n\
     You need its name to keep a handle in a struct of your own, as in `Counter<Cells>`. A handle's further parameters \
     follow from the schema and change with it: its labels and numbers, how many bounds, `Grouped` for a gauge of a \
     state, `Unset` for one that starts unset, `Traced` where exemplars are kept, `Native` where buckets are, `Shared` for a family with a great many series.";

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
