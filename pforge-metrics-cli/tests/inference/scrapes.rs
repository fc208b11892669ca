//! Random scrapes of both formats: valid, and as unusual as scrapes get.

use fastrand::Rng;
use std::collections::BTreeSet;
use std::fmt::Write as _;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    OpenMetrics,
}

use Format::{OpenMetrics, Text};

const WORDS: &[&str] = &[
    "app",
    "jobs",
    "seconds",
    "ms",
    "total",
    "info",
    "count",
    "bucket",
    "created",
    "type",
    "fn",
    "self",
    "Self",
    "counter",
    "data",
    "Wait",
    "le",
    "",
    "x1",
    "percent",
    "user",
    "macro_rules",
];

const UTF8_NAMES: &[&str] = &["shop.jobs", "größe", "a b", "\"quoted\\", "*", "x\ny"];

const LABELS: &[&str] = &[
    "kind", "kind", "Kind", "result", "result", "job", "instance", "type", "self", "Self", "crate",
    "user", "url", "__x", "x1", "a__b", "app", "total", "größe", "a.b",
];

const VALUES: &[&str] = &[
    "",
    "true",
    "false",
    "0",
    "1",
    "2",
    "-5",
    "01",
    "a",
    "A",
    "a-b",
    "a_b",
    "hit",
    "miss",
    "error",
    "ok",
    "self",
    "Self",
    "é",
    "x y",
    "\"",
    "\n",
    "\\",
    "\u{7}",
    "\u{202e}",
    "18446744073709551616",
    "-9223372036854775808",
    "9223372036854775807",
    "fn",
    "_other",
];

const HELPS: &[&str] = &[
    "Jobs.",
    "Jobs",
    "todo",
    "A \n\\ \" line.",
    " \u{7} ",
    "\u{202e}.",
    "'''",
];

/// Suffixes that families of some type add to their names.
const SUFFIXES: &[&str] = &[
    "", "_total", "_created", "_bucket", "_sum", "_count", "_gcount", "_gsum", "_info",
];

/// The names of labels with their values.
type Labels = Vec<(String, String)>;

pub(crate) fn scrape(rng: &mut Rng, format: Format) -> String {
    let mut text = String::new();
    let mut taken = BTreeSet::new();
    for _ in 0..rng.usize(1..9) {
        let name = name(rng, format);
        let stem = SUFFIXES
            .iter()
            .find_map(|it| name.strip_suffix(it).filter(|_| !it.is_empty()));
        let names = [name.as_str(), stem.unwrap_or(&name)]
            .map(|name| SUFFIXES.iter().map(move |it| format!("{name}{it}")));
        let names: Vec<String> = names.into_iter().flatten().collect();
        // Two families must not share the name of a sample.
        if names.iter().all(|name| !taken.contains(name)) {
            taken.extend(names);
            Family::new(rng, format, name).write(rng, &mut text);
        }
    }
    if format == OpenMetrics {
        text += "# EOF\n";
    }
    text
}

fn pick<'a>(rng: &mut Rng, from: &[&'a str]) -> &'a str {
    from[rng.usize(..from.len())]
}

fn one_in(rng: &mut Rng, count: u8) -> bool {
    rng.u8(..count) == 0
}

fn name(rng: &mut Rng, format: Format) -> String {
    if one_in(rng, 12) {
        return pick(rng, UTF8_NAMES).to_owned();
    }
    let words: Vec<&str> = (0..rng.usize(1..5)).map(|_| pick(rng, WORDS)).collect();
    let name = format!("{}{}", pick(rng, &["", "app_", "app_"]), words.join("_"));
    let name = match format {
        Text => name.as_str(),
        // What ends in one names a sample.
        OpenMetrics => SUFFIXES[1..]
            .iter()
            .fold(name.as_str(), |name, it| name.trim_end_matches(it)),
    };
    if name.is_empty() {
        "x".to_owned()
    } else {
        name.to_owned()
    }
}

struct Family {
    format: Format,
    name: String,
    kind: &'static str,
    help: Option<&'static str>,
    series: Vec<Labels>,
}

