pforge_metrics::include_metrics!(
    inline = r#"
        [label.vendor]
        help   = "LLM vendor that served the call."
        values = ["openai", "local", "openai"]

        [counter.calls_total]
        help   = "Calls made."
        labels = ["vendor"]
    "#
);

fn main() {}
