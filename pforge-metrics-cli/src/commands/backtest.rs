//! `backtest`: tests whether plans of higher priority were followed by a larger change of a gauge.
//!
//! The statistics are the crate [`pforge_metrics_backtest`], which only this command and `input/prometheus.rs` import.

mod json;
mod plot;
mod report;
mod text;
mod time_arg;

use crate::input::prometheus::Query;
use crate::output::{Exit, print, say};
use anyhow::{Context, Result, ensure};
use clap::error::ErrorKind;
use clap::{ArgGroup, Command, ValueEnum};
use pforge_metrics_backtest::time::parse_duration;
use pforge_metrics_backtest::{
    Answer, Deltas, Log, Settings, Study, Values, Verdict, WINDOWS_PER_BLOCK,
};
use report::Report;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;
use time_arg::TimeArg;

/// Test whether higher-priority plans were followed by larger gauge changes
///
/// For each PLAN.PROPOSED event in a log, ΔE is the change of the gauge from the time of the plan to the end of a window. The verdict
/// depends on the rank correlation of priority and ΔE (Kendall's tau-b) and on its p-value. The p-value comes from a permutation test
/// that permutes whole blocks of time, since plans close in time share a ΔE. Correlation does not imply causation.
#[derive(clap::Args)]
#[command(group(ArgGroup::new("source").required(true)), after_help = "\
Examples:
  pforge-metrics backtest --prometheus http://127.0.0.1:9090 --plans plans.jsonl
  pforge-metrics backtest --prometheus $URL --bearer-file token --start 6h --plans plans.jsonl
  pforge-metrics backtest --prometheus $URL --window 10m --plans plans.jsonl --plot plans.svg
  pforge-metrics backtest --values efficiency.csv --plans plans.jsonl --order P3,P2,P1 --format json
  pforge-metrics backtest --values response.json --plans plans.jsonl --expect yes    # for CI

The log has one JSON object per line. `time` is RFC 3339 or Unix seconds, `priority` a string or a number:
  {\"event\":\"PLAN.PROPOSED\",\"time\":\"2026-01-31T12:00:00Z\",\"id\":\"plan-17\",\"priority\":\"high\"}

Exits with 1 if --expect is set and the verdict differs. Without --expect, exits with 0 for every verdict.")]
pub struct Args {
    /// Read the gauge from this Prometheus server
    #[arg(long, value_name = "URL", group = "source")]
    prometheus: Option<String>,

    /// Read the gauge from a file: a `query_range` response (JSON), or CSV lines `time,value`
    #[arg(long, value_name = "FILE", group = "source")]
    values: Option<String>,

    /// Log of plans in JSON Lines; other events are ignored
    #[arg(long, value_name = "FILE")]
    plans: String,

    /// PromQL expression for the gauge; it must return one series
    #[arg(
        long,
        value_name = "SELECTOR",
        default_value = "pforge_efficiency",
        conflicts_with = "values"
    )]
    metric: String,

    /// Start of the range: RFC 3339, Unix seconds, or a duration before now [default: before the first plan]
    #[arg(long, value_name = "TIME", value_parser = TimeArg::parse, conflicts_with = "values")]
    start: Option<TimeArg>,

    /// End of the range [default: one window after the last plan]
    #[arg(long, value_name = "TIME", value_parser = TimeArg::parse, conflicts_with = "values")]
    end: Option<TimeArg>,

    /// Resolution of the range query [default: 1/20 of the window]
    #[arg(long, value_name = "DURATION", value_parser = parse_duration, conflicts_with = "values")]
    step: Option<f64>,

    /// File with a bearer token for the Prometheus server
    #[arg(long, value_name = "FILE", conflicts_with = "values")]
    bearer_file: Option<PathBuf>,

    /// Timeout of a request to the Prometheus server
    #[arg(long, value_name = "DURATION", value_parser = parse_duration, default_value = "30s", conflicts_with = "values")]
    timeout: f64,

    /// Time after a plan at which its effect is measured
    #[arg(long, value_name = "DURATION", value_parser = parse_duration, default_value = "5m")]
    window: f64,

    /// Maximum age of a sample [default: 1/4 of the window]
    #[arg(long, value_name = "DURATION", value_parser = parse_duration)]
    stale: Option<f64>,

    /// Block length of the permutation test, at least the window [default: 4 windows]
    #[arg(long, value_name = "DURATION", value_parser = parse_duration)]
    block: Option<f64>,

    /// Priorities in ascending order [default: low,normal,high, or numeric order]
    #[arg(long, value_name = "PRIORITIES", value_delimiter = ',')]
    order: Vec<String>,

    /// Skip and count invalid lines of the log
    #[arg(long)]
    lenient: bool,

    /// Confidence level of intervals and verdict, between 0.5 and 1
    #[arg(long, value_name = "SHARE", value_parser = confidence, default_value = "0.95")]
    confidence: f64,

    /// Number of bootstrap resamples and of permutations
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(99..=1_000_000), default_value = "1999")]
    resamples: u32,

    /// Random seed
    #[arg(long, default_value = "1")]
    seed: u64,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// Write a plot of the gauge and the plans as SVG
    #[arg(long, value_name = "FILE.svg")]
    plot: Option<String>,

    /// Exit with 1 if the verdict differs
    #[arg(long, value_enum, value_name = "VERDICT")]
    expect: Option<Expected>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    /// A table and sentences
    #[default]
    Text,
    /// One JSON object
    Json,
}

