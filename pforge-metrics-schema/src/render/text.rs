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
        let spans = || {
            diagnostic
                .related
                .iter()
                .chain([&diagnostic.primary])
                .map(|annotation| annotation.span)
        };
        let first = spans().map(|span| span.start).min().unwrap_or_default();
        let last = spans().map(|span| span.start).max().unwrap_or_default();
        let (before, after) = (&source.text[..first], &source.text[last..]);
        let mut start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let end = after
            .find('\n')
            .map_or(source.text.len(), |newline| last + newline);
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
        let start = span.start.saturating_sub(self.start).min(self.text.len());
        let end = span
            .end
            .saturating_sub(self.start)
            .clamp(start, self.text.len());
        let line = self.text[start..end].lines().next().unwrap_or_default();
        start..start + line.len()
    }
}
