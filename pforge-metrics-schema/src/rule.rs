//! A rule as plain data. [`crate::rules`] lists all of them, each with the function that checks it.

use std::fmt;

/// Something that a schema must or should keep to, with its documentation.
pub struct Rule {
    /// Its name in diagnostics, for example `counter_total`.
    pub id: &'static str,
    /// Whether a violation fails the build.
    pub severity: Severity,
    /// Whether `[lint]` and `allow` have no effect on it. A violation of such a rule can't be generated or served, or
    /// breaks a promise.
    pub fixed: bool,
    /// Whether a violation hides what follows it: once it is fixed, other rules may report more there.
    pub hides_others: bool,
    /// Its documentation in Markdown: the file `<id>.md` beside the code that reports it.
    pub page: &'static str,
}

/// What a diagnostic does to the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The build fails.
    Error,
    /// The build goes on.
    Warning,
}

/// The parts of its page. A test compares every page with its parts.
impl Rule {
    /// What it demands, in a few words.
    #[must_use]
    pub fn title(&self) -> &'static str {
        let line = self.page.lines().next();
        line.and_then(|line| line.strip_prefix("# "))
            .unwrap_or_default()
    }

    /// What it checks, and how to follow it.
    #[must_use]
    pub fn what_it_does(&self) -> &'static str {
        self.section("What it does")
    }

    /// What a violation leads to.
    #[must_use]
    pub fn why_is_this_bad(&self) -> &'static str {
        self.section("Why is this bad?")
    }

    /// A schema that violates this rule and no other.
    #[must_use]
    pub fn wrong(&self) -> &'static str {
        unfenced(self.section("Example"))
    }

    /// The same schema without the violation.
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
