//! The error for a text that is not a value of a label.

use super::Label;
use std::fmt;

/// The maximum number of characters of the text that the error stores and shows.
const MAX_CHARS: usize = 64;

/// The maximum number of values that the message lists.
const MAX_LISTED: usize = 5;

/// The error for a text or an integer that is not a value of a label.
///
/// The message shows the start of the text and suggests a similar value, if the label has one. Invisible characters, and
/// characters that affect the display of others, are escaped. The message is therefore safe in logs and in responses to
/// clients.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [label.vendor]
///     help   = "LLM vendor."
///     values = ["openai", "local"]
///
///     [counter.calls_total]
///     help   = "Calls made."
///     labels = ["vendor"]
/// "#);
/// # }
/// # use metrics::*;
/// let error = "opnai".parse::<Vendor>().unwrap_err();
/// assert_eq!(error.expected(), ["openai", "local"]);
/// assert!(error.to_string().contains("did you mean `openai`?"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLabelValue {
    label: &'static str,
    value: String,
    expected: Expected,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    OneOf(&'static [&'static str]),
    /// Integers in ascending order.
    Range(&'static [&'static str]),
}

/// Constructors for generated code.
#[doc(hidden)]
impl UnknownLabelValue {
    #[must_use]
    pub fn new<L: Label>(value: &str) -> Self {
        Self::with_expected::<L>(value, Expected::OneOf(L::VALUES))
    }

    #[must_use]
    pub fn out_of_range<L: Label>(value: &str) -> Self {
        Self::with_expected::<L>(value, Expected::Range(L::VALUES))
    }
}

impl UnknownLabelValue {
    fn with_expected<L: Label>(value: &str, expected: Expected) -> Self {
        Self {
            label: L::NAME,
            value: escaped_start(value),
            expected,
        }
    }

    /// Returns the values of the label.
    #[must_use]
    pub fn expected(&self) -> &'static [&'static str] {
        let (Expected::OneOf(values) | Expected::Range(values)) = self.expected;
        values
    }
}

impl fmt::Display for UnknownLabelValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { label, value, .. } = self;
        write!(f, "`{value}` is not a value of the label `{label}`")?;
        match self.expected {
            Expected::OneOf(values) => {
                if let Some(near) = nearest(value, values) {
                    write!(f, " (did you mean `{near}`?)")?;
                }
                f.write_str(": expected one of ")?;
                list(f, values)
            }
            Expected::Range([first, .., last]) => {
                write!(f, ": expected an integer from {first} to {last}")
            }
            Expected::Range(values) => {
                f.write_str(": expected ")?;
                list(f, values)
            }
        }
    }
}

impl std::error::Error for UnknownLabelValue {}

fn list(f: &mut fmt::Formatter<'_>, values: &[&str]) -> fmt::Result {
    for (i, value) in values.iter().take(MAX_LISTED).enumerate() {
        write!(f, "{}`{value}`", if i == 0 { "" } else { ", " })?;
    }
    match values.len().saturating_sub(MAX_LISTED) {
        0 => Ok(()),
        more => write!(f, " and {more} more"),
    }
}

/// Returns the start of a text, escaped so that it fits on one line.
fn escaped_start(value: &str) -> String {
    let mut escaped = String::new();
    let mut rest = value.chars();
    for c in rest.by_ref().take(MAX_CHARS) {
        match c {
            '"' | '\'' | '\\' => escaped.push(c),
            // This escapes control characters, direction marks, joiners, whitespace other than U+0020, and combining
            // marks.
            c => escaped.extend(c.escape_debug()),
        }
    }
    if rest.next().is_some() {
        escaped.push('…');
    }
    escaped
}

/// Returns the value with the smallest edit distance from `text`, ignoring case.
///
/// The distance may be at most a third of the length, and at most 2.
fn nearest(text: &str, values: &'static [&'static str]) -> Option<&'static str> {
    let text: Vec<char> = text.to_lowercase().chars().collect();
    let near = values.iter().filter_map(|value| {
        let lower: Vec<char> = value.to_lowercase().chars().collect();
        let max_distance = (text.len().max(lower.len()) / 3).min(2);
        // The length check avoids most of the work: a hostile text may be compared with many values.
        let is_close_in_length = text.len().abs_diff(lower.len()) <= max_distance;
        let distance = is_close_in_length.then(|| edit_distance(&text, &lower))?;
        (distance <= max_distance).then_some((distance, *value))
    });
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, value)| value)
}

/// Returns the optimal string alignment distance: the number of characters to insert, delete, replace or swap with
/// the next.
fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut row = vec![i + 1];
        for j in 0..b.len() {
            let replaced = above[j] + usize::from(a[i] != b[j]);
            let mut least = replaced.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}
