//! What the values of a label are in the words of the language.

use super::draft::Line;
use super::toml;
use super::values::Values;

/// How many values a label can have to be closed: more are rather found than thought of.
const FEW: usize = 16;

/// How many integers a range may have.
const RANGE: i64 = 1_000;

/// Limits of open labels, at least twice as many as there are now.
const LIMITS: [usize; 7] = [10, 50, 100, 500, 1_000, 5_000, 10_000];

/// Whether values can be those of a closed label.
pub(super) fn can_be_closed(values: &Values) -> bool {
    let list = values.list();
    let are_few_words = list.len() <= FEW && list.iter().all(|it| is_word(it));
    are_few_words || range(list).is_some()
}

/// The line of a label with exactly these values.
pub(super) fn closed(values: &Values, are_states: bool) -> Line {
    let list = values.list();
    let are_bools = list.len() == 2 && list.iter().all(|it| ["false", "true"].contains(it));
    if are_bools && !are_states {
        return Line::new("type", toml::text("bool"));
    }
    match range(list).filter(|_| !are_states) {
        Some((least, greatest)) => Line::new("range", format!("[{least}, {greatest}]")),
        None => Line::new("values", toml::texts(list.iter().copied())),
    }
}

/// The line of a label with these values, and others.
pub(super) fn open(values: &Values) -> Line {
    let list = values.list();
    let enough = LIMITS.iter().find(|limit| **limit >= 2 * list.len());
    let longest = list.iter().map(|value| value.len()).max();
    // The default of `max_len` is 128 bytes.
    let max_len = match longest.unwrap_or_default() {
        0..=128 => String::new(),
        longest => format!(", max_len = {longest}"),
    };
    let max = enough.copied().unwrap_or(2 * list.len());
    Line::new("open", format!("{{ max = {max}{max_len} }}"))
}

/// Letters, or words of letters.
fn is_word(value: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic();
    value.starts_with(is_letter)
        && value.len() <= 40
        && value.chars().all(|c| is_letter(c) || "_- ".contains(c))
}

/// The ends of whole numbers that follow each other without a gap.
fn range(values: &[&str]) -> Option<(i64, i64)> {
    let number = |value: &&str| {
        let number: i64 = value.parse().ok()?;
        (number.to_string() == *value).then_some(number)
    };
    let numbers = values.iter().map(number).collect::<Option<Vec<i64>>>()?;
    let (first, last) = (*numbers.iter().min()?, *numbers.iter().max()?);
    let count = last.checked_sub(first)?.checked_add(1)?;
    let is_dense = usize::try_from(count) == Ok(numbers.len());
    (is_dense && (2..=RANGE).contains(&count)).then_some((first, last))
}
