//! The rules as a page of Markdown: a table of all, then a section for each, with the diagnostic that its example gets.

use super::markdown::{self, anchor, fenced};
use crate::compile::{Compiled, compile};
use crate::lock;
use crate::rule::{Rule, Severity};
use crate::rules;
use crate::source::Source;
use crate::surroundings::Surroundings;

const INTRODUCTION: &str = "\
All checks of a metrics.toml. `deny` is an error, `warn` a warning.

`[lint]` sets an adjustable lint for the whole schema, for example `help_period = \"allow\"`. `allow` turns it off for one label
or metric with a reason, for example `allow = { help_period = \"The text comes from elsewhere.\" }`. Other lints cannot be turned
off: the schema could not be generated or served, or would break a promise.

The command line checks what PromQL expressions ask for, and so does the macro with the feature `promql`: the lints that start with
`promql_`, `alert_condition`, `alert_template` and `deprecated_use`.
";

/// The page.
#[must_use]
pub fn lints() -> String {
    let row = |rule: &Rule| {
        let link = format!("[`{0}`](#{1})", rule.id, anchor(rule.id));
        let adjustable = if rule.fixed { "" } else { "yes" };
        [
            link,
            severity(rule).to_owned(),
            adjustable.to_owned(),
            rule.title().to_owned(),
        ]
    };
    let table = markdown::table(
        ["Lint", "Level", "Adjustable", "Description"],
        rules::all().map(row),
    );
    let sections: String = rules::all().map(section).collect();
    format!("# Lints\n\n{INTRODUCTION}\n{table}{sections}")
}

fn section(rule: &Rule) -> String {
    let adjustable = if rule.fixed {
        "not adjustable"
    } else {
        "adjustable"
    };
    format!(
        "\n## `{}`\n\n*{}, {adjustable}: {}.*\n\n{}\n\n### Why is this bad?\n\n{}\n\n\
         ### Example\n\n{}\n{}\n### Use instead\n\n{}",
        rule.id,
        severity(rule),
        rule.title(),
        rule.what_it_does(),
        rule.why_is_this_bad(),
        fenced("toml", rule.wrong()),
        fenced("text", &diagnostics(rule)),
        fenced("toml", rule.right()),
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
        text: lock::text(&compiled(rule.right(), None).schema),
    });
    let compiled = compiled(rule.wrong(), lock);
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
