//! The look of rustc, for terminals and `compile_error!`.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::diagnostic::{Annotation, Diagnostic};
use crate::quote::one_line;
use crate::rule::Severity;
use crate::source::{BYTE_ORDER_MARK, SourceId, Sources, Span};

impl Diagnostic {
    /// The diagnostic in the look of rustc, without colour, ending in a newline.
    #[must_use]
    pub fn render(&self, sources: &Sources) -> String {
        render(self, sources, &Renderer::plain())
    }

    /// The same with the colours of a terminal, as ANSI escape sequences.
    #[must_use]
    pub fn render_styled(&self, sources: &Sources) -> String {
        render(self, sources, &Renderer::styled())
    }

    /// The diagnostic in one line: `metrics.toml:12:3: message`.
    #[must_use]
    pub fn headline(&self, sources: &Sources) -> String {
        let place = sources.place(self.primary.span);
        let path = one_line(sources[place.source].path.clone());
        format!("{path}:{}:{}: {}", place.line, place.column, self.message)
    }
}

fn render(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let snippets = files(diagnostic).into_iter().map(|file| {
        let excerpt = Excerpt::around(diagnostic, file, sources);
        let annotations = annotations(diagnostic, file);
        Snippet::source(excerpt.text)
            .path(one_line(sources[file].path.clone()))
            .line_start(excerpt.first_line)
            .annotations(annotations.map(|(kind, annotation)| excerpt.annotation(kind, annotation)))
    });
    let report = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.rule.id)
        .elements(snippets)
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
    renderer.render(&[report]) + "\n"
}

/// The files that a diagnostic shows, that of its primary place first.
fn files(diagnostic: &Diagnostic) -> Vec<SourceId> {
    let mut files = vec![diagnostic.primary.span.source];
    for related in &diagnostic.related {
        if !files.contains(&related.span.source) {
            files.push(related.span.source);
        }
    }
    files
}

/// The places that a diagnostic marks in one file.
fn annotations(
    diagnostic: &Diagnostic,
    file: SourceId,
) -> impl Iterator<Item = (AnnotationKind, &Annotation)> {
    let related = diagnostic.related.iter();
    let related = related.map(|related| (AnnotationKind::Context, related));
    [(AnnotationKind::Primary, &diagnostic.primary)]
        .into_iter()
        .chain(related)
        .filter(move |(_, annotation)| annotation.span.source == file)
}

/// The lines of a file that a diagnostic shows: rendering costs nothing for the rest of it.
struct Excerpt<'a> {
    text: &'a str,
    /// Offset of `text` in the source.
    start: usize,
    /// Number of its first line.
    first_line: usize,
}

impl<'a> Excerpt<'a> {
    fn around(diagnostic: &Diagnostic, file: SourceId, sources: &'a Sources) -> Self {
        let source = &sources[file];
        let (mut first, mut last) = (usize::MAX, 0);
        for (_, annotation) in annotations(diagnostic, file) {
            first = first.min(annotation.span.start);
            last = last.max(annotation.span.start);
        }
        let (before, _) = split_at(&source.text, first);
        let (until_last, after_last) = split_at(&source.text, last);
        let mut start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let end = until_last.len() + after_last.find(['\r', '\n']).unwrap_or(after_last.len());
        if source.text[start..end].starts_with(BYTE_ORDER_MARK) {
            start += BYTE_ORDER_MARK.len_utf8();
        }
        let first_line = sources.place(Span::new(file, first..first)).line;
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
