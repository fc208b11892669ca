//! The name that a metric should have instead of its own.
//!
//! Every rule about names quotes this one, so that a name that breaks several of them gets one answer, and one that
//! breaks none.

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Kind, Metric};
use crate::naming;
use crate::rust_names;
use crate::scope::Scope;
use crate::suggest;
use crate::units::{self, BASE};

/// A name for the metric that breaks no rule and is free; `None` if none can be made of the one that it has.
pub(crate) fn name(metric: &Metric, scope: &Scope<'_>) -> Option<String> {
    // Letters would get lost on the way.
    let name = Some(&metric.name).filter(|name| name.is_ascii())?;
    let prefix = prefix(scope.document);
    let proposed = Words::of(name, &prefix)
        .without_types(metric)?
        .without_suffixes(metric)
        .in_base_units(metric)?
        .ending_in_the_unit(metric)?
        .joined(&prefix, metric)?;
    let is_sound = proposed != metric.name.value
        && scope.is_free(&proposed, metric)
        && breaks_no_rule(&proposed, metric, scope.document);
    is_sound.then_some(proposed)
}

/// "rename it to `…`".
pub(crate) fn rename(metric: &Metric, scope: &Scope<'_>) -> Option<String> {
    name(metric, scope).map(|name| format!("rename it to `{name}`"))
}

/// Adds the better name as help and as a rename; without one, adds the other help.
pub(crate) fn renaming(
    diagnostic: Diagnostic,
    metric: &Metric,
    scope: &Scope<'_>,
    otherwise: impl FnOnce() -> String,
) -> Diagnostic {
    match name(metric, scope) {
        Some(name) => diagnostic.rename(&metric.name, &name),
        None => diagnostic.help(otherwise()),
    }
}

/// The prefix of a schema as it should be.
fn prefix(document: &Document) -> String {
    let prefix = document.prefix.as_ref().map(|it| naming::snake(it));
    let prefix = prefix.filter(|prefix| !prefix.is_empty());
    prefix.map_or_else(String::new, |prefix| prefix + "_")
}

/// The words of a name after the prefix.
struct Words {
    words: Vec<String>,
    /// How many words stand at the beginning that no prefix goes before: rules about what follows an underscore leave
    /// them alone.
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

    /// `None` if a type is all that the name tells.
    fn without_types(mut self, metric: &Metric) -> Option<Self> {
        let before = self.words.len();
        self.retain(|word| !naming::is_type(word));
        let suffix = metric.kind.suffix().map_or("", |suffix| &suffix[1..]);
        let left = self.words.iter().filter(|word| *word != suffix).count();
        (self.words.len() == before || left > self.leading).then_some(self)
    }

    /// Without what the exposition adds to names. In a counter a `total` elsewhere is one that was misplaced.
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

    /// `None` if it is not clear which unit is meant, or the name would have it twice.
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

    /// `None` if what is counted, to say it instead of a unit, is no word.
    fn ending_in_the_unit(mut self, metric: &Metric) -> Option<Self> {
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

/// A name without whatever it has at its start that resembles the prefix.
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

/// Whether a name is in line with all that rules look for, apart from other names.
fn breaks_no_rule(name: &str, metric: &Metric, document: &Document) -> bool {
    let kind = metric.kind;
    let unit_is_right = metric.unit.value().is_none_or(|unit| {
        let of_name = units::of_name(name);
        let is_stated = of_name == Some(unit.as_str());
        if BASE.contains(&unit.as_str()) {
            is_stated
        } else {
            of_name.is_none() || !units::is_annotation(unit)
        }
    });
    naming::is_snake_case(name)
        && naming::type_word(name, document).is_none()
        && naming::generic_word(name, document).is_none()
        && naming::reserved_suffix(name, kind).is_none()
        && naming::foreign_unit(name, document).is_none()
        && naming::abbreviation(name, document).is_none()
        && !(kind == Kind::StateSet && naming::is_reserved_label(name))
        && !rust_names::is_generated(name)
        && kind.family(name).len() + kind.suffix().map_or(0, str::len) == name.len()
        && unit_is_right
}
