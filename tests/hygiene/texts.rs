//! Help texts that look like Markdown.

/// Metrics whose texts rustdoc and Clippy could take for something else.
pub mod markdown {
    pforge_metrics::include_metrics!("tests/hygiene/markdown.toml");
}

#[test]
fn help_texts_reach_the_exposition_as_they_are() {
    let text = markdown::CATALOG.snapshot().to_string();
    let help: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("# HELP"))
        .collect();
    assert_eq!(
        help,
        [
            "# HELP list_length # no heading, - no list, > no quote, 1. no number, ``` no fence, === no underline.",
            "# HELP markups_total Vec<T>, [0], [`Missing`], `code`, `one backtick, snake_case, https://example.org/a_b and <script>.",
        ]
    );
}
