//! Proposes a new name for a metric whose name violates a rule.
//!
//! All rules about names use this proposal, so a name that violates several rules gets one new name that satisfies all
//! of them.

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Kind, Metric};
use crate::naming;
use crate::rust_names;
use crate::scope::Scope;
use crate::suggest;
use crate::units::{self, BASE};

/// Returns a free name for the metric that violates no rule, or `None` if none can be derived from the current name.
pub(crate) fn new_name(metric: &Metric, scope: &Scope<'_>) -> Option<String> {
    // `snake` would remove letters beyond ASCII.
    let name = Some(&metric.name).filter(|name| name.is_ascii())?;
    let prefix = prefix(scope.document);
    let proposed = Words::of(name, &prefix)
        .without_types(metric)?
        .without_suffixes(metric)
        .in_base_units(metric)?
        .ending_in_unit(metric)?
        .joined(&prefix, metric)?;
    let is_valid = proposed != metric.name.value
        && scope.is_free(&proposed, metric)
        && violates_no_rule(&proposed, metric, scope.document);
    is_valid.then_some(proposed)
}

/// Returns the help "rename it to `…`".
pub(crate) fn rename_help(metric: &Metric, scope: &Scope<'_>) -> Option<String> {
    new_name(metric, scope).map(|name| format!("rename it to `{name}`"))
}

/// Adds the proposed name as help and as a correction, or `fallback_help` as help if there is no proposal.
pub(crate) fn with_rename_help(
    diagnostic: Diagnostic,
    metric: &Metric,
    scope: &Scope<'_>,
    fallback_help: impl FnOnce() -> String,
) -> Diagnostic {
    match new_name(metric, scope) {
        Some(name) => diagnostic.rename(&metric.name, &name),
        None => diagnostic.help(fallback_help()),
    }
}

/// Returns the prefix of a schema in `snake_case`, with a trailing underscore.
fn prefix(document: &Document) -> String {
    let prefix = document.prefix.as_ref().map(|it| naming::snake(it));
    let prefix = prefix.filter(|prefix| !prefix.is_empty());
    prefix.map_or_else(String::new, |prefix| prefix + "_")
}

/// The words of a name after the prefix.
struct Words {
    words: Vec<String>,
    /// The number of first words that no underscore precedes, 0 or 1. Rules about words after an underscore ignore
    /// them.
    leading: usize,
}

impl Words {
    fn of(name: &str, prefix: &str) -> Self {
        let name = naming::snake(name) + "_";
        let mut own = name.as_str();
        if !prefix.is_empty() {
            own = own.trim_start_matches(prefix);
            if own.len() == name.len() {
                own = without_similar_prefix(prefix, own);
            }
        }
        let words = own.split('_').filter(|word| !word.is_empty());
        Self {
            words: words.map(str::to_owned).collect(),
            leading: usize::from(prefix.is_empty()),
        }
    }

    fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        let mut position = 0;
        let leading = self.leading;
        self.words.retain(|word| {
            position += 1;
            position <= leading || keep(word)
        });
    }

    /// Removes metric types. Returns `None` if nothing else is left.
    fn without_types(mut self, metric: &Metric) -> Option<Self> {
        let before = self.words.len();
        self.retain(|word| !naming::is_type(word));
        let suffix = metric.kind.suffix().map_or("", |suffix| &suffix[1..]);
        let left = self.words.iter().filter(|word| *word != suffix).count();
        (self.words.len() == before || left > self.leading).then_some(self)
    }

    /// Removes reserved suffixes, and every `total` from the name of a counter.
    fn without_suffixes(mut self, metric: &Metric) -> Self {
        let is_suffix = |word: &String| word == "total" || naming::is_reserved_suffix(word);
        while self.words.last().is_some_and(is_suffix) {
            self.words.pop();
        }
        if metric.kind.suffix() == Some("_total") {
            self.retain(|word| word != "total");
        }
        self
    }

    /// Replaces units by base units. Returns `None` if the unit is ambiguous or the name would contain it twice.
    fn in_base_units(mut self, metric: &Metric) -> Option<Self> {
        if !metric.kind.has_unit() {
            return Some(self);
        }
        let is_base = |word: &String| BASE.contains(&word.as_str());
        let ends_in_base = self.words.last().is_some_and(is_base);
        for (position, word) in self.words.iter_mut().enumerate() {
            let abbreviated = units::abbreviated_unit(word).filter(|_| position >= self.leading);
            let Some(base) = units::base_unit(word).or(abbreviated) else {
                continue;
            };
            if base.is_empty() || ends_in_base {
                return None;
            }
            base.clone_into(word);
        }
        Some(self)
    }

    /// Moves the declared unit to the end. Returns `None` if a counted thing is not in `snake_case`.
    fn ending_in_unit(mut self, metric: &Metric) -> Option<Self> {
        let Some(unit) = metric.unit.value() else {
            return Some(self);
        };
        let ends_in_base = |words: &[String]| {
            let last = words.last();
            last.is_some_and(|last| BASE.contains(&last.as_str()))
        };
        if BASE.contains(&unit.as_str()) {
            if ends_in_base(&self.words) {
                self.words.pop();
            }
            self.retain(|word| word != unit.as_str());
            self.words.push(unit.value.clone());
        } else if units::is_annotation(unit) && ends_in_base(&self.words) {
            self.words.pop();
            let thing = unit.trim_matches(['{', '}']);
            self.words
                .push(Some(thing.to_owned()).filter(|it| naming::is_snake_case(it))?);
        }
        Some(self)
    }

    fn joined(self, prefix: &str, metric: &Metric) -> Option<String> {
        let suffix = metric.kind.suffix().unwrap_or_default();
        let repeats = self.words.windows(2).any(|pair| pair[0] == pair[1]);
        let name = format!("{prefix}{}{suffix}", self.words.join("_"));
        (!self.words.is_empty() && !repeats).then_some(name)
    }
}

/// Removes the first words of a name if they resemble the prefix.
fn without_similar_prefix<'a>(prefix: &str, name: &'a str) -> &'a str {
    let words = prefix.matches('_').count().max(1);
    let head = name
        .match_indices('_')
        .nth(words - 1)
        .map_or(name.len(), |(at, _)| at + 1);
    if suggest::nearest(&name[..head], [prefix]).is_some() {
        &name[head..]
    } else {
        name
    }
}

/// Returns whether a name satisfies all rules about single names.
fn violates_no_rule(name: &str, metric: &Metric, document: &Document) -> bool {
    let kind = metric.kind;
    let has_declared_unit = metric.unit.value().is_none_or(|unit| {
        let unit_of_name = units::of_name(name);
        if BASE.contains(&unit.as_str()) {
            unit_of_name == Some(unit.as_str())
        } else {
            unit_of_name.is_none() || !units::is_annotation(unit)
        }
    });
    naming::is_snake_case(name)
        && naming::type_word(name, document).is_none()
        && naming::generic_word(name, document).is_none()
        && naming::reserved_suffix(name, kind).is_none()
        && naming::non_base_unit(name, document).is_none()
        && naming::abbreviation(name, document).is_none()
        && !(kind == Kind::StateSet && naming::is_reserved_label(name))
        && !rust_names::is_generated(name)
        && kind.family(name).len() + kind.suffix().map_or(0, str::len) == name.len()
        && has_declared_unit
}
