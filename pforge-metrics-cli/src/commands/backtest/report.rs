//! The content of a report, whatever the format.

use pforge_metrics_backtest::{Deltas, Log, Settings, Study, Values, Verdict};

pub struct Report<'a> {
    /// The gauge, or its file.
    pub metric: &'a str,
    /// Seconds.
    pub window: f64,
    pub settings: Settings,
    pub log: &'a Log,
    pub values: &'a Values,
    pub deltas: &'a Deltas,
    pub study: &'a Study,
    pub verdict: Verdict,
}
