//! Pieces of Markdown.

/// A table with a row for each of `rows`.
pub(super) fn table<const COLUMNS: usize>(
    header: [&str; COLUMNS],
    rows: impl IntoIterator<Item = [String; COLUMNS]>,
) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let header = line(&header.map(str::to_owned));
    let rule = format!("|{}\n", "---|".repeat(COLUMNS));
    let rows = rows.into_iter();
    let rows = rows.map(|cells| line(&cells.map(|cell| cell.replace('|', "\\|"))));
    [header, rule].into_iter().chain(rows).collect()
}

/// What a heading is linked by: its letters and digits, in lower case, with hyphens for spaces.
pub(super) fn anchor(heading: &str) -> String {
    let heading = heading.to_lowercase().replace(' ', "-");
    heading.replace(|c: char| !c.is_alphanumeric() && !"-_".contains(c), "")
}

/// Text in a fence.
pub(super) fn fenced(language: &str, text: &str) -> String {
    format!("```{language}\n{text}```\n")
}
