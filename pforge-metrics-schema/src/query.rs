//! PromQL about a metric: lines to start from, and what dashboards ask.

use crate::schema::{Histogram, Kind, Metric};

/// Queries about the series of one metric, its labels kept apart.
#[derive(Debug, Clone, Copy)]
pub struct Queries<'a> {
    metric: &'a Metric,
    /// Matchers of the series that are meant, as `job="api"`; all if empty.
    matchers: &'a str,
    /// The time that rates are taken over: a duration, or a variable of whoever asks.
    range: &'a str,
}

impl Metric {
    /// A query to start from, where the bare name is none: rates of counters, the 99th percentile of histograms.
    #[must_use]
    pub fn query(&self) -> Option<String> {
        let queries = self.queries("", "5m");
        Some(match &self.kind {
            Kind::Counter(_) if self.labels.is_empty() => queries.over("rate", ""),
            Kind::Counter(_) => queries.rate(),
            Kind::Histogram(_) => queries.quantile("0.99"),
            Kind::Gauge { .. } if self.labels.is_empty() => return None,
            Kind::Gauge { .. } => queries.level(),
            Kind::StateSet(_) => format!("{} == 1", self.name),
            Kind::Info(facts) => {
                let facts: Vec<&str> = facts.iter().map(|fact| fact.name.as_str()).collect();
                let (facts, name) = (facts.join(", "), &self.name);
                format!("up * on (job, instance) group_left ({facts}) {name}")
            }
        })
    }

    /// Queries about it, given matchers (none if empty) and the range of rates.
    #[must_use]
    pub fn queries<'a>(&'a self, matchers: &'a str, range: &'a str) -> Queries<'a> {
        Queries {
            metric: self,
            matchers,
            range,
        }
    }
}

impl Queries<'_> {
    /// How much a counter rises in a second, or how often a histogram observes.
    #[must_use]
    pub fn rate(&self) -> String {
        self.rise("rate")
    }

    /// How much a counter rises in the range, or how often a histogram observes.
    #[must_use]
    pub fn increase(&self) -> String {
        self.rise("increase")
    }

    fn rise(&self, function: &str) -> String {
        self.either(
            |this| {
                let count = this.total("sum", &[], &this.over(function, ""));
                format!("histogram_count({count})")
            },
            |this, suffix| {
                let suffix = if suffix.is_empty() { "" } else { "_count" };
                this.total("sum", &[], &this.over(function, suffix))
            },
        )
    }

    /// What a gauge stands at: each of its series if it has no labels.
    ///
    /// With labels the processes are added up, or averaged where a sum would be no value of the gauge's: shares,
    /// temperatures, voltages, times, and what has a range.
    #[must_use]
    pub fn level(&self) -> String {
        let series = self.series("");
        if self.metric.labels.is_empty() {
            return series;
        }
        let function = if self.metric.adds_up() { "sum" } else { "avg" };
        self.total(function, &[], &series)
    }

    /// A quantile of what a histogram observed, such as `0.99`.
    #[must_use]
    pub fn quantile(&self, quantile: &str) -> String {
        let of = |buckets: String| format!("histogram_quantile({quantile}, {buckets})");
        self.either(
            |this| of(this.total("sum", &[], &this.over("rate", ""))),
            |this, suffix| of(this.total("sum", &["le"], &this.over("rate", suffix))),
        )
    }

    /// The mean of what a histogram observed.
    #[must_use]
    pub fn mean(&self) -> String {
        let sum = |this: &Self, suffix| this.total("sum", &[], &this.over("rate", suffix));
        self.either(
            |this| {
                let all = sum(this, "");
                format!("histogram_sum({all}) / histogram_count({all})")
            },
            |this, _| format!("{} / {}", sum(this, "_sum"), sum(this, "_count")),
        )
    }

    /// How many observations came into each bucket of a histogram in the range, whatever its labels.
    #[must_use]
    pub fn buckets(&self) -> String {
        let native = |this: &Self| format!("sum({})", this.over("increase", ""));
        // They differ in `le`, so that `or` alone would take both.
        self.either_or(native, "or on ()", |this, suffix| {
            format!("sum by (le) ({})", this.over("increase", suffix))
        })
    }

    /// Whether anything is in a state: 1 or 0 for each of them.
    #[must_use]
    pub fn states(&self) -> String {
        self.total("max", &[&self.metric.name], &self.series(""))
    }

    /// The facts of an info, for each process.
    #[must_use]
    pub fn facts(&self) -> String {
        let mut labels = vec!["job", "instance"];
        if let Kind::Info(facts) = &self.metric.kind {
            labels.extend(facts.iter().map(|fact| fact.name.as_str()));
        }
        self.total("max", &labels, &self.series(""))
    }

    /// Of native buckets, and of series that each are a bucket. Of a histogram that has both, servers that take native ones
    /// keep those alone unless told otherwise, and the rest never see them.
    fn either(
        &self,
        native: impl Fn(&Self) -> String,
        series: impl Fn(&Self, &str) -> String,
    ) -> String {
        self.either_or(native, "or", series)
    }

    fn either_or(
        &self,
        native: impl Fn(&Self) -> String,
        or: &str,
        series: impl Fn(&Self, &str) -> String,
    ) -> String {
        match &self.metric.kind {
            Kind::Histogram(Histogram {
                native: Some(_),
                bounds: None,
            }) => native(self),
            Kind::Histogram(Histogram {
                native: Some(_), ..
            }) => format!("{} {or} {}", native(self), series(self, "_bucket")),
            Kind::Histogram(_) => series(self, "_bucket"),
            _ => series(self, ""),
        }
    }

    /// Aggregates all that differs in neither the labels of the metric nor those that come before them.
    fn total(&self, function: &str, before: &[&str], of: &str) -> String {
        let own = self.metric.labels.iter().map(|label| label.name.as_str());
        let by: Vec<&str> = before.iter().copied().chain(own).collect();
        match by.join(", ") {
            by if by.is_empty() => format!("{function}({of})"),
            by => format!("{function} by ({by}) ({of})"),
        }
    }

    fn over(&self, function: &str, suffix: &str) -> String {
        format!("{function}({}[{}])", self.series(suffix), self.range)
    }

    fn series(&self, suffix: &str) -> String {
        let (name, matchers) = (&self.metric.name, self.matchers);
        if matchers.is_empty() {
            format!("{name}{suffix}")
        } else {
            format!("{name}{suffix}{{{matchers}}}")
        }
    }
}

