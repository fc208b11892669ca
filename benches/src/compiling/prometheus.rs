//! The 1,000 metrics in prometheus: `LazyLock` and `register_*!`.

use super::declaration::{self, BOUNDS, Declaration, Kind};
use super::project::Source;

/// Prints everything that was registered.
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

/// The type that holds one metric or one family of them.
pub fn type_name(declaration: &Declaration) -> &'static str {
    match (declaration.kind, declaration.labelled) {
        (Kind::Counter, false) => "IntCounter",
        (Kind::Counter, true) => "IntCounterVec",
        (Kind::Gauge, false) => "Gauge",
        (Kind::Gauge, true) => "GaugeVec",
        (Kind::Histogram, false) => "Histogram",
        (Kind::Histogram, true) => "HistogramVec",
    }
}

/// The call that makes and registers it.
pub fn register(declaration: &Declaration) -> String {
    let Declaration {
        kind,
        name,
        help,
        labelled,
    } = declaration;
    let call = match kind {
        Kind::Counter => "register_int_counter",
        Kind::Gauge => "register_gauge",
        Kind::Histogram => "register_histogram",
    };
    let vec = if *labelled { "_vec" } else { "" };
    let labels = if *labelled { ", &[\"vendor\"]" } else { "" };
    let bounds = if *kind == Kind::Histogram {
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
