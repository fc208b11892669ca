//! A diagnostic is data: which rule, where, what, what to do, and the edits that do it. How it looks is up to
//! [`crate::render`].

use crate::quote::one_line;
use crate::rule::{Rule, Severity};
use crate::source::{Span, Text};

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
    /// The edits that apply `help`, or `None` if it cannot be applied automatically.
    pub fix: Option<Fix>,
    /// What [`crate::fixes`] makes `fix` of.
    pub(crate) corrections: Vec<Correction>,
    /// How certain the corrections are.
    pub(crate) applicability: Applicability,
}

/// Edits that do what the help of a diagnostic says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The edits, to be applied together; never empty.
    pub edits: Vec<Edit>,
    /// Whether a program may apply them unasked.
    pub applicability: Applicability,
}

/// How certain a fix is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Applicability {
    /// The fix is what was meant: a program may apply it.
    Exact,
    /// The fix is one of several things that may have been meant: a person has to decide.
    Guess,
}

/// A replacement of text in a schema file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The text to replace; empty for an insertion.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// One part of a fix, independent of file texts and references.
#[derive(Debug, Clone)]
pub(crate) enum Correction {
    /// Replaces whatever is at the span.
    Text(Span, String),
    /// Replaces a name, in quotes or not.
    Name {
        span: Span,
        from: String,
        to: String,
    },
    /// The same for the declaration of a name, and for everything that refers to it.
    Rename {
        span: Span,
        from: String,
        to: String,
    },
    /// Removes an item of a list or a table, with its comma or its line.
    Remove(Span),
    /// Inserts text behind the value of a string, before its quotes.
    Append(Span, &'static str),
}

/// A marked place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// The marked text.
    pub span: Span,
    /// What to say about it there.
    pub label: Option<String>,
}

impl Diagnostic {
    /// Whether the build fails.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl Rule {
    /// Says that the text at `span` violates this rule.
    pub(crate) fn at(&'static self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self, span, message.into())
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
            fix: None,
            corrections: Vec::new(),
            applicability: Applicability::Exact,
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

    /// Adds a correction that does what the help says, together with the other ones.
    pub(crate) fn correct(mut self, correction: Correction) -> Self {
        self.corrections.push(correction);
        self
    }

    pub(crate) fn correct_if_any(self, correction: Option<Correction>) -> Self {
        match correction {
            Some(correction) => self.correct(correction),
            None => self,
        }
    }

    /// Says that the corrections are a guess.
    pub(crate) fn guess_if(mut self, is_guess: bool) -> Self {
        if is_guess {
            self.applicability = Applicability::Guess;
        }
        self
    }

    /// Gives what has a name another one, and everything that refers to it.
    pub(crate) fn rename(self, name: &Text, to: &str) -> Self {
        self.help(format!("rename it to `{to}`"))
            .correct(Correction::rename(name, to))
    }

    /// Asks whether a name was meant to be another one. To replace it is a guess.
    pub(crate) fn did_you_mean(self, name: &str, meant: &str) -> Self {
        self.did_you_mean_if(name, meant, false)
    }

    /// The same, where it may be certain that this name was meant.
    pub(crate) fn did_you_mean_if(self, name: &str, meant: &str, is_exact: bool) -> Self {
        let span = self.primary.span;
        self.guess_if(!is_exact)
            .help(format!("did you mean `{meant}`?"))
            .correct(Correction::name(span, name, meant))
    }
}

impl Correction {
    pub(crate) fn text(span: Span, text: impl Into<String>) -> Self {
        Self::Text(span, text.into())
    }

    pub(crate) fn name(span: Span, from: impl Into<String>, to: impl Into<String>) -> Self {
        let (from, to) = (from.into(), to.into());
        Self::Name { span, from, to }
    }

    pub(crate) fn rename(name: &Text, to: impl Into<String>) -> Self {
        Self::Rename {
            span: name.span,
            from: name.value.clone(),
            to: to.into(),
        }
    }
}
