//! The rules as a page of Markdown: a table of all, then a section for each, with the diagnostic that its example gets.

use super::markdown::{self, anchor, fenced};
use crate::rules::ALL;
use crate::{Compiled, Rule, Severity, Source, Surroundings, compile, lock};

const INTRODUCTION: &str = "\
Everything that a metrics.toml is checked for. `deny` is an error, `warn` a warning.

An adjustable lint is set for the whole schema by `[lint]`, `help_period = \"allow\"` for example, or turned off at one label
or metric with a reason, `allow = { help_period = \"The text comes from elsewhere.\" }`. The others say what a schema means:
what breaks them can't be generated or served, or breaks what was promised.

What expressions of PromQL ask for is looked up by the command line, and by the macro with the feature `promql`: by the lints
that begin with `promql_`, by `alert_condition`, `alert_template` and `deprecated_use`.
";

/// The page.
#[must_use]
pub fn lints() -> String {
    let row = |rule: &&Rule| {
        let link = format!("[`{0}`](#{1})", rule.id, anchor(rule.id));
        let adjustable = if rule.fixed { "" } else { "yes" };
        [
            link,
            severity(rule).to_owned(),
            adjustable.to_owned(),
            rule.title.to_owned(),
        ]
    };
    let table = markdown::table(
        ["lint", "severity", "adjustable", "what it demands"],
        ALL.iter().map(row),
    );
    let sections: String = ALL.iter().map(|rule| section(rule)).collect();
    format!("# Lints\n\n{INTRODUCTION}\n{table}{sections}")
}

fn section(rule: &Rule) -> String {
    let adjustable = if rule.fixed {
        "not adjustable"
    } else {
        "adjustable"
    };
    format!(
        "\n## `{}`\n\n*{}, {adjustable}: {}.*\n\n{}\n\nWrong:\n\n{}\n{}\nRight:\n\n{}",
        rule.id,
        severity(rule),
        rule.title,
        rule.explanation,
        fenced("toml", rule.wrong),
        fenced("text", &diagnostics(rule)),
        fenced("toml", rule.right),
    )
}

fn severity(rule: &Rule) -> &'static str {
    match rule.severity {
        Severity::Error => "deny",
        Severity::Warning => "warn",
    }
}

/// What the compiler says of the wrong example of a rule. Of the one about locks the right one has been promised.
fn diagnostics(rule: &Rule) -> String {
    let lock = (rule.id == "lock_kept").then(|| Source {
        path: "metrics.lock".to_owned(),
        text: lock::text(&compiled(rule.right, None).schema),
    });
    let compiled = compiled(rule.wrong, lock);
    let rendered = compiled
        .diagnostics
        .iter()
        .map(|it| it.render(&compiled.sources));
    rendered.collect::<Vec<_>>().join("\n")
}

/// In a crate at version 1.4.0, where files are empty, or don't exist if they are called so.
fn compiled(example: &str, lock: Option<Source>) -> Compiled {
    let root = Source {
        path: "metrics.toml".to_owned(),
        text: example.to_owned(),
    };
    let read = |path: &str| {
        let missing = path.contains("no_such");
        if missing {
            Err("no such file".to_owned())
        } else {
            Ok(String::new())
        }
    };
    let surroundings = Surroundings {
        version: "1.4.0".parse().ok(),
        read: &read,
        lock,
    };
    compile(root, &surroundings)
}
