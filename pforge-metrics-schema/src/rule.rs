//! A rule as plain data. [`crate::rules`] lists all rules with the functions that check them.

use std::fmt;

/// A requirement or convention for schemas, with its documentation.
pub struct Rule {
    /// The name in diagnostics, for example `counter_total`.
    pub id: &'static str,
    /// The default severity.
    pub severity: Severity,
    /// Whether `[lint]` and `allow` have no effect on it. Code cannot be generated or served from a schema that
    /// violates such a rule, or the violation breaks a promise.
    pub fixed: bool,
    /// Whether a violation hides other diagnostics: after it is fixed, other rules may report more in the same place.
    pub hides_others: bool,
    /// The documentation in Markdown: the file `<id>.md` next to the code that reports the rule.
    pub page: &'static str,
}

/// The effect of a diagnostic on the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The build fails.
    Error,
    /// The build continues.
    Warning,
}

/// The parts of the page. A test checks that every page consists of exactly these parts.
impl Rule {
    /// Returns the title: the requirement in a few words.
    #[must_use]
    pub fn title(&self) -> &'static str {
        let line = self.page.lines().next();
        line.and_then(|line| line.strip_prefix("# "))
            .unwrap_or_default()
    }

    /// Returns what the rule checks and how to follow it.
    #[must_use]
    pub fn what_it_does(&self) -> &'static str {
        self.section("What it does")
    }

    /// Returns the consequences of a violation.
    #[must_use]
    pub fn why_is_this_bad(&self) -> &'static str {
        self.section("Why is this bad?")
    }

    /// Returns a schema that violates this rule and no other.
    #[must_use]
    pub fn wrong(&self) -> &'static str {
        unfenced(self.section("Example"))
    }

    /// Returns the same schema without the violation.
    #[must_use]
    pub fn right(&self) -> &'static str {
        unfenced(self.section("Use instead"))
    }

    fn section(&self, heading: &str) -> &'static str {
        let mut sections = self.page.split("\n## ");
        let section = sections.find_map(|section| section.strip_prefix(heading));
        section.unwrap_or_default().trim()
    }
}

fn unfenced(block: &str) -> &str {
    let block = block.strip_prefix("```toml\n").unwrap_or(block);
    block.strip_suffix("```").unwrap_or(block)
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rule({})", self.id)
    }
}
