//! `--fix`: the edits that diagnostics know, applied until none is left.
//!
//! Every edit is tried in memory and the schema is compiled with it. What lets a rule find more than before is left out: it
//! is for a person to decide.

use super::finding::counted;
use crate::files::{self, Texts};
use crate::output::unified_diff;
use anyhow::{Context, Result};
use pforge_metrics_schema::{Compiled, Diagnostic, Edit, Sources};
use std::collections::{BTreeMap, HashSet};
use std::fs;

/// Fixes can bring other findings to light, with fixes of their own; a chain of more than these is none that ends.
const ROUNDS: usize = 32;

/// What became of the files.
#[derive(Default)]
pub struct Fixed {
    /// The new text of each file that is changed.
    texts: Texts,
    /// How many findings were fixed.
    count: usize,
    /// How many could be, if it were not for new findings.
    left: usize,
}

/// What can't be fixed without new findings, by rule and message.
type Refused = HashSet<(&'static str, String)>;

impl Fixed {
    /// Fixes what can be fixed in a schema and in what it includes.
    pub fn fix(&mut self, schema: &str) -> Result<Compiled> {
        let mut compiled = files::compiled_over(schema, &self.texts)?;
        let mut refused = Refused::new();
        for _ in 0..ROUNDS {
            let fixes = Fix::all(&compiled, &refused);
            if fixes.is_empty() {
                break;
            }
            self.apply(schema, &mut compiled, &fixes, &mut refused)?;
        }
        self.left += refused.len();
        Ok(compiled)
    }

    /// Applies fixes of one schema: all at once, or in halves where one of them does harm.
    fn apply(
        &mut self,
        schema: &str,
        compiled: &mut Compiled,
        fixes: &[Fix],
        refused: &mut Refused,
    ) -> Result<()> {
        let mut texts = self.texts.clone();
        edit(&mut texts, &compiled.sources, fixes);
        let then = files::compiled_over(schema, &texts)?;
        let is_harmless = if fixes.iter().all(|fix| fix.uncovers) {
            is_toml_as_before(compiled, &then)
        } else {
            finds_no_more(compiled, &then)
        };
        if is_harmless {
            self.texts = texts;
            self.count += fixes.iter().map(|fix| fix.findings.len()).sum::<usize>();
            *compiled = then;
        } else if let [fix] = fixes {
            refused.extend(fix.findings.iter().cloned());
        } else {
            // The edits of the other half are stale then: the next round finds them again.
            let (half, _) = fixes.split_at(fixes.len() / 2);
            self.apply(schema, compiled, half, refused)?;
        }
        Ok(())
    }

    /// How each file differs from what it was.
    pub fn diff(&self) -> Result<String> {
        let diffs = self.texts.iter().map(|(path, text)| {
            let before = read(path)?;
            Ok(unified_diff(&before, text, path, path))
        });
        diffs.collect()
    }

    pub fn write(&self) -> Result<()> {
        for (path, text) in &self.texts {
            fs::write(path, text).with_context(|| format!("{path} can't be written"))?;
        }
        Ok(())
    }

    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// "fixed 3 findings in 2 files", and what was left.
    pub fn summary(&self) -> String {
        let (findings, files) = (
            counted(self.count, "finding"),
            counted(self.texts.len(), "file"),
        );
        let fixed = match (self.count, self.left) {
            (0, 0) => return "nothing to fix".to_owned(),
            (0, _) => "nothing fixed".to_owned(),
            _ => format!("fixed {findings} in {files}"),
        };
        match self.left {
            0 => fixed,
            left => format!("{fixed}; {left} left, whose fix breaks another rule"),
        }
    }
}

/// Edits that belong together, and the findings that they fix.
struct Fix {
    edits: Vec<Edit>,
    findings: Vec<(&'static str, String)>,
    /// Whether more findings may show up, since the rule hides what follows.
    uncovers: bool,
}

impl Fix {
    /// The fixes of a schema that can be applied together: those that uncover findings first, and alone.
    fn all(compiled: &Compiled, refused: &Refused) -> Vec<Self> {
        let key = |it: &Diagnostic| (it.rule.id, it.message.clone());
        let diagnostics = compiled.diagnostics.iter();
        let fixable = diagnostics.filter(|it| !it.fix.is_empty() && !refused.contains(&key(it)));
        let fixable: Vec<&Diagnostic> = fixable.collect();
        let uncovers = |it: &Diagnostic| it.rule.hides_others;
        let some_uncover = fixable.iter().any(|it| uncovers(it));
        let mut fixes: Vec<Self> = Vec::new();
        for diagnostic in fixable {
            if uncovers(diagnostic) != some_uncover {
                continue;
            }
            if let Some(same) = fixes.iter_mut().find(|it| it.edits == diagnostic.fix) {
                same.findings.push(key(diagnostic));
            } else if !fixes.iter().any(|it| it.overlaps(&diagnostic.fix)) {
                fixes.push(Self {
                    edits: diagnostic.fix.clone(),
                    findings: vec![key(diagnostic)],
                    uncovers: some_uncover,
                });
            }
        }
        fixes
    }

    fn overlaps(&self, edits: &[Edit]) -> bool {
        let overlap = |one: &Edit, other: &Edit| {
            let (one, other) = (one.span, other.span);
            one.source == other.source && one.start <= other.end && other.start <= one.end
        };
        self.edits
            .iter()
            .any(|one| edits.iter().any(|other| overlap(one, other)))
    }
}

/// Applies edits that do not overlap, from the end of each file to its beginning.
fn edit(texts: &mut Texts, sources: &Sources, fixes: &[Fix]) {
    let mut edits: Vec<&Edit> = fixes.iter().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    for Edit { span, text } in edits.into_iter().rev() {
        let source = &sources[span.source];
        let file = texts.entry(source.path.clone());
        let file = file.or_insert_with(|| source.text.clone());
        file.replace_range(span.start..span.end, text);
    }
}

/// Whether no more files are invalid TOML: a key that is put right may be there already.
fn is_toml_as_before(before: &Compiled, after: &Compiled) -> bool {
    let invalid = |compiled: &Compiled| {
        let diagnostics = compiled.diagnostics.iter();
        diagnostics.filter(|it| it.rule.id == "syntax").count()
    };
    invalid(after) <= invalid(before)
}

/// Whether no rule finds more than it did.
fn finds_no_more(before: &Compiled, after: &Compiled) -> bool {
    let count = |compiled: &Compiled| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for diagnostic in &compiled.diagnostics {
            *counts.entry(diagnostic.rule.id).or_default() += 1;
        }
        counts
    };
    let before = count(before);
    let mut after = count(after).into_iter();
    after.all(|(rule, count)| before.get(rule).is_some_and(|then| count <= *then))
}

fn read(path: &str) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{path} can't be read"))
}
