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
enum Provider {
    Openai,
    #[metric_label(Gogle)]
    Gemini,
    Local,
}

fn main() {}
