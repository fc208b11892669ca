//! Labels: one declaration for all metrics whose labels have the same name, and values in common.

use super::draft::{Block, Line};
use super::shape::{Kind, Shape};
use super::toml;
use super::values::Values;

/// How many values a label can have to be closed: more are rather found than thought of.
const FEW: usize = 16;

/// How many integers a range may have, and how many states a state set.
const RANGE: i64 = 1_000;
const STATES: usize = 64;

/// Limits of open labels, at least twice as many as there are now.
const LIMITS: [usize; 7] = [10, 50, 100, 500, 1_000, 5_000, 10_000];

pub(super) struct Labels<'a>(Vec<Label<'a>>);

struct Label<'a> {
    /// Its name in the schema, and as it is exposed.
    key: String,
    exported: &'a str,
    values: Values<'a>,
    has_states: bool,
    /// The metrics that have it.
    users: Vec<&'a str>,
}

impl<'a> Labels<'a> {
    pub fn of(shapes: &[Shape<'a>], prefix: &str) -> Self {
        let mut labels: Vec<Label> = Vec::new();
        for shape in shapes
            .iter()
            .filter(|shape| !matches!(shape.kind, Kind::Info))
        {
            let metric = shape.family.name.as_str();
            for (name, values) in &shape.labels {
                let mut label = Label {
                    key: String::new(),
                    exported: name,
                    values: Values::default(),
                    has_states: matches!(shape.kind, Kind::StateSet) && *name == metric,
                    users: vec![metric],
                };
                values
                    .list()
                    .iter()
                    .for_each(|value| label.values.insert(value));
                // One set of values can bring together what had nothing in common before.
                let (same, others) = labels.into_iter().partition(|it| label.is_same_as(it));
                let same: Vec<Label> = same;
                labels = others;
                labels.extend(same.into_iter().chain([label]).reduce(Label::and));
            }
        }
        // The one that most have keeps the name as it is.
        labels.sort_by_key(|label| std::cmp::Reverse(label.users.len()));
        let mut keys: Vec<String> = Vec::new();
        for label in &mut labels {
            let taken: Vec<&str> = keys.iter().map(String::as_str).collect();
            let mut key = label.exported.to_owned();
            if taken.contains(&key.as_str()) {
                key = format!("{}_{key}", stem(label.users[0], prefix));
            }
            label.key = toml::unique(&key, &taken);
            keys.push(label.key.clone());
        }
        labels.sort_by(|a, b| (a.exported, &a.key).cmp(&(b.exported, &b.key)));
        Self(labels)
    }

    /// The name in the schema of a label of a metric.
    pub fn key(&self, label: &str, metric: &str) -> &str {
        let mut labels = self.0.iter();
        let found = labels.find(|it| it.exported == label && it.users.contains(&metric));
        found.map_or("", |label| label.key.as_str())
    }

    pub fn blocks(&self) -> Vec<Block> {
        self.0.iter().map(Label::block).collect()
    }
}

impl Label<'_> {
    fn is_same_as(&self, other: &Self) -> bool {
        self.exported == other.exported && self.values.meet(&other.values)
    }

    fn and(mut self, other: Self) -> Self {
        other
            .values
            .list()
            .iter()
            .for_each(|value| self.values.insert(value));
        self.users.extend(other.users);
        self.has_states |= other.has_states;
        self
    }

    fn block(&self) -> Block {
        let help = format!("Label `{}`.", self.exported);
        let mut lines = vec![Line::new("help", toml::text(&help)), self.domain()];
        if self.key != self.exported {
            lines.push(Line::new("rename", toml::text(self.exported)));
        }
        Block {
            name: self.key.clone(),
            table: format!("label.{}", toml::key(&self.key)),
            lines,
            ..Block::default()
        }
    }

    fn domain(&self) -> Line {
        let values = self.values.list();
        if values.iter().all(|it| ["false", "true"].contains(it)) && !self.has_states {
            return Line::new("type", toml::text("bool"));
        }
        if let Some((first, last)) = range(values) {
            return Line::new("range", format!("[{first}, {last}]"));
        }
        let most = if self.has_states { STATES } else { FEW };
        if values.len() <= most && (self.has_states || values.iter().all(|it| is_word(it))) {
            return Line::new("values", toml::texts(values.iter().copied()));
        }
        let enough = LIMITS.iter().find(|limit| **limit >= 2 * values.len());
        let longest = values
            .iter()
            .map(|value| value.len())
            .max()
            .unwrap_or_default();
        // The language cuts at 128 bytes unless it is told otherwise.
        let max_len = match longest {
            0..=128 => String::new(),
            longest => format!(", max_len = {longest}"),
        };
        let max = enough.copied().unwrap_or(2 * values.len());
        Line::new("open", format!("{{ max = {max}{max_len} }}"))
    }
}

/// Letters alone, or words of them.
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

/// What a metric is about: its name without prefix, suffixes and the like.
fn stem<'a>(metric: &'a str, prefix: &str) -> &'a str {
    let own = metric.strip_prefix(prefix).unwrap_or(metric);
    let own = own.strip_suffix("_total").unwrap_or(own);
    let units = ["_seconds", "_bytes", "_ratio"];
    let of_unit = units.iter().find_map(|unit| own.strip_suffix(unit));
    of_unit.unwrap_or(own)
}
