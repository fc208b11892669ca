//! The error for a text that is not a value of a label. Its message is written for the sender of the text.

use super::Label;
use std::fmt;

/// So much of the text is kept and shown, in characters.
const SHOWN: usize = 64;

/// So many of the values are listed.
const LISTED: usize = 5;

/// The error for a text or an integer that is not a value of a label.
///
/// The message shows the start of the text, with all escaped that is not visible or changes how others are shown, and a value
/// that is nearly the same if there is one: it is fit for logs and for answers to whoever sent the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLabelValue {
    label: &'static str,
    value: String,
    expected: Expected,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    OneOf(&'static [&'static str]),
    /// Integers, in their order.
    Range(&'static [&'static str]),
}

/// How generated code makes one.
#[doc(hidden)]
impl UnknownLabelValue {
    #[must_use]
    pub fn new<L: Label>(value: &str) -> Self {
        Self::of::<L>(value, Expected::OneOf(L::VALUES))
    }

    #[must_use]
    pub fn out_of_range<L: Label>(value: &str) -> Self {
        Self::of::<L>(value, Expected::Range(L::VALUES))
    }
}

impl UnknownLabelValue {
    fn of<L: Label>(value: &str, expected: Expected) -> Self {
        Self {
            label: L::NAME,
            value: shown(value),
            expected,
        }
    }

    /// The values that the label has.
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
    for (i, value) in values.iter().take(LISTED).enumerate() {
        write!(f, "{}`{value}`", if i == 0 { "" } else { ", " })?;
    }
    match values.len().saturating_sub(LISTED) {
        0 => Ok(()),
        more => write!(f, " and {more} more"),
    }
}

/// The start of a text, on one line.
fn shown(value: &str) -> String {
    let mut shown = String::new();
    let mut rest = value.chars();
    for c in rest.by_ref().take(SHOWN) {
        match c {
            '"' | '\'' | '\\' => shown.push(c),
            // Controls, marks of direction and joiners, blanks but the common one, and marks that go on top of others.
            c => shown.extend(c.escape_debug()),
        }
    }
    if rest.next().is_some() {
        shown.push('…');
    }
    shown
}

/// The value that differs least from `text`, if it differs by a slip: another case, or one character in three, two at most.
fn nearest(text: &str, values: &'static [&'static str]) -> Option<&'static str> {
    let text: Vec<char> = text.to_lowercase().chars().collect();
    let near = values.iter().filter_map(|value| {
        let lower: Vec<char> = value.to_lowercase().chars().collect();
        let most = (text.len().max(lower.len()) / 3).min(2);
        // What differs more in length is not worth the walk, and hostile text may be compared with many values.
        let slips = (text.len().abs_diff(lower.len()) <= most).then(|| slips(&text, &lower))?;
        (slips <= most).then_some((slips, *value))
    });
    near.min_by_key(|(slips, _)| *slips).map(|(_, value)| value)
}

/// How many characters to insert, to delete, to replace, or to swap with the next one: the "optimal string alignment"
/// distance.
fn slips(a: &[char], b: &[char]) -> usize {
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
