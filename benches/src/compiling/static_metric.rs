//! The 1,000 metrics with prometheus, and prometheus-static-metric for those with a label.

use super::declaration::{self, Declaration, MetricKind, VENDORS};
use super::project::Source;
use super::prometheus::{self, PRINT};

pub fn source() -> Source {
    let declarations = declaration::all();
    let vendors = VENDORS.join(", ");
    let structs: String = declarations
        .iter()
        .filter(|declaration| declaration.labelled)
        .map(structure)
        .collect();
    let statics: String = declarations.iter().map(item).collect();
    let (functions, calls) = declaration::updates(&declarations, update);
    let main = format!(
        "#![allow(dead_code, non_camel_case_types)]\n\nmod edited;\n\nuse std::sync::LazyLock;\n\nuse prometheus::*;\n\
         use prometheus_static_metric::make_static_metric;\n\n\
         make_static_metric! {{\n    pub label_enum Vendor {{ {vendors} }}\n\n{structs}}}\n\n\
         {statics}\n{functions}fn main() {{\n{calls}{PRINT}}}\n"
    );
    Source {
        package: "compiling-static-metric",
        dependencies: "lazy_static = \"1\"\nprometheus = \"0.14\"\n\
                       prometheus-static-metric = \"0.5\"\n"
            .to_owned(),
        files: vec![("src/main.rs", main)],
    }
}

fn structure(declaration: &Declaration) -> String {
    let kind = match declaration.kind {
        MetricKind::Counter => "IntCounter",
        MetricKind::Gauge => "Gauge",
        MetricKind::Histogram => "Histogram",
    };
    format!(
        "    pub struct {}: {kind} {{ \"vendor\" => Vendor }}\n",
        struct_name(declaration)
    )
}

fn item(declaration: &Declaration) -> String {
    let item = declaration.item();
    let register = prometheus::register(declaration);
    if declaration.labelled {
        let structure = struct_name(declaration);
        format!(
            "static {item}: LazyLock<{structure}> = LazyLock::new(|| {structure}::from(&{register}.unwrap()));\n"
        )
    } else {
        let kind = prometheus::type_name(declaration);
        format!("static {item}: LazyLock<{kind}> = LazyLock::new(|| {register}.unwrap());\n")
    }
}

/// A struct name such as `Bench_job_001_total`. The crate allows such names.
fn struct_name(declaration: &Declaration) -> String {
    declaration.name.replacen('b', "B", 1)
}

fn update(declaration: &Declaration) -> String {
    let child = if declaration.labelled { "openai." } else { "" };
    format!(
        "    {}.{child}{};\n",
        declaration.item(),
        declaration.update()
    )
}
