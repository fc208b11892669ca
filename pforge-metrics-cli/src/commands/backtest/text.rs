//! The report as text: a table, the correlation, and the verdict in sentences.

use super::report::Report;
use crate::numbers::float;
use crate::output::time::format_timestamp;
use clap::builder::styling::{AnsiColor, Style};
use pforge_metrics_backtest::time::format_duration;
use pforge_metrics_backtest::{Answer, CAUTIONS, Estimate, Plan, format_p};
use std::fmt::Write as _;

const GOOD: Style = AnsiColor::Green.on_default().bold();
const OPEN: Style = AnsiColor::Yellow.on_default().bold();
const BAD: Style = AnsiColor::BrightRed.on_default().bold();
const STRONG: Style = Style::new().bold();

pub fn render(report: &Report) -> String {
    let answer = report.verdict.answer;
    let style = match answer {
        Answer::Yes => GOOD,
        Answer::NoEvidence => OPEN,
        Answer::Opposite => BAD,
    };
    format!(
        "{}\n{}\n{}\n{style}{}{style:#}: {}\n{}\n",
        heading(report),
        table(report),
        correlation(report),
        answer.words(),
        report.verdict.reason,
        CAUTIONS.join("\n"),
    )
}

fn heading(report: &Report) -> String {
    let (plans, deltas) = (&report.log.plans, report.deltas);
    let (first, last) = (plans.first(), plans.last());
    let time = |plan: Option<&Plan>| {
        plan.map(|plan| format_timestamp(plan.time))
            .unwrap_or_default()
    };
    let mut text = format!(
        "{STRONG}{}{STRONG:#}, ΔE in {} after each plan\n{} plans, {} to {}\n",
        report.metric,
        format_duration(report.window),
        plans.len(),
        time(first),
        time(last),
    );
    for (count, what) in [
        (
            deltas.no_value_before,
            "skipped: no value at the time of the plan",
        ),
        (
            deltas.no_value_after,
            "skipped: no value at the end of the window",
        ),
        (report.log.malformed, "skipped: invalid line of the log"),
    ] {
        if count > 0 {
            // Writing to a String can't fail.
            let _ = writeln!(text, "{count} {what}");
        }
    }
    text
}

/// A row for each priority, from the lowest up.
fn table(report: &Report) -> String {
    let interval = format!("{} interval", percent(report.settings.confidence));
    let groups = &report.study.groups;
    let estimates = groups
        .iter()
        .flat_map(|group| [group.mean, group.median])
        .flatten();
    let ends = estimates.flat_map(|it| {
        let (low, high) = it.interval.unwrap_or((it.value, it.value));
        [it.value, low, high]
    });
    let decimals = decimals(ends.fold(0.0, |largest: f64, value| largest.max(value.abs())));
    let cells = |estimate: Option<Estimate>| match estimate {
        None => ["–".to_owned(), String::new()],
        Some(Estimate { value, interval }) => [
            format!("{value:+.decimals$}"),
            interval.map_or(String::new(), |(low, high)| {
                format!("{low:+.decimals$} to {high:+.decimals$}")
            }),
        ],
    };
    let heading = [
        "priority",
        "plans",
        "mean ΔE",
        &interval,
        "median ΔE",
        &interval,
    ];
    let mut rows = vec![heading.map(str::to_owned)];
    for (priority, group) in report.log.order.iter().zip(groups) {
        let ([mean, around_mean], [median, around_median]) =
            (cells(group.mean), cells(group.median));
        let plans = group.plans.to_string();
        rows.push([
            priority.clone(),
            plans,
            mean,
            around_mean,
            median,
            around_median,
        ]);
    }
    aligned(&rows)
}

/// The first column to the left, the others to the right.
fn aligned(rows: &[[String; 6]]) -> String {
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or_default()
    };
    let lines = rows.iter().map(|row| {
        let mut line = format!("{:1$}", row[0], width(0));
        for (column, cell) in row.iter().enumerate().skip(1) {
            let _ = write!(line, "  {cell:>0$}", width(column));
        }
        line.trim_end().to_owned() + "\n"
    });
    lines.collect()
}

fn correlation(report: &Report) -> String {
    let (study, settings) = (report.study, report.settings);
    let Some(tau) = study.tau else {
        return String::new();
    };
    let interval = tau.interval.map_or(String::new(), |(low, high)| {
        format!(
            ", {} interval {low:+.2} to {high:+.2}",
            percent(settings.confidence)
        )
    });
    let p = study
        .p
        .map_or(String::new(), |p| format!(", p = {}", format_p(p)));
    format!(
        "Kendall's tau-b of priority and ΔE: {:+.2}{interval}{p}\n\
         Permutation test with {} blocks of {}, {} resamples, seed {}\n",
        tau.value,
        study.blocks,
        format_duration(settings.block),
        settings.resamples,
        settings.seed,
    )
}

fn percent(share: f64) -> String {
    format!("{} %", (share * 1e6).round() / 1e4)
}

/// How many decimals show three digits of the largest number.
fn decimals(largest: f64) -> usize {
    let whole = (0..9).find(|&decimals| {
        let shown = largest * 10_f64.powf(float(decimals));
        shown >= 100.0
    });
    whole.unwrap_or(9)
}
