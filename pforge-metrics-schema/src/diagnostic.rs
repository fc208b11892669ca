//! A diagnostic is data: which rule, where, what, and what to do. How it looks is up to [`crate::render`].

use annotate_snippets::Renderer;

use crate::quote::one_line;
use crate::render;
use crate::rule::Rule;
use crate::source::{Sources, Span};

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
    /// Whether the build fails.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The diagnostic in the look of rustc, without colour, ending in a newline.
    #[must_use]
    pub fn render(&self, sources: &Sources) -> String {
        render::text::render(self, sources, &Renderer::plain())
    }

    /// The same with the colours of a terminal, as ANSI escape sequences.
    #[must_use]
    pub fn render_styled(&self, sources: &Sources) -> String {
        render::text::render(self, sources, &Renderer::styled())
    }

    /// The diagnostic in one line: `metrics.toml:12:3: message`.
    #[must_use]
    pub fn headline(&self, sources: &Sources) -> String {
        let place = sources.place(self.primary.span);
        let path = one_line(sources[place.source].path.clone());
        format!("{path}:{}:{}: {}", place.line, place.column, self.message)
    }
}

/// How a rule makes one: the bare finding, then what it adds.
impl Diagnostic {
    pub(crate) fn new(rule: &'static Rule, span: Span, message: String) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: one_line(message),
            primary: Annotation { span, label: None },
            related: Vec::new(),
            note: None,
            help: None,
        }
    }

    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.primary.label = Some(one_line(label.into()));
        self
    }

    pub(crate) fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push(Annotation {
            span,
            label: Some(one_line(label.into())),
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
        self.note = Some(one_line(note.into()));
        self
    }

    pub(crate) fn note_if_any(self, note: Option<String>) -> Self {
        match note {
            Some(note) => self.note(note),
            None => self,
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(one_line(help.into()));
        self
    }

    pub(crate) fn help_if_any(self, help: Option<String>) -> Self {
        match help {
            Some(help) => self.help(help),
            None => self,
        }
    }

    pub(crate) fn help_if_none(self, help: Option<String>) -> Self {
        if self.help.is_none() {
            self.help_if_any(help)
        } else {
            self
        }
    }
}
