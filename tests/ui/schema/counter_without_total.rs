pforge_metrics::include_metrics!(
    inline = r#"
        [counter.tokens_used]
        help = "Tokens used."
    "#
);

fn main() {}
