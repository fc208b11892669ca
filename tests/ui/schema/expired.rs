pforge_metrics::include_metrics!(
    inline = r#"
        [label.vendor]
        help = "LLM vendor."
        [label.vendor.values]
        openai = "OpenAI's models."
        palm   = { help = "Removed.", deprecated = { since = "0.0.0-beta", remove_in = "0.0.0" } }

        [counter.tokens_total]
        help       = "Tokens used."
        labels     = ["vendor"]
        deprecated = { since = "0.0.0-beta", renamed_to = "tokens_used_total", remove_in = "0.0.0" }

        [counter.tokens_used_total]
        help   = "Tokens used."
        labels = ["vendor"]
    "#
);

fn main() {
    TOKENS_USED_TOTAL.with(Vendor::Openai).inc();
}
