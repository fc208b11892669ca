//! Findings as one JSON object. New versions only add keys.

use super::checked::{Checked, Finding, Region};
use pforge_metrics_schema::Applicability;
use serde_json::{Value, json};

pub fn render(checked: &Checked) -> String {
    let findings: Vec<Value> = checked.findings.iter().map(finding).collect();
    let object = json!({
        "metrics": checked.metrics,
        "records": checked.records,
        "alerts": checked.alerts,
        "dashboards": checked.dashboards,
        "errors": checked.errors,
        "warnings": checked.warnings,
        "findings": findings,
    });
    format!("{object:#}\n")
}

fn finding(finding: &Finding) -> Value {
    let diagnostic = finding.diagnostic;
    let related = diagnostic.related.iter().map(|related| {
        let mut place = region(&finding.region(related.span));
        place["message"] = json!(related.label);
        place
    });
    let mut object = region(&finding.region(diagnostic.primary.span));
    object["lint"] = json!(diagnostic.rule.id);
    object["severity"] = json!(finding.severity());
    object["message"] = json!(diagnostic.message);
    object["note"] = json!(diagnostic.note);
    object["help"] = json!(diagnostic.help);
    object["related"] = related.collect();
    let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
    let edits = edits.map(|edit| {
        let mut place = region(&finding.region(edit.span));
        place["text"] = json!(edit.text);
        place
    });
    object["fix"] = edits.collect();
    let applicability = diagnostic.fix.as_ref().map(|fix| match fix.applicability {
        Applicability::Exact => "exact",
        Applicability::Guess => "guess",
    });
    object["applicability"] = json!(applicability);
    object
}

/// Lines and columns count from 1, columns in characters; the end is behind the last one.
fn region(region: &Region) -> Value {
    json!({
        "file": region.path,
        "line": region.start.line,
        "column": region.start.column,
        "end_line": region.end.line,
        "end_column": region.end.column,
    })
}
