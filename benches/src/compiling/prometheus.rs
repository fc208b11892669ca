//! The 1,000 metrics with prometheus: `LazyLock` and `register_*!`.

use super::declaration::{self, BOUNDS, Declaration, MetricKind};
use super::project::Source;

/// Prints all registered metrics.
pub const PRINT: &str = r#"    let families = prometheus::gather();
    let body = prometheus::TextEncoder::new().encode_to_string(&families).unwrap();
    println!("{body}# {}", edited::EDITED);
"#;

pub fn source() -> Source {
    let declarations = declaration::all();
    let statics: String = declarations.iter().map(item).collect();
    let (functions, calls) = declaration::updates(&declarations, update);
    let main = format!(
        "mod edited;\n\nuse std::sync::LazyLock;\n\nuse prometheus::*;\n\n{statics}\n{functions}fn main() {{\n{calls}{PRINT}}}\n"
    );
    Source {
        package: "compiling-prometheus",
        dependencies: "prometheus = \"0.14\"\n".to_owned(),
        files: vec![("src/main.rs", main)],
    }
}

fn item(declaration: &Declaration) -> String {
    let kind = type_name(declaration);
    let item = declaration.item();
    let register = register(declaration);
    format!("static {item}: LazyLock<{kind}> = LazyLock::new(|| {register}.unwrap());\n")
}

/// The type of a metric or a family.
pub fn type_name(declaration: &Declaration) -> &'static str {
    match (declaration.kind, declaration.labelled) {
        (MetricKind::Counter, false) => "IntCounter",
        (MetricKind::Counter, true) => "IntCounterVec",
        (MetricKind::Gauge, false) => "Gauge",
        (MetricKind::Gauge, true) => "GaugeVec",
        (MetricKind::Histogram, false) => "Histogram",
        (MetricKind::Histogram, true) => "HistogramVec",
    }
}

/// The call that creates and registers a metric.
pub fn register(declaration: &Declaration) -> String {
    let Declaration {
        kind,
        name,
        help,
        labelled,
    } = declaration;
    let call = match kind {
        MetricKind::Counter => "register_int_counter",
        MetricKind::Gauge => "register_gauge",
        MetricKind::Histogram => "register_histogram",
    };
    let vec = if *labelled { "_vec" } else { "" };
    let labels = if *labelled { ", &[\"vendor\"]" } else { "" };
    let bounds = if *kind == MetricKind::Histogram {
        format!(", vec!{BOUNDS}")
    } else {
        String::new()
    };
    format!("{call}{vec}!(\"{name}\", \"{help}\"{labels}{bounds})")
}

fn update(declaration: &Declaration) -> String {
    let child = if declaration.labelled {
        "with_label_values(&[\"openai\"])."
    } else {
        ""
    };
    format!(
        "    {}.{child}{};\n",
        declaration.item(),
        declaration.update()
    )
}
