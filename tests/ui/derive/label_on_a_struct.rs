mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.vendor]
            help   = "LLM vendor that served the call."
            values = ["openai", "google", "local"]

            [counter.calls_total]
            help   = "Calls made."
            labels = ["vendor"]
        "#
    );
}

#[derive(pforge_metrics::MetricLabel)]
#[metric_label(metrics::Vendor)]
struct Provider {
    name: &'static str,
}

#[derive(pforge_metrics::MetricLabel)]
#[metric_label(metrics::Vendor)]
union Bits {
    int: u64,
    float: f64,
}

fn main() {}
