pforge_metrics::include_metrics!(
    inline = r#"
        [counter.calls_total
        help = "Calls made."

        [counter.errors_total]
        help = "Calls that failed."
    "#
);

fn main() {}
