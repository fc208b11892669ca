//! The reference of a schema: a [`Reference`] is the model, [`html`] and [`markdown`] render it.

pub mod html;
pub mod markdown;
mod metrics;
mod model;
mod rules;

use model::{Fact, Reference, Section};
use pforge_metrics_schema::{Compiled, Constant, ConstantValue, MetricId};

/// Returns the reference of a schema.
pub fn reference(compiled: &Compiled, title: &str) -> Reference {
    let schema = &compiled.schema;
    let of = |group| {
        let ids = (0..schema.metrics.len()).map(MetricId);
        let ids = ids.filter(|id| schema[*id].group.map(|id| &schema[id]) == group);
        ids.map(|id| metrics::entry(id, compiled)).collect()
    };
    let mut sections: Vec<Section> = Vec::new();
    for group in &schema.groups {
        sections.push(Section {
            title: group.title.clone(),
            help: group.help.clone(),
            metrics: of(Some(group)),
        });
    }
    let title_of_rest = if sections.is_empty() { "All" } else { "Others" };
    sections.push(Section {
        title: title_of_rest.to_owned(),
        help: None,
        metrics: of(None),
    });
    sections.retain(|section| !section.metrics.is_empty());
    Reference {
        title: title.to_owned(),
        constants: schema.constants.iter().map(constant).collect(),
        sections,
        rules: rules::all(compiled),
    }
}

fn constant(constant: &Constant) -> Fact {
    let value = match &constant.value {
        ConstantValue::Literal(text) => format!("{}=\"{text}\"", constant.name),
        ConstantValue::Environment { variable, .. } => {
            format!("{} from {variable} at compile time", constant.name)
        }
    };
    Fact {
        name: "Label",
        value,
        is_code: true,
    }
}
