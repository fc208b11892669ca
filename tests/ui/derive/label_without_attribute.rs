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
enum Provider {
    Openai,
    Google,
    Local,
}

fn main() {}
