//! The sink into which every stage throws what it finds.

use crate::diagnostic::Diagnostic;

/// Collects diagnostics. [`Report::collect`] is the only way to create a report, so no diagnostic can be lost.
pub(crate) struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Runs `stages` and gives back what they made and all that they reported.
    pub(crate) fn collect<T>(stages: impl FnOnce(&mut Self) -> T) -> (T, Vec<Diagnostic>) {
        let mut report = Self {
            diagnostics: Vec::new(),
        };
        let result = stages(&mut report);
        (result, report.diagnostics)
    }

    /// How much was reported so far.
    pub(crate) fn len(&self) -> usize {
        self.diagnostics.len()
    }

    /// Changes what was reported after there were `len` diagnostics.
    pub(crate) fn revise(&mut self, len: usize, revise: impl Fn(Diagnostic) -> Diagnostic) {
        let later = self.diagnostics.split_off(len);
        self.diagnostics.extend(later.into_iter().map(revise));
    }

    pub(crate) fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}
