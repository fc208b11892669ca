#![deny(warnings)]

pforge_metrics::include_metrics!(
    inline = r#"
        [counter.calls_total]
        help = "Calls made"
    "#
);

fn main() {
    CALLS_TOTAL.inc();
}
