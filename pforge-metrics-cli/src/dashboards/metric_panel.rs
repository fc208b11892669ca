//! The panel of a metric in one of its views.

use super::model::{Chart, Panel, Sample, Shape, Target};
use super::quantity::Quantity;
use super::series;
use pforge_metrics_schema::{
    Constant, ConstantValue, Histogram, Kind, Metric, Number, Schema, View,
};

/// The series that the variables of the dashboard leave.
const MATCHERS: &str = "job=~\"$job\",instance=~\"$instance\"";
/// Grafana's variable for a range that spans four scrapes at least.
const RANGE: &str = "$__rate_interval";

const QUANTILES: &[&str] = &["0.5", "0.9", "0.99"];
/// The maximum number of distinguishable lines. Beyond it, each series shows one quantile.
const MOST_LINES: usize = 12;

pub fn panel(metric: &Metric, view: View, schema: &Schema) -> Panel {
    let targets = targets(metric, view, schema);
    let series = names(metric, &targets, schema);
    Panel {
        title: title(metric, view, schema),
        description: description(metric, schema),
        chart: chart(view),
        targets,
        quantity: Quantity::of(metric, view),
        better: metric.better,
        exemplars: metric.exemplars,
        range: range(metric, view),
        sample: Sample {
            seed: metric.name.clone(),
            left_out: left_out(metric, view, &series, schema),
            series,
            shape: shape(metric, view, schema),
        },
    }
}

/// The name without the common prefix and without the unit.
fn title(metric: &Metric, view: View, schema: &Schema) -> String {
    let name = metric.name.strip_prefix(&schema.prefix);
    let name = name.unwrap_or(&metric.name);
    let name = name.strip_suffix("_total").unwrap_or(name);
    let unit = metric.unit.as_deref().unwrap_or_default();
    let unit = unit.trim_matches(['{', '}']);
    let endings = [format!("_{unit}"), format!("_{unit}s")];
    let bare = endings.iter().find_map(|it| name.strip_suffix(it));
    let name = bare.unwrap_or(name);
    let words = name.replace('_', " ");
    let first = words.chars().next().map(|it| it.to_ascii_uppercase());
    let mut title: String = first.into_iter().chain(words.chars().skip(1)).collect();
    title += match (view, &metric.kind) {
        (View::Rate, Kind::Histogram(_)) => ", observations",
        (View::Increase, _) => ", increase",
        (View::Mean, _) => ", mean",
        (View::Heatmap, _) => ", distribution",
        _ => "",
    };
    title
}

fn description(metric: &Metric, schema: &Schema) -> String {
    let help = schema.exposed_help(metric);
    let note = metric.note.as_deref().unwrap_or_default().trim();
    format!("{help}\n\n{note}").trim().to_owned()
}

fn chart(view: View) -> Chart {
    match view {
        View::Stat => Chart::Stat,
        View::Gauge => Chart::Dial,
        View::Heatmap => Chart::Heatmap,
        View::Timeline => Chart::Timeline,
        View::Table => Chart::Table,
        View::Increase => Chart::Bars,
        View::Rate | View::Graph | View::Quantiles | View::Mean => Chart::Lines,
    }
}

fn targets(metric: &Metric, view: View, schema: &Schema) -> Vec<Target> {
    let queries = metric.queries(MATCHERS, RANGE);
    let legend = series::legend(&metric.labels, schema);
    let one = |expr, legend| vec![Target { expr, legend }];
    let or = |plain: &str| match legend.as_str() {
        "" => plain.to_owned(),
        legend => legend.to_owned(),
    };
    match view {
        View::Quantiles => quantiles(metric, schema)
            .iter()
            .map(|quantile| Target {
                expr: queries.quantile(quantile),
                legend: quantile_name(&legend, quantile),
            })
            .collect(),
        View::Heatmap => one(queries.buckets(), "{{le}}".to_owned()),
        View::Mean => one(queries.mean(), or("mean")),
        View::Timeline => one(queries.states(), state_legend(metric, &legend)),
        View::Table => one(queries.facts(), String::new()),
        View::Increase => one(queries.increase(), or("increase")),
        // Without labels there is a series for each process.
        View::Graph | View::Stat | View::Gauge if is_gauge(metric) => {
            one(queries.gauge_value(), or("{{instance}}"))
        }
        View::Rate | View::Graph | View::Stat | View::Gauge => one(queries.rate(), or("rate")),
    }
}

fn is_gauge(metric: &Metric) -> bool {
    matches!(metric.kind, Kind::Gauge { .. })
}

