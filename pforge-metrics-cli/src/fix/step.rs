//! Edits that are applied together, in terms of files, which schemas can share.

use crate::input::files::Texts;
use pforge_metrics_schema::{Applicability, Compiled, Diagnostic, Fix, Sources};
use std::collections::{BTreeSet, HashMap, HashSet};

/// A finding, whichever schemas report it. Its place is left out: edits move it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Breach {
    path: String,
    rule: &'static str,
    message: String,
}

/// A replacement in a file, by offsets.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    path: String,
    start: usize,
    end: usize,
    text: String,
}

/// Changes that belong together, and the findings that they fix.
pub struct Step {
    changes: BTreeSet<Change>,
    pub breaches: Vec<Breach>,
    /// The schemas that report them, by position.
    pub schemas: BTreeSet<usize>,
    /// Whether more findings may show up, since the rule hides what follows.
    pub uncovers: bool,
}

impl Step {
    /// The steps to apply together. Steps that uncover findings come first, one at a time.
    pub fn all(compiled: &[Compiled], guesses: bool, refused: &HashSet<Breach>) -> Vec<Self> {
        let is_wanted = |fix: &Fix| guesses || is_exact(fix);
        let mut steps = Self::of_findings(compiled, is_wanted, refused);
        let some_uncover = steps.iter().any(|step| step.uncovers);
        steps.retain(|step| step.uncovers == some_uncover && step.is_consistent());
        let mut apart: Vec<Self> = Vec::new();
        for step in steps {
            if let Some(same) = apart.iter_mut().find(|it| it.changes == step.changes) {
                same.breaches.extend(step.breaches);
                same.schemas.extend(step.schemas);
            } else if !apart.iter().any(|it| it.overlaps(&step)) {
                apart.push(step);
            }
        }
        apart
    }

    /// The step of each finding, with the references that any schema has.
    fn of_findings(
        compiled: &[Compiled],
        is_wanted: impl Fn(&Fix) -> bool,
        refused: &HashSet<Breach>,
    ) -> Vec<Self> {
        let mut steps: Vec<Self> = Vec::new();
        let mut known: HashMap<(Breach, usize), usize> = HashMap::new();
        for (schema, compiled) in compiled.iter().enumerate() {
            for diagnostic in &compiled.diagnostics {
                let Some(fix) = diagnostic.fix.as_ref().filter(|fix| is_wanted(fix)) else {
                    continue;
                };
                let breach = Breach::of(diagnostic, &compiled.sources);
                if refused.contains(&breach) {
                    continue;
                }
                let changes = changes(fix, &compiled.sources);
                let place = (breach.clone(), diagnostic.primary.span.start);
                let position = *known.entry(place).or_insert(steps.len());
                if let Some(step) = steps.get_mut(position) {
                    step.changes.extend(changes);
                    step.schemas.insert(schema);
                } else {
                    steps.push(Self {
                        changes: changes.collect(),
                        breaches: vec![breach],
                        schemas: BTreeSet::from([schema]),
                        uncovers: diagnostic.rule.hides_others,
                    });
                }
            }
        }
        steps
    }

    /// Whether it changes a file that a schema consists of.
    pub fn reaches(&self, sources: &Sources) -> bool {
        let mut changes = self.changes.iter();
        changes.any(|change| sources.iter().any(|source| source.path == change.path))
    }

    /// Whether it fixes something that another step fixes.
    pub fn shares_a_breach(&self, other: &Self) -> bool {
        let mut breaches = self.breaches.iter();
        breaches.any(|breach| other.breaches.contains(breach))
    }

    /// Whether no two schemas change the same text in different ways.
    fn is_consistent(&self) -> bool {
        let mut pairs = self.changes.iter().zip(self.changes.iter().skip(1));
        pairs.all(|(one, next)| {
            let is_same = (one.start, one.end) == (next.start, next.end);
            one.path != next.path || (one.end <= next.start && !is_same)
        })
    }

    fn overlaps(&self, other: &Self) -> bool {
        let overlap = |one: &Change, other: &Change| {
            one.path == other.path && one.start <= other.end && other.start <= one.end
        };
        let mut changes = self.changes.iter();
        changes.any(|one| other.changes.iter().any(|other| overlap(one, other)))
    }
}

impl Breach {
    fn of(diagnostic: &Diagnostic, sources: &Sources) -> Self {
        Self {
            path: sources[diagnostic.primary.span.source].path.clone(),
            rule: diagnostic.rule.id,
            message: diagnostic.message.clone(),
        }
    }
}

/// How many findings have a fix that is exact, and one that is a guess; what several schemas report counts once.
pub fn fixable(compiled: &[Compiled]) -> (usize, usize) {
    let count = |is_wanted: fn(&Fix) -> bool| {
        let steps = Step::of_findings(compiled, is_wanted, &HashSet::new());
        steps.len()
    };
    (count(is_exact), count(|fix| !is_exact(fix)))
}

fn is_exact(fix: &Fix) -> bool {
    fix.applicability == Applicability::Exact
}

fn changes(fix: &Fix, sources: &Sources) -> impl Iterator<Item = Change> {
    fix.edits.iter().map(|edit| Change {
        path: sources[edit.span.source].path.clone(),
        start: edit.span.start,
        end: edit.span.end,
        text: edit.text.clone(),
    })
}

/// Applies steps that do not overlap, from the end of each file to its beginning.
pub fn edit(texts: &mut Texts, compiled: &[Compiled], steps: &[Step]) {
    let changes: BTreeSet<&Change> = steps.iter().flat_map(|step| &step.changes).collect();
    for change in changes.into_iter().rev() {
        if !texts.contains_key(&change.path) {
            let mut sources = compiled.iter().flat_map(|it| it.sources.iter());
            let source = sources.find(|source| source.path == change.path);
            let text = source.map(|source| source.text.clone());
            texts.insert(change.path.clone(), text.unwrap_or_default());
        }
        if let Some(text) = texts.get_mut(&change.path) {
            text.replace_range(change.start..change.end, &change.text);
        }
    }
}