impl Family {
    fn new(rng: &mut Rng, format: Format, name: String) -> Self {
        let kinds: &[&str] = match format {
            Text => &[
                "counter",
                "counter",
                "gauge",
                "gauge",
                "histogram",
                "summary",
                "untyped",
            ],
            OpenMetrics => &[
                "counter",
                "counter",
                "gauge",
                "gauge",
                "histogram",
                "summary",
                "unknown",
                "info",
                "stateset",
                "gaugehistogram",
            ],
        };
        let help = match rng.u8(..8) {
            0 => None,
            1 if format == Text => Some(""),
            _ => Some(pick(rng, HELPS)),
        };
        let kind = pick(rng, kinds);
        let series = if one_in(rng, 8) {
            Vec::new()
        } else {
            series(rng, &name)
        };
        Self {
            format,
            name,
            kind,
            help,
            series,
        }
    }

    fn write(&self, rng: &mut Rng, text: &mut String) {
        let name = quoted(&self.name);
        if self.kind != "untyped" || rng.bool() {
            writeln!(text, "# TYPE {name} {}", self.kind).unwrap();
        }
        if self.format == OpenMetrics
            && self.name.ends_with("_seconds")
            && !["info", "stateset"].contains(&self.kind)
        {
            writeln!(text, "# UNIT {name} seconds").unwrap();
        }
        if let Some(help) = self.help {
            let help = help.replace('\\', "\\\\").replace('\n', "\\n");
            let help = match self.format {
                Text => help,
                OpenMetrics => help.replace('"', "\\\""),
            };
            writeln!(text, "# HELP {name} {help}").unwrap();
        }
        match self.kind {
            "histogram" => self.histogram(rng, text, ["_sum", "_count"]),
            "gaugehistogram" => self.histogram(rng, text, ["_gsum", "_gcount"]),
            "stateset" => self.states(rng, text),
            "summary" => self.summary(text),
            _ => self.numbers(rng, text),
        }
        let counts = ["counter", "histogram", "summary"].contains(&self.kind);
        // Since when each series counts.
        if self.format == Text && counts && one_in(rng, 3) {
            let stem = self.name.strip_suffix("_total").unwrap_or(&self.name);
            writeln!(text, "# TYPE {} gauge", quoted(&format!("{stem}_created"))).unwrap();
            for labels in &self.series {
                sample(text, &format!("{stem}_created"), labels, "1.7e9");
            }
        }
    }

    fn numbers(&self, rng: &mut Rng, text: &mut String) {
        let (suffix, numbers): (&str, &[&str]) = match (self.kind, self.format) {
            ("counter", OpenMetrics) => ("_total", COUNTS),
            ("counter", Text) => ("", COUNTS),
            ("info", _) => ("_info", &["1"]),
            _ => (
                "",
                &["1", "1", "0", "2.5", "-3", "1e300", "NaN", "+Inf", "-Inf"],
            ),
        };
        for labels in &self.series {
            let name = format!("{}{suffix}", self.name);
            sample(text, &name, labels, pick(rng, numbers));
            if self.kind == "counter" && self.format == OpenMetrics && one_in(rng, 3) {
                sample(text, &format!("{}_created", self.name), labels, "1.7e9");
            }
        }
    }

    fn summary(&self, text: &mut String) {
        for labels in &self.series {
            let quantile = [
                labels.clone(),
                vec![("quantile".to_owned(), "0.5".to_owned())],
            ]
            .concat();
            sample(text, &self.name, &quantile, "2");
            sample(text, &format!("{}_sum", self.name), labels, "4");
            sample(text, &format!("{}_count", self.name), labels, "2");
        }
    }

    fn states(&self, rng: &mut Rng, text: &mut String) {
        let states = ["open", "closed", "24/7", "self"];
        for labels in &self.series {
            for state in &states[..rng.usize(3..=4)] {
                let labels = [
                    labels.clone(),
                    vec![(self.name.clone(), (*state).to_owned())],
                ]
                .concat();
                sample(text, &self.name, &labels, pick(rng, &["0", "1"]));
            }
        }
    }

