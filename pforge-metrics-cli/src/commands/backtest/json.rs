//! The report as one JSON object. New versions only add keys.

use super::report::Report;
use pforge_metrics_backtest::{Answer, CAUTIONS, Estimate};
use serde_json::{Value, json};

pub fn render(report: &Report) -> String {
    let study = report.study;
    let groups = report.log.order.iter().zip(&study.groups);
    let priorities: Vec<Value> = groups
        .map(|(priority, group)| {
            json!({
                "priority": priority,
                "plans": group.plans,
                "mean": estimate(group.mean),
                "median": estimate(group.median),
            })
        })
        .collect();
    let verdict = match report.verdict.answer {
        Answer::Yes => "yes",
        Answer::NoEvidence => "no-evidence",
        Answer::Opposite => "opposite",
    };
    let object = json!({
        "metric": report.metric,
        "window_seconds": report.window,
        "confidence": report.settings.confidence,
        "resamples": report.settings.resamples,
        "seed": report.settings.seed,
        "block_seconds": report.settings.block,
        "blocks": study.blocks,
        "plans": report.log.plans.len(),
        "left_out": {
            "no_value_before": report.deltas.no_value_before,
            "no_value_after": report.deltas.no_value_after,
        },
        "malformed_lines": report.log.malformed,
        "priorities": priorities,
        "tau_b": estimate(study.tau),
        "p_value": study.p,
        "verdict": verdict,
        "reason": report.verdict.reason,
        "cautions": CAUTIONS,
    });
    format!("{object:#}\n")
}

/// `null` for an unknown value.
fn estimate(estimate: Option<Estimate>) -> Value {
    estimate.map_or(Value::Null, |Estimate { value, interval }| {
        let (low, high) = interval.unzip();
        json!({ "value": value, "low": low, "high": high })
    })
}
