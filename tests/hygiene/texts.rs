//! Help texts that look like Markdown.

/// Metrics with texts that rustdoc and Clippy could misinterpret.
pub mod markdown {
    pforge_metrics::include_metrics!("tests/hygiene/markdown.toml");
}

#[test]
fn help_texts_are_exposed_verbatim() {
    let text = markdown::CATALOG.snapshot().to_string();
    let help: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("# HELP"))
        .collect();
    assert_eq!(
        help,
        [
            "# HELP bullet - no list.",
            "# HELP first 1. no list either.",
            "# HELP heading # no heading, ``` no fence, --no-dash and no ellipsis...",
            r"# HELP indented     no code,\n\n    - one paragraph.\n=== no underline.",
            "# HELP markups_total Vec<T>, [0], [`Missing`], `code`, `one backtick, snake_case, \
             https://example.org/a_b, <script> and &lt;.",
        ]
    );
}