    fn histogram(&self, rng: &mut Rng, text: &mut String, [sum, count]: [&str; 2]) {
        let mut bounds = bounds(rng);
        for labels in &self.series {
            if one_in(rng, 20) {
                bounds.pop();
            }
            let mut so_far = 0;
            for bound in bounds
                .iter()
                .map(|bound| format!("{bound:?}"))
                .chain(["+Inf".to_owned()])
            {
                so_far += rng.u32(..3);
                let labels = [labels.clone(), vec![("le".to_owned(), bound)]].concat();
                sample(
                    text,
                    &format!("{}_bucket", self.name),
                    &labels,
                    &so_far.to_string(),
                );
            }
            // A sum that can decrease is not a counter.
            let goes_down = bounds.first().is_some_and(|bound| *bound < 0.0);
            if self.format == Text || !goes_down || self.kind == "gaugehistogram" {
                let total = if so_far == 0 { "0" } else { "1.5" };
                sample(text, &format!("{}{sum}", self.name), labels, total);
                sample(
                    text,
                    &format!("{}{count}", self.name),
                    labels,
                    &so_far.to_string(),
                );
            }
        }
    }
}

const COUNTS: &[&str] = &["0", "1", "7", "2.5", "1e300", "+Inf"];

/// From none to more than a histogram may have, rising.
fn bounds(rng: &mut Rng) -> Vec<f64> {
    let count = match rng.u8(..4) {
        0 => rng.usize(..3),
        1 => rng.usize(38..60),
        _ => 3,
    };
    let mut next = [-2.0, 0.000_001, 0.005, 1.0][rng.usize(..4)];
    let step = [0.1, 1.0, 1e18][rng.usize(..3)];
    let bounds = std::iter::repeat_with(|| {
        let bound = next;
        next += step;
        bound
    });
    bounds.take(count).collect()
}

/// Label sets that differ: every combination of some values, or a part of them; seldom with different labels.
fn series(rng: &mut Rng, family: &str) -> Vec<Labels> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for _ in 0..rng.usize(..10).saturating_sub(6) {
        names.insert(pick(rng, LABELS));
    }
    names.remove(family);
    let mut sets: Vec<Labels> = vec![Vec::new()];
    for name in names {
        let values: BTreeSet<String> = (0..rng.usize(1..4)).map(|_| value(rng)).collect();
        let with = |set: &Labels| {
            let sets = values
                .iter()
                .map(|value| [set.clone(), vec![(name.to_owned(), value.clone())]].concat());
            sets.collect::<Vec<Labels>>()
        };
        sets = sets.iter().flat_map(with).collect();
    }
    if one_in(rng, 3) {
        sets.retain(|_| one_in(rng, 2));
    }
    if one_in(rng, 12)
        && let Some(first) = sets.first_mut()
    {
        first.pop();
    }
    // To Prometheus a label with an empty value is none.
    let mut seen = BTreeSet::new();
    let is_new = |set: &Labels| {
        let labels = set.iter().filter(|(_, value)| !value.is_empty());
        seen.insert(labels.cloned().collect::<Labels>())
    };
    sets.into_iter().filter(is_new).collect()
}

fn value(rng: &mut Rng) -> String {
    match rng.u8(..16) {
        0 => "x".repeat(rng.usize(120..1_200)),
        1 => format!("id-{}", rng.u8(..)),
        _ => pick(rng, VALUES).to_owned(),
    }
}

fn sample(text: &mut String, name: &str, labels: &Labels, number: &str) {
    let is_plain = quoted(name) == name;
    let mut parts: Vec<String> = labels
        .iter()
        .map(|(name, value)| {
            let value = value
                .replace('\\', "\\\\")
                .replace('"', "\\\"")
                .replace('\n', "\\n");
            format!("{}=\"{value}\"", quoted(name))
        })
        .collect();
    if !is_plain {
        parts.insert(0, quoted(name));
    }
    let name = if is_plain { name } else { "" };
    let labels = if parts.is_empty() {
        String::new()
    } else {
        format!("{{{}}}", parts.join(","))
    };
    writeln!(text, "{name}{labels} {number}").unwrap();
}

/// A name in quotes, if it has to be.
fn quoted(name: &str) -> String {
    let is_plain = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == ':');
    if is_plain && !name.starts_with(|c: char| c.is_ascii_digit()) {
        return name.to_owned();
    }
    let name = name
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n");
    format!("\"{name}\"")
}
