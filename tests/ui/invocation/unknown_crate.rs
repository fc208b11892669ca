pforge_metrics::include_metrics!(
    inline = r#"
        [counter.calls_total]
        help = "Calls made."
    "#,
    crate = metrics_runtime
);

fn main() {}
