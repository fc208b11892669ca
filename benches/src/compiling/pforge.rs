//! The 1,000 metrics with pforge-metrics, in a metrics.toml.

use super::declaration::{self, BOUNDS, Declaration, MetricKind, VENDORS};
use super::project::Source;

const PRINT: &str = r#"    let mut body = Vec::new();
    pforge_metrics::text::TextWriter::new(&CATALOG).write(&mut body);
    println!("{}# {}", String::from_utf8_lossy(&body), edited::EDITED);
"#;

pub fn source() -> Source {
    let declarations = declaration::all();
    let (functions, calls) = declaration::updates(&declarations, update);
    let main = format!(
        "mod edited;\n\npforge_metrics::include_metrics!(\"metrics.toml\");\n\n{functions}fn main() {{\n{calls}{PRINT}}}\n"
    );
    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../pforge-metrics");
    Source {
        package: "compiling-pforge-metrics",
        dependencies: format!(
            "pforge-metrics = {{ path = '{runtime}', default-features = false }}\n"
        ),
        files: vec![
            ("src/main.rs", main),
            ("metrics.toml", schema(&declarations)),
        ],
    }
}

fn schema(declarations: &[Declaration]) -> String {
    let vendors = VENDORS.map(|vendor| format!("\"{vendor}\"")).join(", ");
    let tables: String = declarations.iter().map(table).collect();
    format!(
        "schema = 1\nprefix = \"bench_\"\n\n[cardinality]\nmax_total = 20000\n\n[buckets]\nwait = {BOUNDS}\n\n\
         [label.vendor]\nhelp = \"Vendor that served the call.\"\nvalues = [{vendors}]\n{tables}"
    )
}

fn table(declaration: &Declaration) -> String {
    let Declaration {
        kind,
        name,
        help,
        labelled,
    } = declaration;
    let (table, buckets) = match kind {
        MetricKind::Counter => ("counter", ""),
        MetricKind::Gauge => ("gauge", ""),
        MetricKind::Histogram => ("histogram", "buckets = \"wait\"\n"),
    };
    let labels = if *labelled {
        "labels = [\"vendor\"]\n"
    } else {
        ""
    };
    format!("\n[{table}.{name}]\nhelp = \"{help}\"\n{buckets}{labels}")
}

fn update(declaration: &Declaration) -> String {
    let child = if declaration.labelled {
        "with(Vendor::Openai)."
    } else {
        ""
    };
    format!(
        "    {}.{child}{};\n",
        declaration.item(),
        declaration.update()
    )
}
