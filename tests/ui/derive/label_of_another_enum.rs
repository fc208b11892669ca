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

enum Colour {
    Red,
    Green,
}

#[derive(pforge_metrics::MetricLabel)]
#[metric_label(Colour)]
enum Light {
    Red,
    Green,
}

fn main() {}
