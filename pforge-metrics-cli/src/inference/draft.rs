//! The schema while it is written.

use super::{exporter, toml};
use crate::printable::printable;
use std::collections::BTreeMap;
use std::ops::Range;

/// With what every comment begins that asks for a decision.
const ASKS: &str = "TODO";

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
    /// What an option of the exporter serves as well.
    pub served: Vec<String>,
    /// Whether metrics of the exporter itself are left out.
    pub has_own: bool,
    /// Patterns of families that begin with the prefix but should not be declared.
    pub ignored: Vec<String>,
    /// Lints that several blocks break. The blocks themselves no longer mention them.
    pub lints: Vec<&'static str>,
}

/// A table, or a line of `[buckets]`.
#[derive(Default)]
pub(super) struct Block {
    pub name: String,
    /// The table header; empty for a single line.
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
    /// Cannot be declared; written as a comment.
    Comment,
    Gone,
}

/// A key and its value.
#[derive(Clone)]
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
            "A draft, inferred from what a program exposes. Comments that begin with {ASKS} need a decision. What the \
             program has not used yet is missing: labels may have more values, and there may be more metrics."
        ));
        text += "\nschema = 1\n";
        if !self.prefix.is_empty() {
            text += "prefix = ";
            text += &toml::text(&self.prefix);
            text.push('\n');
        }
        text += &self.levels();
        text += &self.verify();
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
                "Labels. A scrape does not describe them: write their help texts and add missing values.",
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
        for served in &self.served {
            rendered.text.push('\n');
            rendered.text += &comment(&format!("{ASKS}: {served}."));
        }
        if self.has_own {
            rendered.text.push('\n');
            rendered.text += &comment(&format!("{}.", exporter::OWN));
        }
        rendered
    }
}

impl Draft {
    /// Moves what several blocks allow to `[lint]`.
    pub fn share_allows(&mut self) {
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for block in self.blocks().filter(|block| block.fate == Fate::Kept) {
            for (lint, _) in &block.allows {
                *counts.entry(lint).or_default() += 1;
            }
        }
        counts.retain(|_, count| *count > 1);
        for block in self.blocks() {
            block.allows.retain(|(lint, _)| !counts.contains_key(lint));
        }
        self.lints.extend(counts.into_keys());
    }

    /// `[lint]`.
    fn levels(&self) -> String {
        let mut levels = String::new();
        if self.keeps_help {
            levels += "# Help texts are copied from the scrape.\nhelp_period = \"allow\"\n";
        }
        if !self.lints.is_empty() {
            levels += &comment("Several items violate each of these lints; comments name them.");
        }
        let lints = self
            .lints
            .iter()
            .map(|lint| Line::new(lint, toml::text("allow")));
        let lints: Vec<Line> = lints.collect();
        levels += &aligned(&lints);
        if levels.is_empty() {
            return levels;
        }
        format!("\n[lint]\n{levels}")
    }

    /// `[verify]` with the undeclared families.
    fn verify(&self) -> String {
        let comments = self.metrics.iter().filter(|it| it.fate == Fate::Comment);
        let comments = comments.map(|block| &block.name);
        let left_out = self.left_out.iter().flat_map(|(_, names)| names);
        let names: Vec<&String> = comments.chain(left_out).chain(&self.ignored).collect();
        if names.is_empty() {
            return String::new();
        }
        let about = comment(
            "Exposed families that are not declared here; comments give the reasons. Remove a name when you declare its metric.",
        );
        let names = names
            .iter()
            .map(|name| format!("  {},\n", toml::text(name)));
        let names: String = names.collect();
        format!("\n{about}[verify]\nignore = [\n{names}]\n")
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
        let mut lines = self.lines.clone();
        if !self.allows.is_empty() {
            let allows = toml::table(self.allows.iter().copied());
            lines.push(Line::new("allow", allows));
        }
        let body = aligned(&lines);
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

/// Lines with their equals signs below each other.
fn aligned(lines: &[Line]) -> String {
    let width = lines.iter().map(|line| line.key.len()).max();
    let width = width.unwrap_or_default();
    let lines = lines
        .iter()
        .map(|Line { key, value }| format!("{key:width$} = {value}\n"));
    lines.collect()
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
