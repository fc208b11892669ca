//! Locks: what is written is what is promised, and whatever breaks it is found.

use std::fs;
use std::path::Path;

use pforge_metrics_schema::{
    Change, Compiled, Source, Stability, Surroundings, What, changes, compile, lock, promises,
};

const WORKSPACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Between two files of `whole_language.toml`, which reaches them by their numbers.
const NEXT_FILE: &str = "# The next file.\n";

/// Schemas that have between them all that there is.
const SCHEMAS: &[&str] = &[
    "metrics.toml",
    "fuzz/src/whole_language.toml",
    "tests/schemas/database_proxy.toml",
    "tests/schemas/pforge/metrics.toml",
    "tests/diagnostics/clean/every_feature.toml",
    "tests/diagnostics/clean/dotted_keys_and_inline_tables.toml",
    "tests/hygiene/every_kind.toml",
    "tests/hygiene/hundred_values.toml",
    "pforge-metrics/process.toml",
];

#[test]
fn a_schema_satisfies_its_own_lock() {
    for path in SCHEMAS {
        let mut schema = from_file(path).schema;
        for metric in &mut schema.metrics {
            metric.stability = Stability::Stable;
        }
        let text = lock::text(&schema);
        let locked = compiled(&text, None).schema;
        assert_eq!(locked.metrics.len(), schema.metrics.len(), "{path}\n{text}");
        let mut changes = changes(&locked, &schema);
        changes.retain(|change| !matches!(change.what, What::Help(..)));
        assert_eq!(changes, Vec::<Change>::new(), "{path}\n{text}");
        assert_eq!(lock::text(&locked), text, "{path}");
    }
}

#[test]
fn the_lock_ignores_order_and_descriptive_texts() {
    let one = "\
[gauge.depth]
help = 'Jobs that wait.'
stability = 'stable'
value = 'int'
[gauge.load_ratio]
help = 'Load.'
labels = ['pool']
stability = 'beta'
[label.pool]
help = 'Pool.'
values = ['fast']
";
    let other = "\
const_labels = {}
[group.work]
title = 'Work'
[owner.crew]
contact = 'crew'
[label.pool.values]
fast = 'For what others wait for.'
[label.pool]
help = 'Which pool.'
[label.more]
help = 'More.'
type = 'bool'
[gauge.load_ratio]
help = 'How busy it is.'
unit = 'ratio'
stability = 'beta'
labels = { pool = 'pool' }
group = 'work'
owner = 'crew'
better = 'lower'
note = 'Between 0 and 1.'
range = [0, 1]
refs = ['https://app.example']
[gauge.more]
help = 'More.'
labels = ['more']
[gauge.depth]
help = 'How much is to do.'
stability = 'stable'
";
    let [one, other] = [one, other].map(|text| lock::text(&compiled(text, None).schema));
    assert_eq!(one, other);
}

