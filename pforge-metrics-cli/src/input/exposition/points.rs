//! Groups the samples of an `OpenMetrics` family into metrics and points.
//!
//! The samples of a metric share a label set, except for `le`, `quantile` and the label of states. The samples of a point also
//! share a timestamp. Metrics and points must not be interleaved.

use super::error::{Malformed, Place, Unreadable};
use super::family::{Family, Type};
use super::format::Format;
use super::histogram::Histogram;
use super::line::SampleLine;
use super::sample::{LabelSet, identity, own_label};
use super::suffix::Suffix;
use super::timestamp::Timestamp;
use std::collections::{HashMap, HashSet};
use std::mem;

#[derive(Default)]
pub(super) struct Points {
    /// Last timestamps of the metrics so far.
    metrics: HashMap<LabelSet, Option<Timestamp>>,
    metric: Option<LabelSet>,
    point: Point,
    /// Whether metrics are interleaved. Checks of their points would only report consequences.
    is_torn: bool,
}

#[derive(Default)]
struct Point {
    /// The line of its first sample.
    line: usize,
    series: HashSet<(Suffix, LabelSet)>,
    histogram: Histogram,
    quantiles: Vec<f64>,
    /// Whether a count is invalid by itself. Checks of the point would only report consequences.
    is_broken: bool,
}

impl Points {
    /// Adds a sample. Reports errors of the sample, and of the point that ends before it, to `found`.
    pub fn add(
        &mut self,
        family: &Family,
        line: &SampleLine,
        is_sound: bool,
        place: Place,
        found: &mut impl FnMut(Malformed),
    ) {
        let suffix = Suffix::behind(&family.name, &line.sample.name);
        let own = own_label(&family.name, family.kind, suffix);
        let metric = identity(&line.sample, own);
        let series = (suffix, identity(&line.sample, None));
        let is_same_metric = self.metric.as_ref() == Some(&metric);
        let before = self.metrics.get(&metric);
        let is_again = before.is_some_and(|before| *before == line.sample.timestamp);
        let is_in_point = is_same_metric && is_again && !self.point.series.contains(&series);
        let mut error = Ok(());
        if !is_in_point {
            if !self.is_torn {
                error = begins(family, line, before, is_same_metric, &metric);
            }
            self.is_torn |= error.is_err();
            self.end_point(family, found);
            self.point.line = place.number;
        }
        let error = error.and_then(|()| self.point.add(family.kind, suffix, line));
        if let Err(error) = error {
            found(place.malformed(&error));
        }
        self.point.is_broken |= !is_sound && suffix.is_count();
        self.point.series.insert(series);
        self.metrics
            .insert(metric.clone(), line.sample.timestamp.clone());
        self.metric = Some(metric);
    }

    /// Checks the last point of a family.
    pub fn finish(mut self, family: &Family, found: &mut impl FnMut(Malformed)) {
        self.end_point(family, found);
    }

    fn end_point(&mut self, family: &Family, found: &mut impl FnMut(Malformed)) {
        let point = mem::take(&mut self.point);
        if point.series.is_empty() || point.is_broken || self.is_torn {
            return;
        }
        if let Some((line, message)) = point.contradiction(family) {
            found(Place::start_of(line).malformed(&Unreadable::new(0, message)));
        }
    }
}

/// Checks whether a sample can begin a new point of a metric. `before` is the timestamp of the last point.
fn begins(
    family: &Family,
    line: &SampleLine,
    before: Option<&Option<Timestamp>>,
    is_same_metric: bool,
    metric: &LabelSet,
) -> Result<(), Unreadable> {
    let Some(before) = before else {
        return Ok(());
    };
    // The labels of an info do not tell where those of its metric end.
    if !is_same_metric && family.kind != Type::Info {
        let message = format!(
            "samples of `{}{}` are interleaved with another metric",
            family.name,
            shown(metric)
        );
        return Err(Unreadable::new(0, message));
    }
    let wrong = match (before, &line.sample.timestamp) {
        // Truncated timestamps may be equal.
        (Some(before), Some(now)) if now >= before => return Ok(()),
        (Some(_), Some(_)) => {
            let message = "timestamps of a metric must not go down";
            return Err(Unreadable::new(line.timestamp_at, message));
        }
        (None, None) => format!("duplicate series of `{}`", line.sample.name),
        _ => "all points of a metric must have a timestamp, or none of them".to_owned(),
    };
    Err(Unreadable::new(0, wrong))
}

/// Formats a label set as PromQL does.
fn shown(labels: &LabelSet) -> String {
    let labels = labels
        .iter()
        .map(|(name, value)| format!("{name}={value:?}"));
    match labels.collect::<Vec<_>>().join(",") {
        none if none.is_empty() => none,
        labels => format!("{{{labels}}}"),
    }
}

impl Point {
    fn add(&mut self, kind: Type, suffix: Suffix, line: &SampleLine) -> Result<(), Unreadable> {
        match kind {
            Type::Histogram | Type::GaugeHistogram => self.histogram.add(suffix, &line.sample),
            Type::Summary if suffix == Suffix::None => {
                let quantile = line.sample.label("quantile");
                let quantile = quantile.and_then(|it| it.parse::<f64>().ok());
                let Some(quantile) = quantile else {
                    return Ok(());
                };
                if self.quantiles.contains(&quantile) {
                    let message = format!("duplicate quantile {quantile}");
                    return Err(Unreadable::new(0, message));
                }
                self.quantiles.push(quantile);
            }
            _ => {}
        }
        Ok(())
    }

    fn contradiction(&self, family: &Family) -> Option<(usize, String)> {
        match family.kind {
            Type::Histogram | Type::GaugeHistogram => self
                .histogram
                .contradiction(family.kind, Format::OpenMetrics),
            Type::Counter => {
                let has_total = self.series.iter().any(|(it, _)| *it == Suffix::Total);
                let message = || {
                    format!(
                        "a counter needs a value: `{}_total` is missing",
                        family.name
                    )
                };
                (!has_total).then(|| (self.line, message()))
            }
            _ => None,
        }
    }
}
