//! The schema while it is written.

use super::toml;
use crate::printable::printable;
use std::ops::Range;

/// With what every comment begins that asks for a decision.
const ASKS: &str = "A person must decide";

/// How long lines of comments get.
const WIDTH: usize = 110;

#[derive(Default)]
pub(super) struct Draft {
    pub prefix: String,
    /// Whether some help has no period, and stays so.
    pub keeps_help: bool,
    pub presets: Vec<Block>,
    pub labels: Vec<Block>,
    pub metrics: Vec<Block>,
    /// Why families are left out, and which.
    pub left_out: Vec<(String, Vec<String>)>,
}

/// A table, or a line of `[buckets]`.
#[derive(Default)]
pub(super) struct Block {
    pub name: String,
    /// What stands in brackets; empty for a line alone.
    pub table: String,
    pub lines: Vec<Line>,
    /// What a person must decide.
    pub questions: Vec<String>,
    /// Lints that it breaks, with the reason.
    pub allows: Vec<(&'static str, &'static str)>,
    /// How many of them there were when it was last compiled.
    pub compiled_allows: usize,
    /// The labels that it has, by their names in the schema.
    pub uses: Vec<String>,
    pub fate: Fate,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fate {
    #[default]
    Kept,
    /// It can't be as it is, and is there to be read.
    Comment,
    Gone,
}

/// A key and its value.
pub(super) struct Line {
    key: String,
    value: String,
}

/// The text, and where in it blocks are: presets, then labels, then metrics.
pub(super) struct Rendered {
    pub text: String,
    pub extents: Vec<Range<usize>>,
}

impl Line {
    pub fn new(key: &str, value: String) -> Self {
        Self {
            key: key.to_owned(),
            value,
        }
    }
}

impl Draft {
    pub fn blocks(&mut self) -> impl Iterator<Item = &mut Block> {
        self.presets
            .iter_mut()
            .chain(&mut self.labels)
            .chain(&mut self.metrics)
    }

    pub fn render(&self) -> Rendered {
        let mut text = comment(&format!(
            "A first schema, inferred from what a program exposes. Comments tell where \"{ASKS}\". What has never been \
             touched is missing: labels may have more values, and there may be more metrics."
        ));
        text += "\nschema = 1\n";
        if !self.prefix.is_empty() {
            text += "prefix = ";
            text += &toml::text(&self.prefix);
            text.push('\n');
        }
        if self.keeps_help {
            text += "\n[lint]\n# Help is as it is exposed.\nhelp_period = \"allow\"\n";
        }
        let mut rendered = Rendered {
            text,
            extents: Vec::new(),
        };
        let is_kept = |block: &Block| block.fate == Fate::Kept;
        if self.presets.iter().any(is_kept) {
            rendered.text += "\n[buckets]\n";
        }
        rendered.add(&self.presets);
        if self.labels.iter().any(is_kept) {
            rendered.text += "\n";
            rendered.text += &comment(
                "Labels. A scrape says nothing about them: a person must say what they tell, and which values are missing.",
            );
        }
        rendered.add(&self.labels);
        if !self.metrics.is_empty() {
            rendered.text += "\n# Metrics.\n";
        }
        rendered.add(&self.metrics);
        for (why, names) in &self.left_out {
            let each = comment(&format!("{ASKS}: each of these {why}."));
            let names = names.iter().map(|name| comment(&format!("  `{name}`")));
            rendered.text += "\n";
            rendered.text.extend(std::iter::once(each).chain(names));
        }
        rendered
    }
}

impl Rendered {
    fn add(&mut self, blocks: &[Block]) {
        for block in blocks {
            let start = self.text.len();
            self.text += &block.render();
            self.extents.push(start..self.text.len());
        }
    }
}

impl Block {
    pub fn ask(&mut self, question: String) {
        if !self.questions.contains(&question) {
            self.questions.push(question);
        }
    }

    fn render(&self) -> String {
        if self.fate == Fate::Gone {
            return String::new();
        }
        let questions = self
            .questions
            .iter()
            .map(|it| comment(&format!("{ASKS}: {it}.")));
        let questions: String = questions.collect();
        let mut lines: Vec<(&str, String)> = Vec::new();
        lines.extend(
            self.lines
                .iter()
                .map(|line| (line.key.as_str(), line.value.clone())),
        );
        if !self.allows.is_empty() {
            lines.push(("allow", toml::table(self.allows.iter().copied())));
        }
        let width = lines
            .iter()
            .map(|(key, _)| key.len())
            .max()
            .unwrap_or_default();
        let lines = lines
            .iter()
            .map(|(key, value)| format!("{key:width$} = {value}\n"));
        let body: String = lines.collect();
        if self.table.is_empty() {
            return questions + &body;
        }
        let body = format!("[{}]\n{body}", self.table);
        let body = match self.fate {
            Fate::Comment => body.lines().flat_map(|line| ["# ", line, "\n"]).collect(),
            _ => body,
        };
        format!("\n{questions}{body}")
    }
}

/// Lines of a comment; what TOML does not let be in one is spelt out.
fn comment(text: &str) -> String {
    let mut lines = String::new();
    let mut line = String::from("#");
    for word in text.split(' ') {
        if line.len() > 1 && line.len() + word.len() >= WIDTH {
            lines += &line;
            lines.push('\n');
            line = String::from("#");
        }
        line.push(' ');
        line += &printable(word);
    }
    lines + &line + "\n"
}
