//! `--fix`: applies the edits of diagnostics until none is left.
//!
//! Every step is tried in memory: the schemas of the run are compiled with it, and a step after which any of them gets worse is
//! left to a person. Schemas can share files, so that a step takes its references from all schemas and is judged by all.
//!
//! A step is rejected if a lint then reports more than before in any of the schemas. Errors that hide others
//! (invalid TOML, unknown keys, wrong types, invalid expressions) are exempt, and are fixed first.

mod harm;
mod step;

use crate::input::files::{self, Texts};
use crate::output::findings::counted;
use crate::output::unified_diff;
use anyhow::{Context, Result};
use pforge_metrics_schema::Compiled;
use std::collections::HashSet;
use std::fs::{self, OpenOptions};
use std::io::Write;
use step::{Breach, Step};

/// Limit on rounds: a fix can expose findings that have fixes of their own.
const ROUNDS: usize = 32;

/// The schemas of a run with their fixes, which are not written yet.
pub struct Fixed<'a> {
    paths: &'a [String],
    /// Whether to apply guesses too.
    guesses: bool,
    compiled: Vec<Compiled>,
    /// The new text of each file that is changed.
    texts: Texts,
    /// The findings whose fix makes a schema worse.
    refused: HashSet<Breach>,
    /// How many findings were fixed.
    count: usize,
}

impl<'a> Fixed<'a> {
    /// Fixes what can be fixed in schemas and in what they include: by exact fixes, or by guesses too.
    pub fn new(paths: &'a [String], guesses: bool) -> Result<Self> {
        let compiled = paths.iter().map(|path| files::compiled(path));
        let mut fixed = Self {
            paths,
            guesses,
            compiled: compiled.collect::<Result<_>>()?,
            texts: Texts::new(),
            refused: HashSet::new(),
            count: 0,
        };
        for _ in 0..ROUNDS {
            if !fixed.round()? {
                break;
            }
        }
        Ok(fixed)
    }

    /// The schemas, compiled with the fixes.
    pub fn compiled(&self) -> &[Compiled] {
        &self.compiled
    }

    fn steps(&self) -> Vec<Step> {
        Step::all(&self.compiled, self.guesses, &self.refused)
    }

    /// Applies the fixes that are known by now; returns whether a text changed. What is refused makes way for other steps.
    fn round(&mut self) -> Result<bool> {
        loop {
            let steps = self.steps();
            if steps.is_empty() {
                return Ok(false);
            }
            if self.apply(steps)? {
                return Ok(true);
            }
        }
    }

    /// Applies steps, all at once or in halves where one of them does harm; returns whether a text changed.
    fn apply(&mut self, mut steps: Vec<Step>) -> Result<bool> {
        if steps.is_empty() {
            return Ok(false);
        }
        let mut texts = self.texts.clone();
        step::edit(&mut texts, &self.compiled, &steps);
        let then = self.compiled_over(&texts, &steps)?;
        if harm::is_harmless(&self.compiled, &then, &steps) {
            self.accept(texts, then, &steps);
            return Ok(true);
        }
        if let [step] = &steps[..] {
            self.refused.extend(step.breaches.iter().cloned());
            return Ok(false);
        }
        let mut others = steps.split_off(steps.len() / 2);
        let is_changed = self.apply(steps)?;
        if is_changed {
            // The places of the other half have moved.
            let mut moved = self.steps();
            moved.retain(|step| others.iter().any(|it| it.shares_a_breach(step)));
            others = moved;
        }
        Ok(self.apply(others)? || is_changed)
    }

    fn accept(&mut self, texts: Texts, then: Vec<Option<Compiled>>, steps: &[Step]) {
        self.texts = texts;
        self.count += steps.iter().map(|step| step.breaches.len()).sum::<usize>();
        for (compiled, then) in self.compiled.iter_mut().zip(then) {
            if let Some(then) = then {
                *compiled = then;
            }
        }
    }

    /// Compiles the schemas that steps reach; `None` stands for one that stays as it is.
    fn compiled_over(&self, texts: &Texts, steps: &[Step]) -> Result<Vec<Option<Compiled>>> {
        let schemas = self.paths.iter().zip(&self.compiled);
        let compiled = schemas.map(|(path, compiled)| {
            let is_reached = steps.iter().any(|step| step.reaches(&compiled.sources));
            is_reached
                .then(|| files::compiled_over(path, texts))
                .transpose()
        });
        compiled.collect()
    }

    /// How each file differs from what it was.
    pub fn diff(&self) -> Result<String> {
        let diffs = self.texts.iter().map(|(path, text)| {
            let before = read(path)?;
            Ok(unified_diff(&before, text, path, path))
        });
        diffs.collect()
    }

    /// Writes the files. A rename in some of them alone would break the schema, so all are opened before the first is changed.
    pub fn write(&self) -> Result<()> {
        let open = |path: &String| OpenOptions::new().write(true).open(path);
        let mut files = Vec::new();
        for (path, text) in &self.texts {
            let file = open(path);
            let file = file.with_context(|| format!("{path} can't be written, so no file was"))?;
            files.push((path, text, file));
        }
        for (path, text, mut file) in files {
            let written = file
                .set_len(0)
                .and_then(|()| file.write_all(text.as_bytes()));
            written.with_context(|| format!("{path} can't be written"))?;
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
        let (exact, guesses) = step::fixable(&self.compiled);
        let (left, guesses) = if self.guesses {
            (exact + guesses, 0)
        } else {
            (exact, guesses)
        };
        let mut parts = vec![match self.count {
            0 if left + guesses == 0 => return "nothing to fix".to_owned(),
            0 => "nothing fixed".to_owned(),
            _ => format!("fixed {findings} in {files}"),
        }];
        if left > 0 {
            parts.push(format!("{left} left, whose fix breaks another rule"));
        }
        if guesses > 0 {
            let guesses = if guesses == 1 {
                "1 guess".to_owned()
            } else {
                format!("{guesses} guesses")
            };
            parts.push(format!("{guesses} left, which `--guesses` applies"));
        }
        parts.join("; ")
    }
}

fn read(path: &str) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{path} can't be read"))
}
