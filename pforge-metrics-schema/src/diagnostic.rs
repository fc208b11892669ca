//! A diagnostic is data: which rule, where, what, and what to do. How it looks is up to [`crate::render`].

use crate::render;
use crate::rule::Rule;
use crate::source::{Source, Span};

/// Something to tell about a schema file.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// Whether the build fails.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// The place that is wrong.
    pub primary: Annotation,
    /// Further places that explain it, for example the first of two duplicates.
    pub related: Vec<Annotation>,
    /// A fact that explains it, for example the arithmetic of a cardinality.
    pub note: Option<String>,
    /// What to do.
    pub help: Option<String>,
}

/// A marked place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// The marked text.
    pub span: Span,
    /// What to say about it there.
    pub label: Option<String>,
}

/// What a diagnostic does to the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The build fails.
    Error,
    /// The build goes on.
    Warning,
}

impl Diagnostic {
    /// The diagnostic in the look of rustc, without colour, ending in a newline.
    #[must_use]
    pub fn render(&self, source: &Source) -> String {
        render::text::render(self, source)
    }

    /// The diagnostic in one line: `metrics.toml:12:3: message`.
    #[must_use]
    pub fn headline(&self, source: &Source) -> String {
        let place = source.place(self.primary.span.start);
        format!(
            "{}:{}:{}: {}",
            source.path, place.line, place.column, self.message
        )
    }
}

/// What a rule adds to the bare finding.
impl Diagnostic {
    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.primary.label = Some(label.into());
        self
    }

    pub(crate) fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push(Annotation {
            span,
            label: Some(label.into()),
        });
        self
    }

    pub(crate) fn related_if_any(self, span: Option<Span>, label: &str) -> Self {
        match span {
            Some(span) => self.related(span, label),
            None => self,
        }
    }

    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn help_if_any(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }
}
