//! Writes a lock in a canonical form, so that its diff shows only changed promises.

use std::collections::BTreeSet;

use super::END;
use crate::native;
use crate::quote;
use crate::rust_names;
use crate::schema::{
    Constant, Domain, Kind, Label, LabelId, LabelValue, Metric, MetricLabel, Number, Schema,
    Stability,
};
use crate::units;

const HEADER: &str = "\
# What the beta and stable metrics of this schema promise. A schema that breaks it does not compile.
# `pforge-metrics lock` writes this file; nobody edits it.

schema = 1
";

/// The lock of a schema: its beta and stable metrics, ordered by their names, and the labels that they have.
///
/// Where the language asks for more than is promised, such as the value of a constant label, it says as little as it can.
///
/// ```
/// use pforge_metrics_schema::{Source, Surroundings, compile, lock};
///
/// let text = "\
/// [gauge.load_ratio]
/// help = 'Share of workers that are busy.'
/// stability = 'stable'
///
/// [gauge.depth]
/// help = 'Jobs that wait.'
/// ";
/// let source = Source { path: "metrics.toml".to_owned(), text: text.to_owned() };
/// let lock = lock::text(&compile(source, &Surroundings::NONE).schema);
/// assert!(lock.contains("\n[gauge.load_ratio]\nstability = \"stable\"\nunit = \"ratio\"\n"));
/// assert_eq!(lock.lines().last(), Some("# End of the promises."));
/// ```
#[must_use]
pub fn text(schema: &Schema) -> String {
    let mut metrics: Vec<&Metric> = schema.metrics.iter().filter(|it| promises(it)).collect();
    metrics.sort_by(|one, other| one.name.cmp(&other.name));
    let labels: BTreeSet<LabelId> = metrics.iter().flat_map(|metric| labels(metric)).collect();
    let mut labels: Vec<&Label> = labels.into_iter().map(|id| &schema[id]).collect();
    labels.sort_by(|one, other| one.name.cmp(&other.name));
    let labels = labels.into_iter().map(label);
    let metrics = metrics.into_iter().map(|it| metric(it, schema));
    let head = format!("{HEADER}{}", settings(schema));
    let end = format!("{END}\n");
    let parts = [head].into_iter().chain(labels).chain(metrics);
    parts.chain([end]).collect::<Vec<_>>().join("\n")
}

fn promises(metric: &Metric) -> bool {
    metric.stability >= Stability::Beta
}

fn labels(metric: &Metric) -> impl Iterator<Item = LabelId> {
    let states = match metric.kind {
        Kind::StateSet(states) => Some(states),
        _ => None,
    };
    let own = metric.labels.iter().map(|used| used.label);
    own.chain(states)
}

fn settings(schema: &Schema) -> String {
    let mut lines = String::new();
    if !schema.prefix.is_empty() {
        lines += &line("prefix", &quote::string(&schema.prefix));
    }
    if !schema.constants.is_empty() {
        lines += &line("const_labels", &constants(&schema.constants));
    }
    lines
}

/// Only names: values differ between builds.
fn constants(constants: &[Constant]) -> String {
    let mut names: Vec<&str> = constants.iter().map(|it| it.name.as_str()).collect();
    names.sort_unstable();
    inline(names.into_iter().map(|name| (name, quote::string(""))))
}

fn label(label: &Label) -> String {
    let name = key(&label.name);
    let rename = line("rename", &quote::string(&label.exported));
    let rename = Some(rename).filter(|_| label.exported != label.name);
    let domain = match &label.domain {
        Domain::Closed(values) => {
            let values: String = values.iter().map(value).collect();
            format!("[label.{name}.values]\n{values}")
        }
        Domain::Bool => line("type", &quote::string("bool")),
        Domain::Range { first, last } => line("range", &format!("[{first}, {last}]")),
        Domain::Open { max, .. } => line("open", &format!("{{ max = {max} }}")),
    };
    format!("[label.{name}]\n{}{domain}", rename.unwrap_or_default())
}

/// A value with a line of its own, to which two people can add theirs. Without its variant some can't be read.
fn value(value: &LabelValue) -> String {
    let is_default = rust_names::variant_of(&value.wire).as_ref() == Some(&value.variant);
    let variant = quote::string(&value.variant);
    let variant = (!is_default).then_some(("variant", variant));
    line(&key(&value.wire), &inline(variant.into_iter()))
}

