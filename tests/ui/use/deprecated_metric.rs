#![deny(deprecated)]

mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.vendor]
            help = "LLM vendor."
            [label.vendor.values]
            openai = "OpenAI's models."
            palm   = { help = "Removed.", deprecated = { since = "0.1", note = "Replaced by Gemini." } }

            [counter.tokens_total]
            help       = "Tokens used."
            labels     = ["vendor"]
            deprecated = { since = "0.1", renamed_to = "tokens_used_total" }

            [counter.tokens_used_total]
            help   = "Tokens used."
            labels = ["vendor"]
        "#
    );
}

fn main() {
    metrics::TOKENS_TOTAL.with(metrics::Vendor::Palm).inc();
    metrics::TOKENS_USED_TOTAL.with(metrics::Vendor::Openai).inc();
}