impl Metric {
    /// Whether the sum over processes means something.
    fn adds_up(&self) -> bool {
        let has_range = matches!(self.kind, Kind::Gauge { range: Some(_), .. });
        let unit = self.unit.as_deref().unwrap_or_default();
        !has_range && !matches!(unit, "ratio" | "celsius" | "kelvin" | "volts" | "seconds")
    }
}

#[cfg(test)]
mod tests {
    use crate::{Source, Surroundings, compile};

    /// The metric that a table declares.
    fn asked(table: &str, question: impl Fn(crate::Queries) -> String) -> String {
        let text = format!("[label.kind]\nhelp = 'Kind.'\nvalues = ['a', 'b']\n{table}");
        let path = "metrics.toml".to_owned();
        let compiled = compile(Source { path, text }, &Surroundings::NONE);
        question(compiled.schema.metrics[0].queries("job=\"x\"", "1m"))
    }

    #[test]
    fn histograms_with_both_sorts_of_buckets_are_asked_for_whichever_are_there() {
        let bounds = "[histogram.h]\nhelp = 'H.'\nbuckets = [1, 2]\n";
        let native = "[histogram.h]\nhelp = 'H.'\nnative = { factor = 1.1 }\n";
        let both = format!("{bounds}native = {{ factor = 1.1 }}\n");
        for (table, quantile, buckets) in [
            (
                bounds,
                "histogram_quantile(0.9, sum by (le) (rate(h_bucket{job=\"x\"}[1m])))",
                "sum by (le) (increase(h_bucket{job=\"x\"}[1m]))",
            ),
            (
                native,
                "histogram_quantile(0.9, sum(rate(h{job=\"x\"}[1m])))",
                "sum(increase(h{job=\"x\"}[1m]))",
            ),
            (
                &both,
                "histogram_quantile(0.9, sum(rate(h{job=\"x\"}[1m]))) or \
                 histogram_quantile(0.9, sum by (le) (rate(h_bucket{job=\"x\"}[1m])))",
                "sum(increase(h{job=\"x\"}[1m])) or on () sum by (le) (increase(h_bucket{job=\"x\"}[1m]))",
            ),
        ] {
            assert_eq!(asked(table, |it| it.quantile("0.9")), quantile);
            assert_eq!(asked(table, |it| it.buckets()), buckets);
        }
        assert_eq!(
            asked(&both, |it| it.mean()),
            "histogram_sum(sum(rate(h{job=\"x\"}[1m]))) / histogram_count(sum(rate(h{job=\"x\"}[1m]))) or \
             sum(rate(h_sum{job=\"x\"}[1m])) / sum(rate(h_count{job=\"x\"}[1m]))"
        );
    }

    #[test]
    fn gauges_are_added_up_where_that_means_something() {
        for (keys, level) in [
            ("", "g{job=\"x\"}"),
            ("labels = ['kind']", "sum by (kind) (g{job=\"x\"})"),
            (
                "labels = ['kind']\nrange = [0, 9]",
                "avg by (kind) (g{job=\"x\"})",
            ),
        ] {
            let table = format!("[gauge.g]\nhelp = 'G.'\n{keys}\n");
            assert_eq!(asked(&table, |it| it.level()), level, "{keys}");
        }
        let table = "[gauge.load_ratio]\nhelp = 'L.'\nlabels = ['kind']\n";
        let level = "avg by (kind) (load_ratio{job=\"x\"})";
        assert_eq!(asked(table, |it| it.level()), level);
    }
}
