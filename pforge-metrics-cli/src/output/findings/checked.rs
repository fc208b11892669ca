//! The findings of a run, with lines and columns as editors count them.

use pforge_metrics_schema::{Compiled, Diagnostic, Place, Schema, Severity, Sources, Span};

/// The findings in all schemas.
pub struct Checked<'a> {
    pub findings: Vec<Finding<'a>>,
    pub schemas: usize,
    pub errors: usize,
    pub warnings: usize,
    /// How many metrics there are, the unsound ones left out.
    pub metrics: usize,
    pub records: usize,
    pub alerts: usize,
    pub dashboards: usize,
}

pub struct Finding<'a> {
    pub diagnostic: &'a Diagnostic,
    pub sources: &'a Sources,
}

/// A stretch of a file: lines and columns count from 1, and the end is behind its last character.
pub struct Region<'a> {
    pub path: &'a str,
    pub start: Place,
    pub end: Place,
}

impl<'a> Checked<'a> {
    pub fn new(compiled: &'a [Compiled]) -> Self {
        let findings = compiled.iter().flat_map(|compiled| {
            let sources = &compiled.sources;
            let diagnostics = compiled.diagnostics.iter();
            diagnostics.map(move |diagnostic| Finding {
                diagnostic,
                sources,
            })
        });
        let findings: Vec<_> = findings.collect();
        let count = |severity| {
            let found = findings.iter();
            found
                .filter(|it| it.diagnostic.severity == severity)
                .count()
        };
        let sum = |of: fn(&Schema) -> usize| compiled.iter().map(|it| of(&it.schema)).sum();
        Self {
            schemas: compiled.len(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            metrics: sum(|schema| schema.metrics.len()),
            records: sum(|schema| schema.records.len()),
            alerts: sum(|schema| schema.alerts.len()),
            dashboards: sum(|schema| schema.dashboards.len()),
            findings,
        }
    }
}

impl<'a> Finding<'a> {
    pub fn region(&self, span: Span) -> Region<'a> {
        let end = Span {
            start: span.end,
            ..span
        };
        Region {
            path: &self.sources[span.source].path,
            start: self.sources.place(span),
            end: self.sources.place(end),
        }
    }

    /// The message, and in lines of their own what explains it and what to do.
    pub fn told(&self) -> String {
        let Diagnostic {
            message,
            note,
            help,
            ..
        } = self.diagnostic;
        let note = note.as_ref().map(|note| format!("note: {note}"));
        let help = help.as_ref().map(|help| format!("help: {help}"));
        let lines = [Some(message.clone()), note, help].into_iter().flatten();
        lines.collect::<Vec<_>>().join("\n")
    }

    pub fn severity(&self) -> &'static str {
        match self.diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// "1 error", "2 errors".
pub fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}