fn metric(metric: &Metric, schema: &Schema) -> String {
    let (kind, own) = kind(metric, schema);
    let mut lines = format!("[{kind}.{}]\n", key(&metric.name));
    lines += &line("stability", &quote::string(metric.stability.name()));
    if let Some(deprecated) = &metric.deprecated {
        let target = deprecated.renamed_to.map(|id| &schema[id]);
        let target = target.filter(|target| promises(target));
        let target = target.map(|target| ("renamed_to", quote::string(&target.name)));
        let since = ("since", quote::string(&deprecated.since));
        lines += &line("deprecated", &inline([since].into_iter().chain(target)));
    }
    if let Some(unit) = unit(metric) {
        lines += &line("unit", &quote::string(unit));
    }
    if !metric.labels.is_empty() {
        lines += &line("labels", &used(&metric.labels, schema));
    }
    lines + &own
}

/// The name of a kind, and the lines that only metrics of that kind have.
fn kind(metric: &Metric, schema: &Schema) -> (&'static str, String) {
    match &metric.kind {
        Kind::Counter(Number::Int) => ("counter", String::new()),
        Kind::Counter(Number::Float) => ("counter", line("value", &quote::string("float"))),
        Kind::Gauge { unset: false, .. } => ("gauge", String::new()),
        Kind::Gauge { unset: true, .. } => ("gauge", line("init", &quote::string("unset"))),
        Kind::Histogram(histogram) => {
            let bounds = schema.bounds(histogram);
            let shown: Vec<String> = bounds.iter().map(|bound| format!("{bound:?}")).collect();
            let buckets = line("buckets", &format!("[{}]", shown.join(", ")));
            let native = histogram.native.map(|native| {
                let factor = factor(native.schema);
                line("native", &format!("{{ factor = {factor:?} }}"))
            });
            let buckets = histogram.bounds.is_some().then_some(buckets);
            (
                "histogram",
                [buckets, native].into_iter().flatten().collect(),
            )
        }
        Kind::StateSet(states) => {
            let states = quote::string(&schema[*states].name);
            ("stateset", line("states", &states))
        }
        Kind::Info(facts) => ("info", line("labels", &constants(facts))),
    }
}

/// Stated although most names end in it. A name that ends in one that is not its unit would be read as if it were.
fn unit(metric: &Metric) -> Option<&str> {
    let has_one = matches!(
        metric.kind,
        Kind::Counter(_) | Kind::Gauge { .. } | Kind::Histogram(_)
    );
    let denied = (has_one && units::of_name(&metric.name).is_some()).then_some("");
    metric.unit.as_deref().or(denied)
}

/// A list of labels, or a table where they have roles.
fn used(labels: &[MetricLabel], schema: &Schema) -> String {
    let name = |used: &MetricLabel| quote::string(&schema[used.label].name);
    let has_roles = labels
        .iter()
        .any(|used| used.name != schema[used.label].exported);
    if has_roles {
        return inline(labels.iter().map(|used| (used.name.as_str(), name(used))));
    }
    let names: Vec<String> = labels.iter().map(name).collect();
    format!("[{}]", names.join(", "))
}

fn line(key: &str, value: &str) -> String {
    format!("{key} = {value}\n")
}

fn inline<'a>(entries: impl Iterator<Item = (&'a str, String)>) -> String {
    let entries: Vec<String> = entries
        .map(|(name, value)| format!("{} = {value}", key(name)))
        .collect();
    if entries.is_empty() {
        return "{}".to_owned();
    }
    format!("{{ {} }}", entries.join(", "))
}

/// Formats a key, quoted if TOML requires it.
fn key(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
    if !name.is_empty() && name.bytes().all(is_plain) {
        name.to_owned()
    } else {
        quote::string(name)
    }
}

/// A factor that leads to a schema, in few digits.
fn factor(schema: i8) -> f64 {
    (native::growth(schema) * 10_000.0).ceil() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::factor;
    use crate::limits::NATIVE_SCHEMA;
    use crate::native::schema;

    #[test]
    fn the_factor_of_a_schema_leads_back_to_it() {
        for known in NATIVE_SCHEMA {
            assert_eq!(schema(factor(known)), Some(known));
        }
    }
}
