//! Valid expositions, and random mutations of them.

use fastrand::Rng;

/// Expositions with every type and every form of line.
pub(super) const MODELS: [&str; 5] = [
    r#"# TYPE jobs counter
# HELP jobs A \"quote\", a \\ and a \n.
jobs_total{queue="a"} 3.0 1700000000.25 # {trace_id="0af7"} 1.0 1700000000.5
jobs_created{queue="a"} 1700000000.25 1700000000.25
jobs_total{queue="b"} 1
jobs_created{queue="b"} 2
# EOF
"#,
    r#"# TYPE wait_seconds histogram
# UNIT wait_seconds seconds
wait_seconds_bucket{q="a",le="0.5"} 1 # {} 0.2
wait_seconds_bucket{q="a",le="1.0"} 2
wait_seconds_bucket{q="a",le="+Inf"} 2
wait_seconds_count{q="a"} 2
wait_seconds_sum{q="a"} 0.75
wait_seconds_created{q="a"} 5
wait_seconds_bucket{q="b",le="-1"} 1
wait_seconds_bucket{q="b",le="+Inf"} 1
# EOF
"#,
    r#"# TYPE held gaugehistogram
held_bucket{le="1"} 0
held_bucket{le="+Inf"} 2
held_gcount 2
held_gsum 4
# TYPE build info
# HELP build Build.
build_info{version="1"} 1
build_info{version="2"} 1
# TYPE phase stateset
phase{phase="on",host="b"} 1
phase{phase="off",host="b"} 0
phase{phase="on",host="c"} 0
# EOF
"#,
    r#"# TYPE size_bytes summary
# UNIT size_bytes bytes
size_bytes{quantile="0.5"} NaN
size_bytes{quantile="0.9"} 0.3
size_bytes_sum 1e3
size_bytes_count 4
size_bytes_created 1
# HELP level A level.
# TYPE level gauge
level{at="1",of="x # {}"} 1 10
level{at="1",of="x # {}"} -2.5 20
level{at="2"} +Inf 5
odd 1
other{path="é\d"} 2e-3
# EOF
"#,
    r#"# TYPE "level.of" gauge
# HELP "level.of" Dotted.
{"level.of", at="d"} 1
{"level.of","at.x"="g"} 2 7
# TYPE "wait.of" histogram
{"wait.of_bucket",le="1"} 1 # {"x y"="z"} 0.5
{"wait.of_bucket",le="+Inf"} 1
# EOF
"#,
];

const VALUES: &[&str] = &[
    "NaN", "+NaN", "-1", "-0", "0", "0.5", ".5", "0.50", "1", "1.", "1.0", "1.5", "2", "3", "4",
    "5", "1e3", "1e400", "1_0", "0x1", "inf", "+Inf", "-Inf", "+INF",
];

const WORDS: &[&str] = &[
    "counter",
    "gauge",
    "histogram",
    "gaugehistogram",
    "summary",
    "info",
    "stateset",
    "unknown",
    "HELP",
    "TYPE",
    "UNIT",
    "#",
];

/// Parts of names. Mutations replace them by each other.
const NAMES: &[&str] = &[
    "_total",
    "_created",
    "_bucket",
    "_count",
    "_sum",
    "_gcount",
    "_gsum",
    "_info",
    "jobs",
    "wait_seconds",
    "held",
    "build",
    "phase",
    "size_bytes",
    "level",
    "odd",
    "quantile",
    "le",
];

const CHARACTERS: &str = "\"\\{}, =#_.:-+0123aeNI\n\té\r";

/// Returns a sample exposition with one to three mutations.
pub(super) fn mutant(rng: &mut Rng) -> String {
    let mut text = MODELS[rng.usize(..MODELS.len())].to_owned();
    for _ in 0..[1, 1, 1, 2, 2, 3][rng.usize(..6)] {
        text = match rng.u8(..4) {
            0 => with_other_character(&text, rng),
            1 => with_other_lines(&text, rng),
            2 => with_other_word(&text, rng),
            _ => with_other_name_or_value(&text, rng),
        };
    }
    text
}

/// Inserts, replaces or removes a character.
fn with_other_character(text: &str, rng: &mut Rng) -> String {
    let mut all: Vec<char> = text.chars().collect();
    let at = rng.usize(..=all.len());
    let replaced = rng.usize(..2).min(all.len() - at);
    let known: Vec<char> = CHARACTERS.chars().collect();
    let new = rng.bool().then(|| known[rng.usize(..known.len())]);
    all.splice(at..at + replaced, new);
    all.into_iter().collect()
}

/// Removes, duplicates or swaps lines.
fn with_other_lines(text: &str, rng: &mut Rng) -> String {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let (one, other) = (rng.usize(..lines.len()), rng.usize(..lines.len()));
    match rng.u8(..3) {
        0 => drop(lines.remove(one)),
        1 => lines.insert(other, lines[one]),
        _ => lines.swap(one, other),
    }
    lines.join("\n")
}

/// Replaces a word between two spaces.
fn with_other_word(text: &str, rng: &mut Rng) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let at = rng.usize(..lines.len());
    let mut words: Vec<&str> = lines[at].split(' ').collect();
    let word = rng.usize(..words.len());
    words[word] = if rng.bool() {
        VALUES[rng.usize(..VALUES.len())]
    } else {
        WORDS[rng.usize(..WORDS.len())]
    };
    lines[at] = words.join(" ");
    lines.join("\n")
}

/// Replaces a part of a name, or the value of a label.
fn with_other_name_or_value(text: &str, rng: &mut Rng) -> String {
    let names = NAMES.iter().flat_map(|it| text.match_indices(it));
    let names = names.map(|(at, name)| at..at + name.len());
    let values = text.match_indices("=\"").filter_map(|(at, _)| {
        let from = at + 2;
        let length = text[from..].find('"')?;
        Some(from..from + length)
    });
    let ranges: Vec<_> = names.chain(values).collect();
    let Some(range) = ranges.get(rng.usize(..=ranges.len())) else {
        return text.to_owned();
    };
    let new = if rng.bool() {
        VALUES[rng.usize(..VALUES.len())]
    } else {
        NAMES[rng.usize(..NAMES.len())]
    };
    format!("{}{new}{}", &text[..range.start], &text[range.end..])
}