/// What was promised, what is there now, and what the lock says to that.
const BREAKS: &[(&str, &str, &[&str])] = &[
    ("[gauge.x]", "[gauge.y]", &["removed"]),
    (
        "[gauge.x]",
        "[histogram.x]\nbuckets = [1, 2]",
        &["kind changed from gauge to histogram"],
    ),
    (
        "[counter.x_total]",
        "[counter.x_total]\nvalue = 'float'",
        &["kind changed from counter to float counter"],
    ),
    (
        "[gauge.x]\nunit = '{job}'",
        "[gauge.x]",
        &["unit changed from {job} to none"],
    ),
    // Names that end in what is not their unit.
    (
        "[gauge.x_ratio]\nunit = '{job}'",
        "[gauge.x_ratio]",
        &["unit changed from {job} to ratio"],
    ),
    (
        "[gauge.x_ratio]\nunit = 'seconds'",
        "[gauge.x_ratio]",
        &["unit changed from none to ratio"],
    ),
    ("[gauge.x]", "[gauge.x]\nlabels = ['k']", &["label k added"]),
    (
        "[gauge.x]\nlabels = ['k']",
        "[gauge.x]",
        &["label k removed"],
    ),
    (
        "[gauge.x]\nlabels = ['k']",
        "[gauge.x]\nlabels = { to = 'k' }",
        &["label k removed", "label to added"],
    ),
    (
        "[gauge.x]\nlabels = { b = 'k', c = 'k' }",
        "[gauge.x]\nlabels = { c = 'k', b = 'k' }",
        &[],
    ),
    (
        "[gauge.x]",
        "const_labels = { region = 'eu' }\n[gauge.x]",
        &["label region added"],
    ),
    (
        "const_labels = { region = 'eu' }\n[gauge.x]",
        "const_labels = { region = 'us' }\n[gauge.x]",
        &[],
    ),
    (
        "[gauge.x]\nlabels = ['three']",
        "[gauge.x]\nlabels = { three = 'k' }",
        &["label three: value \"é\" removed"],
    ),
    (
        "[gauge.x]\nlabels = ['k']",
        "[gauge.x]\nlabels = { k = 'three' }",
        &[],
    ),
    (
        "[gauge.x]\nlabels = ['renamed']",
        "[gauge.x]\nlabels = { pool = 'k' }",
        &[],
    ),
    (
        "[gauge.x]\nlabels = ['k']",
        "[gauge.x]\nlabels = { k = 'open' }",
        &["label k changed from closed to open"],
    ),
    (
        "[gauge.x]\nlabels = ['open']",
        "[gauge.x]\nlabels = { open = 'flag' }",
        &["label open changed from open to a bool"],
    ),
    (
        "[gauge.x]\nlabels = { r = 'wide' }",
        "[gauge.x]\nlabels = { r = 'narrow' }",
        &["label r changed from -1 to 9 to 0 to 9"],
    ),
    (
        "[gauge.x]\nlabels = { r = 'narrow' }",
        "[gauge.x]\nlabels = { r = 'wide' }",
        &[],
    ),
    (
        "[stateset.x]\nstates = 'three'",
        "[stateset.x]\nstates = 'k'",
        &["label x: value \"é\" removed"],
    ),
    (
        "[info.x_info]\nlabels = { version = '1', revision = { env = 'R' } }",
        "[info.x_info]\nlabels = { version = '2' }",
        &["label revision removed"],
    ),
    (
        "[histogram.x]\nbuckets = [1, 2]",
        "[histogram.x]\nbuckets = [1, 3]",
        &["buckets changed from 1, 2 to 1, 3"],
    ),
    (
        "[histogram.x]\nnative.factor = 1.1",
        "[histogram.x]\nnative.factor = 1.2",
        &["buckets changed from native of schema 3 to native of schema 2"],
    ),
    (
        "[histogram.x]\nbuckets = { exponential = { start = 1e-7, factor = 1e14, count = 3 } }",
        "[histogram.x]\nbuckets = [1e-7, 1e7, 1e21]",
        &[],
    ),
    (
        "[gauge.x]\ninit = 'unset'",
        "[gauge.x]",
        &["`init` changed"],
    ),
];

/// Labels for all of them. The variant of one value can't be told from its text.
const LABELS: &str = "
[label.k]
help = 'K.'
values = ['a', 'b c']
[label.three]
help = 'Three.'
values = { a = 'A.', 'b c' = 'B.', 'é' = { variant = 'E' } }
[label.renamed]
help = 'Renamed.'
rename = 'pool'
values = ['a']
[label.open]
help = 'Open.'
open = { max = 9 }
[label.flag]
help = 'Flag.'
type = 'bool'
[label.wide]
help = 'Wide.'
range = [-1, 9]
[label.narrow]
help = 'Narrow.'
range = [0, 9]
";

#[test]
fn reports_every_broken_promise_at_the_metric_and_in_the_lock() {
    for (before, now, expected) in BREAKS {
        let compiled = after((before, Stability::Stable), (now, Stability::Stable));
        let broken = compiled.diagnostics.iter();
        let broken = broken.filter(|it| it.rule.id == "lock_kept");
        let told = broken.clone().map(|it| {
            let (_, what) = it.message.split_once(": ").expect("it tells what");
            what
        });
        assert_eq!(told.collect::<Vec<_>>(), *expected, "{before}\n{now}");
        for diagnostic in broken {
            let places = [&diagnostic.primary].into_iter().chain(&diagnostic.related);
            let files = places.map(|it| &*compiled.sources[it.span.source].path);
            let expected = match expected {
                ["removed"] => vec!["metrics.lock"],
                _ => vec!["metrics.toml", "metrics.lock"],
            };
            assert_eq!(files.collect::<Vec<_>>(), expected, "{before}\n{now}");
        }
    }
}

