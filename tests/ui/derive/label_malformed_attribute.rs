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
#[metric_label]
enum WithoutArguments {
    Openai,
}

#[derive(pforge_metrics::MetricLabel)]
#[metric_label()]
enum WithEmptyArguments {
    Openai,
}

#[derive(pforge_metrics::MetricLabel)]
#[metric_label = "metrics::Vendor"]
enum WithAnEqualsSign {
    Openai,
}

#[derive(pforge_metrics::MetricLabel)]
#[metric_label("metrics::Vendor")]
enum WithText {
    Openai,
}

#[derive(pforge_metrics::MetricLabel)]
#[metric_label(metrics::Vendor, krate = pforge_metrics)]
enum WithAnUnknownKey {
    Openai,
}

#[derive(pforge_metrics::MetricLabel)]
#[metric_label(metrics::Vendor)]
#[metric_label(crate = pforge_metrics)]
enum WithTwo {
    Openai,
}

#[derive(pforge_metrics::MetricLabel)]
#[metric_label(metrics::Vendor)]
enum AtVariants {
    #[metric_label]
    Openai,
    #[metric_label(metrics::Vendor::Google)]
    Gemini,
    #[metric_label("local")]
    Local,
}

fn main() {}
