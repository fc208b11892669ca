//! Whether a schema keeps what its lock promises.

use std::collections::HashMap;

use super::END;
use super::findings;
use crate::changes::{Change, What, changes};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Metric};
use crate::lower;
use crate::parse;
use crate::read;
use crate::report::Report;
use crate::rule::Severity;
use crate::schema::{Schema, Stability};
use crate::scope::Scope;
use crate::source::{SourceId, Sources, Span};
use crate::suggest;

const ACCEPT: &str = "or accept the change with `pforge-metrics lock --accept`";

/// Reports every promise of a lock that a schema breaks, or where the lock can't be read.
///
/// Skips metrics that are declared but have other errors, because their promises are unknown.
pub(crate) fn compare(
    lock: SourceId,
    sources: &Sources,
    now: &Scope<'_>,
    schema: &Schema,
    report: &mut Report,
) {
    let (document, found) = Report::collect(|report| read(lock, sources, report));
    let mut errors = found
        .into_iter()
        .filter(|it| it.severity == Severity::Error);
    // Errors after the first are unreliable, and the lock must be regenerated anyway.
    if let Some(error) = errors.next() {
        report.push(findings::lock_unreadable(error));
        return;
    }
    if let Some(end) = cut_short(lock, sources) {
        report.push(findings::lock_cut_short(end));
        return;
    }
    let before = Scope::new(&document, None);
    let promised = lower::lower(&before, sources, Vec::new());
    if let Some(lost) = lost(&document, &promised) {
        report.push(findings::lock_unusable(lost));
        return;
    }
    let mut changes = changes(&promised, schema);
    changes.retain(|change| change.is_breaking);
    let shared = shared(&changes, [&promised, schema]);
    for change in &changes {
        let metrics = shared.get(&change.what).map_or(&[][..], Vec::as_slice);
        let is_told = metrics.first().is_some_and(|first| *first != change.metric);
        let Some(at_lock) = before.metric(&change.metric).filter(|_| !is_told) else {
            continue;
        };
        let broken = match (&change.what, now.metric(&change.metric)) {
            (What::Removed, None) => Some(removed(at_lock)),
            (What::Removed, Some(_)) | (_, None) => None,
            (what, Some(now)) => Some(changed(at_lock, now, what, &before)),
        };
        report.extend(broken.map(|broken| broken.note_if_any(others(metrics))));
    }
}

/// Where a lock ends too early: an emptied or truncated file is still TOML, and would promise less.
fn cut_short(lock: SourceId, sources: &Sources) -> Option<Span> {
    let text = &sources[lock].text;
    let is_whole = text.trim_end().lines().next_back() == Some(END);
    (!is_whole).then(|| Span::new(lock, text.len()..text.len()))
}

/// The metrics that break promises because of a shared label or constant label. Such a change is reported once.
fn shared<'a>(changes: &'a [Change], schemas: [&Schema; 2]) -> HashMap<&'a What, Vec<&'a str>> {
    let is_constant = |label: &str| {
        let mut constants = schemas.iter().flat_map(|schema| &schema.constants);
        constants.any(|constant| constant.name == label)
    };
    let mut shared: HashMap<&What, Vec<&str>> = HashMap::new();
    for Change { metric, what, .. } in changes {
        let is_shared = match what {
            What::ValueRemoved(..) | What::Domain(..) => true,
            What::LabelAdded(label) | What::LabelRemoved(label) => is_constant(label),
            _ => false,
        };
        if is_shared {
            shared.entry(what).or_default().push(metric);
        }
    }
    shared
}

fn others(metrics: &[&str]) -> Option<String> {
    let others = metrics.get(1..).filter(|others| !others.is_empty())?;
    let others = suggest::list(others.iter().copied());
    Some(format!("the same applies to {others}"))
}

fn read(lock: SourceId, sources: &Sources, report: &mut Report) -> Document {
    let (table, syntax_error) = parse::parse(&sources[lock].text, lock);
    report.extend(syntax_error);
    read::read(&[(lock, table)], report)
}

/// A metric of a lock of which nothing could be made.
fn lost<'a>(document: &'a Document, promised: &Schema) -> Option<&'a Metric> {
    let mut kept = promised.metrics.iter();
    let mut next = kept.next();
    document.metrics.iter().find(|metric| {
        let is_kept = next.is_some_and(|next| next.name == metric.name.value);
        if is_kept {
            next = kept.next();
        }
        !is_kept
    })
}

fn removed(before: &Metric) -> Diagnostic {
    findings::promise_broken(before, &What::Removed, before.name.span)
        .label("promised here")
        .help(format!(
            "restore it, with `deprecated` (and `renamed_to` if it has a new name), and remove it after the lock records the deprecation; {ACCEPT}"
        ))
}

fn changed(before: &Metric, now: &Metric, what: &What, scope: &Scope<'_>) -> Diagnostic {
    let help = match (before.stability(), what) {
        (Stability::Beta, _) => {
            "restore it, or deprecate it first: deprecated metrics may change after the lock records the deprecation"
        }
        (_, What::Stability(..)) => "restore it",
        _ => "restore it, and declare a new metric with another name",
    };
    findings::promise_broken(before, what, place(now, what))
        .related(promised(before, what, scope), "promised here")
        .help(format!("{help}; {ACCEPT}"))
}

/// The location in the lock of the part that has changed.
fn promised(metric: &Metric, what: &What, scope: &Scope<'_>) -> Span {
    let value = match what {
        What::ValueRemoved(label, value) => value_of(metric, label, value, scope),
        _ => None,
    };
    value.unwrap_or_else(|| place(metric, what))
}

fn value_of(metric: &Metric, label: &str, value: &str, scope: &Scope<'_>) -> Option<Span> {
    let mut labels = metric.labels.items.iter();
    let used = labels.find(|used| scope.exported(metric, used).as_str() == label);
    let label = match used {
        Some(used) => scope.label(&used.label)?,
        None => scope.label(metric.states.value()?)?,
    };
    let mut values = label.values().iter();
    let value = values.find(|it| it.wire.as_str() == value)?;
    Some(value.wire.span)
}

/// The location of the key that has changed, or of the metric's name if the key is missing.
fn place(metric: &Metric, what: &What) -> Span {
    let place = match what {
        What::Unit(..) => metric.unit.value().map(|it| it.span),
        What::LabelAdded(_) | What::LabelRemoved(_) | What::ValueRemoved(..) | What::Domain(..) => {
            let states = metric.states.value().map(|it| it.span);
            metric.labels.span.or(metric.facts.span).or(states)
        }
        What::Buckets(..) => {
            let native = metric.native.value().map(|it| it.span);
            metric.buckets.value().map(|it| it.span).or(native)
        }
        What::Init => metric.init.value().map(|it| it.span),
        What::Stability(..) => metric.stability.value().map(|it| it.span),
        _ => None,
    };
    place.unwrap_or(metric.name.span)
}
