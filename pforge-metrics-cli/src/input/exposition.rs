//! Reads scrapes: the text format of Prometheus, 0.0.4, and `OpenMetrics` 1.0.
//!
//! `OpenMetrics` is read strictly: a text that breaks the grammar or a MUST of the specification is an error, with its place and
//! the rule. The text format is read as leniently as Prometheus reads it; [`comparison`](crate::comparison) checks its
//! histograms. The parser crates that exist stop at the first quoted name, or report no places. Protobuf is not supported.
//!
//! Two things beyond the grammar of `OpenMetrics` 1.0 are accepted, as by Prometheus: names in quotes, which may follow a comma
//! and a space, and unescaped quotes in HELP.
//!
//! A violation of OpenMetrics does not stop the reader, so `verify` reports all of them. Only a line that breaks
//! the grammar stops it. `tests/parsers/verdicts/` compares the reader with the parser of Python on mutated texts.

pub(crate) mod created;
mod cursor;
mod error;
mod families;
mod family;
mod format;
mod histogram;
mod labels;
mod line;
mod metadata;
mod points;
mod sample;
mod suffix;
mod timestamp;

pub use error::{Malformed, Violation};
pub use family::{Family, Sample, Type};
pub use format::Format;
pub use timestamp::Timestamp;

pub(crate) use histogram::Histogram;

use error::{Place, Unreadable};
use families::Families;
use line::Line;

/// All families of one scrape, in its order.
///
/// ```
/// use pforge_metrics_cli::exposition::{Exposition, Type};
///
/// let text = "# TYPE jobs_total counter\njobs_total{queue=\"mail\"} 3\n";
/// let exposition = Exposition::parse(text)?;
/// let jobs = &exposition.families[0];
/// assert_eq!((jobs.name.as_str(), jobs.kind), ("jobs_total", Type::Counter));
/// assert_eq!(jobs.samples[0].labels, [("queue".to_owned(), "mail".to_owned())]);
///
/// let error = Exposition::parse("jobs_total{queue=\"mail} 3\n").unwrap_err();
/// assert_eq!(error.to_string(), "1:18: the value of a label has no closing quote");
/// # Ok::<(), pforge_metrics_cli::exposition::Malformed>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Exposition {
    /// How it is written.
    pub format: Format,
    /// What it says.
    pub families: Vec<Family>,
    /// The rules that its families break, in the order of the lines. Empty after [`parse`](Self::parse).
    pub violations: Vec<Violation>,
}

impl Exposition {
    /// Reads a text of either format: `OpenMetrics` is what ends in `# EOF`.
    ///
    /// # Errors
    ///
    /// The first place at which it breaks its format.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        Self::parse_as(Format::of(text), text)
    }

    /// Reads a text of a format that is known, as by a `Content-Type`.
    ///
    /// # Errors
    ///
    /// The first place at which it breaks its format.
    pub fn parse_as(format: Format, text: &str) -> Result<Self, Malformed> {
        let exposition = Self::read_as(format, text)?;
        match exposition.violations.first() {
            Some(violation) => Err(violation.malformed.clone()),
            None => Ok(exposition),
        }
    }

    /// Reads a text and collects the rules that its families break in [`violations`](Self::violations).
    ///
    /// ```
    /// use pforge_metrics_cli::exposition::{Exposition, Format};
    ///
    /// let text = "# TYPE jobs counter\njobs_total NaN\n# EOF\n";
    /// let exposition = Exposition::read_as(Format::OpenMetrics, text)?;
    /// let violation = &exposition.violations[0];
    /// assert_eq!(violation.family, "jobs_total");
    /// assert_eq!(
    ///     violation.malformed.to_string(),
    ///     "2:12: a counter's value must not be NaN or negative",
    /// );
    /// # Ok::<(), pforge_metrics_cli::exposition::Malformed>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The first line that does not follow the grammar.
    pub fn read_as(format: Format, text: &str) -> Result<Self, Malformed> {
        let mut families = Families::new(format);
        let mut is_over = false;
        let mut last = 0;
        for (line, number) in text.split_inclusive('\n').zip(1..) {
            let place = Place { number, line };
            let at = |offset, message| place.malformed(&Unreadable::new(offset, message));
            let Some(line) = line
                .strip_suffix('\n')
                .or((line == "# EOF").then_some(line))
            else {
                return Err(at(line.len(), "the last line must end with a line feed"));
            };
            if is_over {
                return Err(at(0, "unexpected text after `# EOF`"));
            }
            if number == 1 && format == Format::OpenMetrics && line.starts_with('\u{feff}') {
                return Err(at(0, "a byte order mark is not allowed"));
            }
            match line::parse(format, line).map_err(|error| place.malformed(&error))? {
                Line::Nothing => {}
                Line::End => is_over = true,
                Line::Metadata(metadata) => families.describe(metadata, place),
                Line::Sample(mut line) => {
                    line.sample.line = number;
                    families.add(line, place);
                }
            }
            last = number;
        }
        if format == Format::OpenMetrics && !is_over {
            let missing = Unreadable::new(0, "missing `# EOF` at the end");
            return Err(Place::start_of(last + 1).malformed(&missing));
        }
        let (families, violations) = families.finish();
        Ok(Self {
            format,
            families,
            violations,
        })
    }
}