#[test]
fn stability_may_increase_but_not_decrease() {
    use Stability::{Alpha, Beta, Internal, Stable};
    for (before, now, breaks) in [
        (Stable, Beta, true),
        (Stable, Internal, true),
        (Beta, Alpha, true),
        (Beta, Stable, false),
        (Alpha, Stable, false),
        (Alpha, Internal, false),
    ] {
        let compiled = after(("[gauge.x]", before), ("[gauge.x]", now));
        assert_eq!(breaks_lock(&compiled), breaks, "{before:?} {now:?}");
    }
}

#[test]
fn a_deprecation_takes_effect_once_it_is_in_the_lock() {
    let alive = "[gauge.x]";
    let announced = "[gauge.x]\ndeprecated = { since = '1.0.0' }";
    let changed = "[gauge.x]\ndeprecated = { since = '1.0.0' }\nlabels = ['k']";
    for (stability, before, now, breaks) in [
        (Stability::Beta, alive, announced, false),
        (Stability::Beta, alive, "[gauge.y]", true),
        (Stability::Beta, alive, changed, true),
        (Stability::Beta, announced, "[gauge.y]", false),
        (Stability::Beta, announced, changed, false),
        (Stability::Stable, announced, "[gauge.y]", false),
        (Stability::Stable, announced, changed, true),
    ] {
        let compiled = after((before, stability), (now, stability));
        assert_eq!(
            breaks_lock(&compiled),
            breaks,
            "{stability:?}\n{before}\n{now}"
        );
    }
}

/// A schema of one metric that once was another one, and was locked then.
fn after(before: (&str, Stability), now: (&str, Stability)) -> Compiled {
    let [before, now] = [before, now].map(|(metric, stability)| {
        let stability = stability.name();
        format!("{metric}\nhelp = 'X.'\nstability = '{stability}'\n{LABELS}")
    });
    let lock = lock::text(&compiled(&before, None).schema);
    let compiled = compiled(&now, Some(lock));
    promises::hold(&compiled);
    compiled
}

fn breaks_lock(compiled: &Compiled) -> bool {
    let mut diagnostics = compiled.diagnostics.iter();
    diagnostics.any(|diagnostic| diagnostic.rule.id == "lock_kept")
}

fn compiled(text: &str, lock: Option<String>) -> Compiled {
    let source = Source {
        path: "metrics.toml".to_owned(),
        text: text.to_owned(),
    };
    let lock = lock.map(|text| Source {
        path: "metrics.lock".to_owned(),
        text,
    });
    let surroundings = Surroundings {
        lock,
        ..Surroundings::NONE
    };
    compile(source, &surroundings)
}

fn from_file(path: &str) -> Compiled {
    let path = Path::new(WORKSPACE).join(path);
    let text = fs::read_to_string(&path).expect("the schema can be read");
    let files: Vec<&str> = text.split(NEXT_FILE).collect();
    let folder = path.parent().expect("a schema is in a folder");
    let read = |included: &str| {
        let name = included.rsplit('/').next().unwrap_or_default();
        let number = name
            .strip_suffix(".toml")
            .and_then(|it| it.parse::<usize>().ok());
        match number {
            Some(number) => Ok(files[number].to_owned()),
            None => fs::read_to_string(folder.join(included)).map_err(|error| error.to_string()),
        }
    };
    let source = Source {
        path: "metrics.toml".to_owned(),
        text: files[0].to_owned(),
    };
    let surroundings = Surroundings {
        read: &read,
        ..Surroundings::NONE
    };
    let compiled = compile(source, &surroundings);
    assert!(!compiled.has_errors(), "{:?}", compiled.diagnostics);
    compiled
}
