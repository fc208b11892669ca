//! What a rule is; the rules themselves are in [`crate::rules`].

use std::fmt;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::Report;
use crate::scope::Scope;
use crate::source::Span;

/// Something that a schema must or should keep to, with its own documentation.
pub struct Rule {
    /// Its name in diagnostics, for example `counter_total`.
    pub id: &'static str,
    /// What it demands, in a few words.
    pub title: &'static str,
    /// Whether breaking it fails the build.
    pub severity: Severity,
    /// Whether `[lint]` and `allow` leave it alone: what breaks it can't be generated or served, or breaks what was
    /// promised.
    pub fixed: bool,
    /// Whether a breach hides what follows it: once it is fixed, other rules may report more there.
    pub hides_others: bool,
    /// Why it exists and how to follow it.
    pub explanation: &'static str,
    /// A schema that breaks this rule and no other.
    pub wrong: &'static str,
    /// The same schema put right.
    pub right: &'static str,
    /// The function that looks for breaches; `None` where reading the file already finds them.
    pub(crate) check: Option<fn(&Scope<'_>, &mut Report)>,
}

impl Rule {
    /// Says that the text at `span` breaks this rule.
    pub(crate) fn at(&'static self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self, span, message.into())
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rule({})", self.id)
    }
}
