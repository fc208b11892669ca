//! What goes when an item of a list or a table goes: its comma, or its line.

use crate::diagnostic::Edit;
use crate::source::Span;

/// Removes the text at a span: with the comma behind it, or before it where it is the last one, or with its line where
/// nothing else is on it. `None` if none of these holds.
pub(super) fn edit(span: Span, text: &str) -> Option<Edit> {
    let (before, after) = (text.get(..span.start)?, text.get(span.end..)?);
    let is_blank = |text: &str| text.trim_matches([' ', '\t', '\r']).is_empty();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line_end = after.find('\n').map_or(after.len(), |at| at + 1);
    let rest_of_line = after[..line_end].trim_end_matches('\n');
    let has_line = is_blank(&before[line_start..]);
    let (start, end) = if has_line && is_blank(rest_of_line.trim_start().trim_start_matches(',')) {
        (line_start, span.end + line_end)
    } else if let Some(rest) = after.trim_start().strip_prefix(',') {
        let rest = rest.trim_start_matches([' ', '\t']);
        (span.start, text.len() - rest.len())
    } else if let Some(rest) = before.trim_end().strip_suffix(',') {
        (rest.len(), span.end)
    } else if before.trim_end().ends_with(['[', '{']) {
        (span.start, span.end)
    } else {
        return None;
    };
    let span = Span::new(span.source, start..end);
    Some(Edit {
        span,
        text: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::edit;
    use crate::source::{SourceId, Span};

    #[test]
    fn an_item_is_removed_with_its_comma_or_its_line() {
        for (text, expected) in [
            ("x = [X, 1]", Some("x = [1]")),
            ("x = [1, X]", Some("x = [1]")),
            ("x = [1, X, 2]", Some("x = [1, 2]")),
            ("x = [X]", Some("x = []")),
            ("x = { X , a = 1 }", Some("x = { a = 1 }")),
            ("x = [\n  1,\n  X,\n]\n", Some("x = [\n  1,\n]\n")),
            ("x = [\n  1,\n  X\n]\n", Some("x = [\n  1,\n]\n")),
            ("a = 1\r\nX\r\nb = 2\r\n", Some("a = 1\r\nb = 2\r\n")),
            ("a = 1\n  X", Some("a = 1\n")),
            ("a X b", None),
        ] {
            let at = text.find('X').unwrap();
            let edit = edit(Span::new(SourceId::default(), at..at + 1), text);
            let edited = edit.map(|it| {
                let (before, after) = (&text[..it.span.start], &text[it.span.end..]);
                format!("{before}{after}")
            });
            assert_eq!(edited.as_deref(), expected, "{text}");
        }
    }
}
