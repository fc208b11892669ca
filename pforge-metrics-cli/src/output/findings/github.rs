//! Findings as commands of a GitHub workflow, which shows them as annotations:
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use super::checked::{Checked, Finding};

pub fn render(checked: &Checked) -> String {
    checked.findings.iter().map(command).collect()
}

fn command(finding: &Finding) -> String {
    let diagnostic = finding.diagnostic;
    let region = finding.region(diagnostic.primary.span);
    let (start, end) = (region.start, region.end);
    // A column says something only within one line, and its end is the last character there.
    let columns = if start.line == end.line {
        let last = end.column.saturating_sub(1).max(start.column);
        format!(",col={},endColumn={last}", start.column)
    } else {
        String::new()
    };
    format!(
        "::{} file={},line={},endLine={}{columns},title={}::{}\n",
        finding.severity(),
        property(region.path),
        start.line,
        end.line,
        property(diagnostic.rule.id),
        data(&finding.told()),
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
