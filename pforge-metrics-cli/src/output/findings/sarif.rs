//! Findings for code scanning: SARIF 2.1.0, <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use super::checked::{Checked, Finding, Region};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use pforge_metrics_schema::{Applicability, Edit, Rule, Severity, rules};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;

pub fn render(checked: &Checked) -> String {
    let rules: Vec<Value> = rules::all().map(rule).collect();
    let results: Vec<Value> = checked.findings.iter().map(result).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "pforge-metrics",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            // Columns count characters, not UTF-16 units.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(rule: &Rule) -> Value {
    let level = match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let description = format!("{}\n\n{}", rule.what_it_does(), rule.why_is_this_bad());
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.title() },
        "fullDescription": { "text": description },
        "defaultConfiguration": { "level": level },
    })
}

fn result(finding: &Finding) -> Value {
    let diagnostic = finding.diagnostic;
    let related = diagnostic.related.iter().map(|related| {
        let mut location = location(&finding.region(related.span));
        if let Some(label) = &related.label {
            location["message"] = json!({ "text": label });
        }
        location
    });
    let mut result = json!({
        "ruleId": diagnostic.rule.id,
        "ruleIndex": rules::all().position(|rule| rule.id == diagnostic.rule.id),
        "level": finding.severity(),
        "message": { "text": finding.told() },
        "locations": [location(&finding.region(diagnostic.primary.span))],
        "relatedLocations": related.collect::<Vec<_>>(),
    });
    // A fix in SARIF is one that a tool may apply unasked.
    let fix = diagnostic.fix.as_ref();
    if let Some(fix) = fix.filter(|fix| fix.applicability == Applicability::Exact) {
        result["fixes"] = json!([self::fix(finding, &fix.edits)]);
    }
    result
}

/// The edits of a finding, file by file.
fn fix(finding: &Finding, edits: &[Edit]) -> Value {
    let mut of_files: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for edit in edits {
        let deleted = finding.region(edit.span);
        let replacement = json!({
            "deletedRegion": self::region(&deleted),
            "insertedContent": { "text": edit.text },
        });
        of_files.entry(deleted.path).or_default().push(replacement);
    }
    let files = of_files.into_iter().map(|(path, replacements)| {
        json!({ "artifactLocation": { "uri": uri(path) }, "replacements": replacements })
    });
    json!({
        "description": { "text": finding.diagnostic.help.as_deref().unwrap_or("apply the edit") },
        "artifactChanges": files.collect::<Vec<_>>(),
    })
}

fn location(region: &Region) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(region.path) },
        "region": self::region(region),
    } })
}

fn region(region: &Region) -> Value {
    json!({
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
    })
}

/// The characters to escape in a path of a URI (RFC 3986, section 2.3).
const PATH: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// A path as a reference that is relative, or absolute as the path is.
fn uri(path: &str) -> String {
    let path = match path {
        windows if cfg!(windows) => Cow::Owned(windows.replace('\\', "/")),
        other => Cow::Borrowed(other),
    };
    utf8_percent_encode(&path, &PATH).to_string()
}