/// The verdicts as arguments.
#[derive(Clone, Copy, ValueEnum)]
enum Expected {
    /// Higher priority was followed by a larger ΔE
    Yes,
    /// No significant correlation
    NoEvidence,
    /// Higher priority was followed by a smaller ΔE
    Opposite,
}

/// `program` is the command line of the program, which shows errors about its usage.
pub fn run(args: &Args, program: &Command) -> Result<Exit> {
    let settings = args.settings(program)?;
    let log = args.log()?;
    let values = args.values(&log, program)?;
    let stale = args.stale.unwrap_or(args.window / 4.0);
    let deltas = Deltas::new(&log.plans, &values, args.window, stale);
    ensure!(
        !deltas.decisions.is_empty(),
        "no plan has a value at its time and one at the end of its window: check that {} and the values are of the same time, \
         and --stale, which says how old a sample may be",
        args.plans
    );
    let study = Study::new(&deltas.decisions, log.order.len(), settings);
    let report = Report {
        metric: args.values.as_deref().unwrap_or(&args.metric),
        window: args.window,
        settings,
        verdict: Verdict::of(&study, settings),
        log: &log,
        values: &values,
        deltas: &deltas,
        study: &study,
    };
    if let Some(path) = &args.plot {
        fs::write(path, plot::render(&report))
            .with_context(|| format!("{path} can't be written"))?;
        say(&format!("wrote {path}"));
    }
    print(&match args.format {
        Format::Text => text::render(&report),
        Format::Json => json::render(&report),
    })?;
    let is_expected = args
        .expect
        .is_none_or(|expected| expected.is(report.verdict.answer));
    Ok(if is_expected {
        Exit::Sound
    } else {
        Exit::Findings
    })
}

impl Expected {
    fn is(self, answer: Answer) -> bool {
        let expected = match self {
            Self::Yes => Answer::Yes,
            Self::NoEvidence => Answer::NoEvidence,
            Self::Opposite => Answer::Opposite,
        };
        expected == answer
    }
}

impl Args {
    fn log(&self) -> Result<Log> {
        let path = &self.plans;
        let log = fs::read(path).with_context(|| {
            format!("{path} can't be read: --plans names a log with an event in JSON on each line")
        })?;
        Log::parse(&log, &self.order, self.lenient).with_context(|| path.clone())
    }

    fn settings(&self, program: &Command) -> Result<Settings> {
        let block = self.block.unwrap_or(WINDOWS_PER_BLOCK * self.window);
        if block < self.window {
            refuse(
                program,
                "--block is shorter than --window: plans that share a part of their windows have to stay together",
            );
        }
        Ok(Settings {
            block,
            resamples: usize::try_from(self.resamples)?,
            confidence: self.confidence,
            seed: self.seed,
        })
    }

    /// The gauge, by default from before the first plan until the window of the last one is over.
    fn values(&self, log: &Log, program: &Command) -> Result<Values> {
        if let Some(path) = &self.values {
            let text = fs::read_to_string(path).with_context(|| {
                format!(
                    "{path} can't be read: --values names an answer of query_range, or a CSV file"
                )
            })?;
            return Values::parse(&text).with_context(|| path.clone());
        }
        let now = SystemTime::UNIX_EPOCH.elapsed()?.as_secs_f64();
        let step = self.step.unwrap_or(self.window / 20.0).max(0.001);
        let times = log.plans.iter().map(|plan| plan.time);
        let first = times.clone().fold(f64::INFINITY, f64::min);
        let last = times.fold(0.0, f64::max);
        let start = self.start.map_or(first - step, |it| it.seconds(now));
        let end = self
            .end
            .map_or((last + self.window).min(now), |it| it.seconds(now));
        if start >= end {
            refuse(program, "`--start` must be before `--end`");
        }
        Query {
            server: self.prometheus.as_deref().unwrap_or_default(),
            selector: &self.metric,
            start,
            end,
            step,
            timeout: self.timeout,
            bearer_file: self.bearer_file.as_deref(),
        }
        .run()
    }
}

/// Prints a usage error of the subcommand and ends the program, as clap does.
fn refuse(program: &Command, message: &str) -> ! {
    let mut program = program.clone();
    program.build();
    let command = program.find_subcommand("backtest").cloned();
    command
        .unwrap_or(program)
        .error(ErrorKind::ValueValidation, message)
        .exit()
}

fn confidence(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|it| (0.5..1.0).contains(it));
    share.ok_or_else(|| "expected a number from 0.5 to less than 1, such as 0.95".to_owned())
}
