//! All that is shown, in whatever form.

use super::deltas::Deltas;
use super::plans::Log;
use super::study::{Settings, Study};
use super::values::Values;
use super::verdict::Verdict;

pub struct Report<'a> {
    /// The gauge, or the file that it is from.
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