fn quantiles(metric: &Metric, schema: &Schema) -> &'static [&'static str] {
    let lines = metric.label_sets(schema).saturating_mul(QUANTILES.len());
    if lines <= MOST_LINES {
        QUANTILES
    } else {
        &QUANTILES[QUANTILES.len() - 1..]
    }
}

/// `p99`, or of a series `kind, p99`.
pub fn quantile_name(series: &str, quantile: &str) -> String {
    let digits = quantile.trim_start_matches("0.");
    let zero = if digits.len() == 1 { "0" } else { "" };
    let separator = if series.is_empty() { "" } else { ", " };
    format!("{series}{separator}p{digits}{zero}")
}

fn state_legend(metric: &Metric, legend: &str) -> String {
    let separator = if legend.is_empty() { "" } else { ", " };
    format!("{legend}{separator}{{{{{}}}}}", metric.name)
}

/// What legends will say. Quantiles add to it what they are.
fn names(metric: &Metric, targets: &[Target], schema: &Schema) -> Vec<String> {
    let names = series::names(&metric.labels, schema);
    match (&metric.kind, targets) {
        (Kind::StateSet(states), _) => {
            let states = series::values(&schema[*states]);
            let names = names.iter().flat_map(|name| {
                let separator = if name.is_empty() { "" } else { ", " };
                states
                    .iter()
                    .map(move |state| format!("{name}{separator}{state}"))
            });
            names.take(series::MOST).collect()
        }
        (Kind::Counter(_) | Kind::Gauge { .. }, [target]) if metric.labels.is_empty() => {
            vec![target.legend.replace("{{instance}}", "host-a:9000")]
        }
        (Kind::Histogram(_), [target]) if metric.labels.is_empty() => {
            vec![target.legend.clone()]
        }
        _ => names,
    }
}

/// The number of values of open labels is unknown. A heatmap is a single panel regardless of its labels.
fn left_out(metric: &Metric, view: View, series: &[String], schema: &Schema) -> usize {
    if metric.is_open(schema) || view == View::Heatmap {
        return 0;
    }
    metric.series(schema).saturating_sub(series.len())
}

/// The ends of a dial.
fn dial(metric: &Metric) -> Option<(f64, f64)> {
    match metric.kind {
        Kind::Gauge { range, .. } => range,
        _ => None,
    }
}

fn range(metric: &Metric, view: View) -> (Option<f64>, Option<f64>) {
    match view {
        View::Graph | View::Stat | View::Gauge => {
            let range = dial(metric);
            (range.map(|it| it.0), range.map(|it| it.1))
        }
        View::Rate | View::Increase => (Some(0.0), None),
        View::Quantiles | View::Mean | View::Heatmap | View::Timeline | View::Table => (None, None),
    }
}

fn shape(metric: &Metric, view: View, schema: &Schema) -> Shape {
    match (view, &metric.kind) {
        (View::Quantiles, Kind::Histogram(histogram)) => Shape::Quantiles {
            shares: quantiles(metric, schema),
            bounds: bounds(metric, histogram, schema),
        },
        (View::Heatmap, Kind::Histogram(histogram)) => Shape::Buckets {
            bounds: bounds(metric, histogram, schema),
        },
        (View::Mean, Kind::Histogram(histogram)) => Shape::Mean {
            bounds: bounds(metric, histogram, schema),
        },
        (_, Kind::StateSet(states)) => Shape::States {
            states: series::values(&schema[*states]).len(),
        },
        (_, Kind::Info(facts)) => Shape::Facts(facts.iter().map(fact).collect()),
        (
            _,
            Kind::Gauge {
                number: Number::Int,
                ..
            },
        ) => Shape::Level { whole: true },
        (_, Kind::Gauge { .. }) => Shape::Level { whole: false },
        _ => Shape::Rate,
    }
}

/// Those of the schema, or such as native buckets may come to have.
fn bounds(metric: &Metric, histogram: &Histogram, schema: &Schema) -> Vec<f64> {
    let declared = schema.bounds(histogram);
    if !declared.is_empty() {
        return declared.to_vec();
    }
    let (first, factor) = match metric.unit.as_deref() {
        Some("seconds") => (0.001, 2.0_f64),
        Some("bytes") => (64.0, 4.0),
        _ => (1.0, 2.0),
    };
    (0..14).map(|power| first * factor.powi(power)).collect()
}

fn fact(fact: &Constant) -> (String, String) {
    let value = match &fact.value {
        ConstantValue::Literal(text) => text.clone(),
        ConstantValue::Environment { variable, .. } => format!("${variable}"),
    };
    (fact.name.clone(), value)
}
