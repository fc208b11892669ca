//! Drafts a schema from the metrics that a program exposes.
//!
//! The draft ignores the rules of the language at first. The compiler of the schema crate then reports its errors: lints that
//! can be allowed are allowed, and everything else becomes a comment. Both describe what a person must decide.
//!
//! A draft passes `verify` against the scrape that it came from. Families that the language cannot declare
//! (summaries, families without a type or series, more than 40 bounds) are listed in `[verify] ignore`. Metrics
//! share a closed label only if they expose the same values. If combinations of values are missing, a label becomes
//! open or the gauge starts unset.

mod buckets;
mod domain;
mod draft;
mod exporter;
mod labels;
mod metrics;
mod settle;
mod shape;
mod toml;
mod values;

use crate::input::exposition::Exposition;
use crate::input::exposition::created::CreationTimes;
use crate::input::selection::{Selection, ignores, is_own};
use buckets::Presets;
use draft::Draft;
use labels::Labels;
use shape::{Shape, shape};
use std::slice;

/// Writes a schema that declares what a program exposes, as far as one scrape tells. The schema has no errors, and
/// [`compare`](crate::compare) finds no difference between it and the same scrape.
///
/// With prefixes in the selection names that begin otherwise are left out. What can't be declared is a comment, and is named in
/// `[verify]`.
///
/// ```
/// use pforge_metrics_cli::exposition::Exposition;
/// use pforge_metrics_cli::{Selection, infer};
///
/// let scrape = "\
/// ## HELP app_jobs_total Jobs done.
/// ## TYPE app_jobs_total counter
/// app_jobs_total{outcome=\"done\"} 3
/// app_jobs_total{outcome=\"failed\"} 1
/// ## HELP app_queue Jobs that wait.
/// ## TYPE app_queue gauge
/// app_queue 4
/// ";
/// let schema = infer(&Exposition::parse(scrape)?, &Selection::default());
/// let (_, schema) = schema.split_once("\n\n").unwrap();
/// assert_eq!(
///     schema,
///     r#"schema = 1
/// prefix = "app_"
///
/// ## Labels. A scrape does not describe them: write their help texts and add missing values.
///
/// [label.outcome]
/// help   = "Label `outcome`."
/// values = ["done", "failed"]
///
/// ## Metrics.
///
/// [counter.app_jobs_total]
/// help   = "Jobs done."
/// labels = ["outcome"]
///
/// [gauge.app_queue]
/// help = "Jobs that wait."
/// "#,
/// );
/// # Ok::<(), pforge_metrics_cli::exposition::Malformed>(())
/// ```
#[must_use]
pub fn infer(exposition: &Exposition, selection: &Selection) -> String {
    let created = CreationTimes::new(exposition).names();
    let families = exposition.families.iter();
    let families = families.filter(|family| !created.contains(family.name.as_str()));
    let (families, others): (Vec<_>, Vec<_>) =
        families.partition(|family| selection.wants(&family.name));
    let mut left_out: Vec<(String, Vec<String>)> = Vec::new();
    let mut shapes: Vec<Shape> = Vec::new();
    for family in families {
        match shape(family, exposition.format) {
            Ok(shape) => shapes.push(shape),
            Err(why) => match left_out.iter_mut().find(|(known, _)| *known == why) {
                Some((_, names)) => names.push(family.name.clone()),
                None => left_out.push((why, vec![family.name.clone()])),
            },
        }
    }
    let others = others.iter().map(|family| family.name.as_str());
    let (ignored, others): (Vec<&str>, Vec<&str>) =
        others.partition(|name| selection.ignores(name));
    let prefix = common_prefix(&shapes, &others);
    let is_claimed = |pattern: &&String| {
        let mut names = ignored.iter().filter(|name| name.starts_with(prefix));
        !prefix.is_empty() && names.any(|name| ignores(slice::from_ref(*pattern), name))
    };
    let ignored = selection
        .ignored
        .iter()
        .filter(is_claimed)
        .cloned()
        .collect();
    let presets = Presets::of(&shapes);
    let labels = Labels::of(&shapes, prefix);
    let has_own = selection.prefixes.is_empty() && others.iter().any(|name| is_own(name));
    let mut draft = Draft {
        prefix: prefix.to_owned(),
        keeps_help: shapes
            .iter()
            .any(|shape| !shape.help().ends_with('.') && !shape.help().is_empty()),
        presets: presets.blocks(),
        labels: labels.blocks(),
        metrics: metrics::blocks(&shapes, &labels, &presets),
        left_out,
        served: exporter::served(&shapes),
        has_own,
        ignored,
        lints: Vec::new(),
    };
    settle::settle(&mut draft);
    draft.render().text
}

/// The words with which all names begin, and after which each goes on; with which none of the others begins.
fn common_prefix<'a>(shapes: &[Shape<'a>], others: &[&str]) -> &'a str {
    let mut names = shapes.iter().map(|shape| shape.family.name.as_str());
    let Some(first) = names.next() else {
        return "";
    };
    let names: Vec<&str> = names.collect();
    let ends = first.match_indices('_').map(|(at, _)| at + 1).rev();
    let mut prefixes = ends.map(|end| &first[..end]);
    // What a name goes on with must be one by itself.
    let is_shared = |prefix: &&str| {
        let goes_on = |name: &str| {
            let rest = name.strip_prefix(prefix);
            rest.is_some_and(|rest| {
                rest.starts_with(|c: char| c.is_ascii_alphabetic()) && rest != "total"
            })
        };
        [first].iter().chain(&names).all(|name| goes_on(name))
            && !others.iter().any(|name| name.starts_with(prefix))
    };
    if names.is_empty() {
        // The longest says nothing where there is one name.
        return prefixes.next_back().filter(is_shared).unwrap_or_default();
    }
    prefixes.find(is_shared).unwrap_or_default()
}
