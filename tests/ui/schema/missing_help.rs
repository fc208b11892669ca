pforge_metrics::include_metrics!(
    inline = r#"
        [counter.calls_total]
        labels = []
    "#
);

fn main() {}
