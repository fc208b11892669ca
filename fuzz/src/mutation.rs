//! Mutations of valid schemas. They keep most of a schema intact, so that it reaches the lints, unlike random bytes.

use std::sync::LazyLock;

use crate::words;

const VALID_SCHEMAS: &[&str] = &[
    include_str!("../../metrics.toml"),
    include_str!("../../tests/diagnostics/clean/every_feature.toml"),
    include_str!("../../tests/diagnostics/clean/dotted_keys_and_inline_tables.toml"),
    include_str!("../../tests/diagnostics/clean/uses_before_declarations.toml"),
    include_str!("whole_language.toml"),
    include_str!("../../tests/diagnostics/clean/expressions.toml"),
];

/// The words that replace others.
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(words::all);

/// The maximum number of steps. More steps would hide which one matters.
const MAX_STEPS: usize = 64;

/// Separates two files of a schema.
const FILE_SEPARATOR: &str = "# The next file.\n";

/// Applies the mutations that the bytes encode: the first byte selects a schema, and each step has four bytes. Returns the files of the
/// schema, with the root first.
pub fn mutate(program: &[u8]) -> Vec<String> {
    let Some((first, steps)) = program.split_first() else {
        return Vec::new();
    };
    let schema = pick(VALID_SCHEMAS, *first);
    let mut lines: Vec<String> = schema.lines().map(str::to_owned).collect();
    for step in steps.chunks_exact(4).take(MAX_STEPS) {
        let [operation, low, high, argument] = [step[0], step[1], step[2], step[3]];
        if !lines.is_empty() {
            let at = usize::from(u16::from_le_bytes([low, high])) % lines.len();
            apply(operation, at, argument, &mut lines);
        }
    }
    let text = lines.join("\n") + "\n";
    text.split(FILE_SEPARATOR).map(str::to_owned).collect()
}

/// Applies one step to one line.
fn apply(operation: u8, at: usize, argument: u8, lines: &mut Vec<String>) {
    let other = (at + usize::from(argument)) % lines.len();
    match operation % 10 {
        0 => drop(lines.remove(at)),
        1 => lines.insert(other, lines[at].clone()),
        2 => lines.swap(at, other),
        3 => lines[at] = break_quote(&lines[at], argument),
        4 => lines[at] = split(&lines[at], argument).0.to_owned(),
        5 => {
            let (before, after) = split(&lines[at], argument);
            lines[at] = format!("{before}{}{after}", pick(&WORDS, operation));
        }
        6 => lines[at] = with_value_of(&lines[at], &lines[other]),
        // Wrong words are the most common errors.
        _ => lines[at] = replace_word(&lines[at], operation, pick(&WORDS, argument)),
    }
}

fn pick<'a>(words: &[&'a str], index: u8) -> &'a str {
    words[usize::from(index) % words.len()]
}

/// Removes one quote.
fn break_quote(line: &str, which: u8) -> String {
    let quotes: Vec<_> = line.match_indices('"').map(|(at, _)| at).collect();
    let mut line = line.to_owned();
    if !quotes.is_empty() {
        line.remove(quotes[usize::from(which) % quotes.len()]);
    }
    line
}

/// Splits a line between two characters.
fn split(line: &str, at: u8) -> (&str, &str) {
    line.split_at(line.floor_char_boundary(usize::from(at) % (line.len() + 1)))
}

/// Combines the key of one line with the value of another.
fn with_value_of(line: &str, other: &str) -> String {
    match (line.split_once('='), other.split_once('=')) {
        (Some((key, _)), Some((_, value))) => format!("{key}={value}"),
        _ => other.to_owned(),
    }
}

/// Replaces the word at an index.
fn replace_word(line: &str, which: u8, new: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let pieces: Vec<&str> = line.split_inclusive(|c| !is_word(c)).collect();
    let Some(at) = usize::from(which / 10).checked_rem(pieces.len()) else {
        return new.to_owned();
    };
    let separator = pieces[at].trim_start_matches(is_word);
    let new = format!("{new}{separator}");
    [&pieces[..at], &[new.as_str()], &pieces[at + 1..]]
        .concat()
        .concat()
}
