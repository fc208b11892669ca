//! A comparison as one JSON object. New versions only add keys.

use super::{Comparison, Finding, Share};
use serde_json::{Value, json};

pub fn render(comparison: &Comparison) -> String {
    let findings: Vec<Value> = comparison.findings.iter().map(finding).collect();
    let object = json!({
        "metrics": share(comparison.metrics),
        "series": share(comparison.series),
        "untouched": comparison.untouched,
        "others": comparison.others,
        "findings": findings,
    });
    format!("{object:#}\n")
}

fn share(share: Share) -> Value {
    json!({ "seen": share.seen, "of": share.of })
}

fn finding(finding: &Finding) -> Value {
    json!({
        "problem": finding.problem.id(),
        "metric": finding.metric,
        "message": finding.message,
        "help": finding.help,
        "declared": finding.declared,
        "line": finding.line,
    })
}
