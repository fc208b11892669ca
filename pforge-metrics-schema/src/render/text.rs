//! The look of rustc, for terminals and `compile_error!`.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::diagnostic::{Annotation, Diagnostic, Severity};
use crate::source::{BYTE_ORDER_MARK, Source, Span};

pub(crate) fn render(diagnostic: &Diagnostic, source: &Source) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let excerpt = Excerpt::around(diagnostic, source);
    let snippet = Snippet::source(excerpt.text)
        .path(source.path.as_str())
        .line_start(excerpt.first_line)
        .annotation(excerpt.annotation(AnnotationKind::Primary, &diagnostic.primary))
        .annotations(
            diagnostic
                .related
                .iter()
                .map(|related| excerpt.annotation(AnnotationKind::Context, related)),
        );
    let report = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.rule.id)
        .element(snippet)
        .elements(
            diagnostic
                .note
                .iter()
                .map(|note| Level::NOTE.message(note.as_str())),
        )
        .elements(
            diagnostic
                .help
                .iter()
                .map(|help| Level::HELP.message(help.as_str())),
        );
    Renderer::plain().render(&[report]) + "\n"
}

/// The lines of the source that a diagnostic shows: rendering costs nothing for the rest of the file.
struct Excerpt<'a> {
    text: &'a str,
    /// Offset of `text` in the source.
    start: usize,
    /// Number of its first line.
    first_line: usize,
}

impl<'a> Excerpt<'a> {
    fn around(diagnostic: &Diagnostic, source: &'a Source) -> Self {
        let annotations = diagnostic.related.iter().chain([&diagnostic.primary]);
        let (mut first, mut last) = (usize::MAX, 0);
        for span in annotations.map(|annotation| annotation.span) {
            first = first.min(span.start);
            last = last.max(span.start);
        }
        let (before, _) = split_at(&source.text, first);
        let (until_last, after_last) = split_at(&source.text, last);
        let mut start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let end = until_last.len() + after_last.find(['\r', '\n']).unwrap_or(after_last.len());
        if source.text[start..end].starts_with(BYTE_ORDER_MARK) {
            start += BYTE_ORDER_MARK.len_utf8();
        }
        let first_line = before.matches('\n').count() + 1;
        Self {
            text: &source.text[start..end],
            start,
            first_line,
        }
    }

    fn annotation<'b>(
        &self,
        kind: AnnotationKind,
        annotation: &'b Annotation,
    ) -> annotate_snippets::Annotation<'b> {
        kind.span(self.local(annotation.span))
            .label(annotation.label.as_deref())
    }

    /// A span as offsets into the excerpt, cut at the end of its first line: a mark never runs over several lines.
    fn local(&self, span: Span) -> Range<usize> {
        let (before, rest) = split_at(self.text, span.start.saturating_sub(self.start));
        let (marked, _) = split_at(rest, span.end.saturating_sub(self.start + before.len()));
        let line = marked.lines().next().unwrap_or_default();
        before.len()..before.len() + line.len()
    }
}

/// Splits a text at an offset, or as near before it as there is a character boundary.
fn split_at(text: &str, offset: usize) -> (&str, &str) {
    let boundary = (0..=offset.min(text.len()))
        .rev()
        .find(|offset| text.is_char_boundary(*offset));
    text.split_at(boundary.unwrap_or_default())
}
