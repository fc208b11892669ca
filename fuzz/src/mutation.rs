//! Sound schemas, and ways to spoil them that leave most of the schema standing: rules see more of them than of noise.

use std::sync::LazyLock;

use crate::words;

const SOUND: &[&str] = &[
    include_str!("../../metrics.toml"),
    include_str!("../../tests/diagnostics/clean/every_feature.toml"),
    include_str!("../../tests/diagnostics/clean/dotted_keys_and_inline_tables.toml"),
    include_str!("../../tests/diagnostics/clean/uses_before_declarations.toml"),
    include_str!("whole_language.toml"),
    include_str!("../../tests/diagnostics/clean/expressions.toml"),
];

/// Words that are put in place of others.
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(words::all);

/// More steps would only hide which of them mattered.
const MOST_STEPS: usize = 64;

/// Between two files of a schema.
const NEXT_FILE: &str = "# The next file.\n";

/// Reads the bytes as a program: which schema to start from, then what to do to it, four bytes a step. The files of the
/// schema, the root first.
pub fn mutated(program: &[u8]) -> Vec<String> {
    let Some((first, steps)) = program.split_first() else {
        return Vec::new();
    };
    let sound = pick(SOUND, *first);
    let mut lines: Vec<String> = sound.lines().map(str::to_owned).collect();
    for step in steps.chunks_exact(4).take(MOST_STEPS) {
        let [what, low, high, argument] = [step[0], step[1], step[2], step[3]];
        if !lines.is_empty() {
            let at = usize::from(u16::from_le_bytes([low, high])) % lines.len();
            apply(what, at, argument, &mut lines);
        }
    }
    let text = lines.join("\n") + "\n";
    text.split(NEXT_FILE).map(str::to_owned).collect()
}

/// One step, at one line.
fn apply(what: u8, at: usize, argument: u8, lines: &mut Vec<String>) {
    let other = (at + usize::from(argument)) % lines.len();
    match what % 10 {
        0 => drop(lines.remove(at)),
        1 => lines.insert(other, lines[at].clone()),
        2 => lines.swap(at, other),
        3 => lines[at] = break_quote(&lines[at], argument),
        4 => lines[at] = split(&lines[at], argument).0.to_owned(),
        5 => {
            let (before, after) = split(&lines[at], argument);
            lines[at] = format!("{before}{}{after}", pick(&WORDS, what));
        }
        6 => lines[at] = key_of(&lines[at], &lines[other]),
        // Most mistakes are a wrong word.
        _ => lines[at] = replace_word(&lines[at], what, pick(&WORDS, argument)),
    }
}

fn pick<'a>(words: &[&'a str], by: u8) -> &'a str {
    words[usize::from(by) % words.len()]
}

/// Takes one quote away.
fn break_quote(line: &str, which: u8) -> String {
    let quotes: Vec<_> = line.match_indices('"').map(|(at, _)| at).collect();
    let mut line = line.to_owned();
    if !quotes.is_empty() {
        line.remove(quotes[usize::from(which) % quotes.len()]);
    }
    line
}

/// Cuts a line between two characters.
fn split(line: &str, at: u8) -> (&str, &str) {
    line.split_at(line.floor_char_boundary(usize::from(at) % (line.len() + 1)))
}

/// The key of one line with the value of another.
fn key_of(line: &str, other: &str) -> String {
    match (line.split_once('='), other.split_once('=')) {
        (Some((key, _)), Some((_, value))) => format!("{key}={value}"),
        _ => other.to_owned(),
    }
}

/// Puts a word in place of the one at a number.
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
