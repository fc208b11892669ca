//! PromQL queries for a metric, used in the documentation and in dashboards.

use crate::schema::{Histogram, Kind, Metric};

/// Builds queries for one metric. The results keep the labels of the metric.
#[derive(Debug, Clone, Copy)]
pub struct Queries<'a> {
    metric: &'a Metric,
    /// Matchers such as `job="api"`. An empty string selects all series.
    matchers: &'a str,
    /// The range of rates: a duration, or a variable such as `$__rate_interval`.
    range: &'a str,
}

impl Metric {
    /// Returns a query to start from, for example the rate of a counter or the 99th percentile of a histogram.
    ///
    /// Returns `None` for a gauge without labels, whose name is already a useful query.
    ///
    /// ```
    /// use pforge_metrics_schema::{Source, Surroundings, compile};
    ///
    /// let text = "[counter.calls_total]\nhelp = \"Calls.\"\n".to_owned();
    /// let source = Source { path: "metrics.toml".to_owned(), text };
    /// let compiled = compile(source, &Surroundings::NONE);
    /// let query = compiled.schema.metrics[0].query();
    /// assert_eq!(query.as_deref(), Some("rate(calls_total[5m])"));
    /// ```
    #[must_use]
    pub fn query(&self) -> Option<String> {
        let queries = self.queries("", "5m");
        Some(match &self.kind {
            Kind::Counter(_) if self.labels.is_empty() => queries.over("rate", ""),
            Kind::Counter(_) => queries.rate(),
            Kind::Histogram(_) => queries.quantile("0.99"),
            Kind::Gauge { .. } if self.labels.is_empty() => return None,
            Kind::Gauge { .. } => queries.gauge_value(),
            Kind::StateSet(_) => format!("{} == 1", self.name),
            Kind::Info(facts) => {
                let facts: Vec<&str> = facts.iter().map(|fact| fact.name.as_str()).collect();
                let (facts, name) = (facts.join(", "), &self.name);
                format!("up * on (job, instance) group_left ({facts}) {name}")
            }
        })
    }

    /// Returns a builder of queries with the given matchers, which can be empty, and the given range of rates.
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
    /// Returns the increase of a counter per second, or the observations of a histogram per second.
    #[must_use]
    pub fn rate(&self) -> String {
        self.growth("rate")
    }

    /// Returns the increase of a counter over the range, or the number of observations of a histogram.
    #[must_use]
    pub fn increase(&self) -> String {
        self.growth("increase")
    }

    fn growth(&self, function: &str) -> String {
        self.native_or_classic(
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

    /// Returns the value of a gauge, one result for each series if the gauge has no labels.
    ///
    /// With labels, the processes are summed. They are averaged if a sum would have no meaning: for ratios,
    /// temperatures, voltages, times, and gauges with a range.
    #[must_use]
    pub fn gauge_value(&self) -> String {
        let series = self.series("");
        if self.metric.labels.is_empty() {
            return series;
        }
        let function = if self.metric.adds_up() { "sum" } else { "avg" };
        self.total(function, &[], &series)
    }

    /// Returns a quantile of the observations of a histogram, for example `0.99`.
    #[must_use]
    pub fn quantile(&self, quantile: &str) -> String {
        let of = |buckets: String| format!("histogram_quantile({quantile}, {buckets})");
        self.native_or_classic(
            |this| of(this.total("sum", &[], &this.over("rate", ""))),
            |this, suffix| of(this.total("sum", &["le"], &this.over("rate", suffix))),
        )
    }

    /// Returns the mean of the observations of a histogram.
    #[must_use]
    pub fn mean(&self) -> String {
        let sum = |this: &Self, suffix| this.total("sum", &[], &this.over("rate", suffix));
        self.native_or_classic(
            |this| {
                let all = sum(this, "");
                format!("histogram_sum({all}) / histogram_count({all})")
            },
            |this, _| format!("{} / {}", sum(this, "_sum"), sum(this, "_count")),
        )
    }

    /// Returns the number of observations in each bucket of a histogram over the range, summed over all labels.
    #[must_use]
    pub fn buckets(&self) -> String {
        let native = |this: &Self| format!("sum({})", this.over("increase", ""));
        // The sides differ in `le`, so a plain `or` would return both.
        self.native_or_classic_with(native, "or on ()", |this, suffix| {
            format!("sum by (le) ({})", this.over("increase", suffix))
        })
    }

    /// Returns 1 for each state of a stateset that is set in any process, and 0 for the others.
    #[must_use]
    pub fn states(&self) -> String {
        self.total("max", &[&self.metric.name], &self.series(""))
    }

    /// Returns the facts of an info for each process.
    #[must_use]
    pub fn facts(&self) -> String {
        let mut labels = vec!["job", "instance"];
        if let Kind::Info(facts) = &self.metric.kind {
            labels.extend(facts.iter().map(|fact| fact.name.as_str()));
        }
        self.total("max", &labels, &self.series(""))
    }

    /// Combines a query on native buckets with a query on classic series.
    ///
    /// If a histogram has both, servers that support native buckets store only those by default, and other servers
    /// store only the classic series.
    fn native_or_classic(
        &self,
        native: impl Fn(&Self) -> String,
        series: impl Fn(&Self, &str) -> String,
    ) -> String {
        self.native_or_classic_with(native, "or", series)
    }

    fn native_or_classic_with(
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

    /// Aggregates by the labels of the metric, preceded by the labels in `before`.
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
    /// Returns whether the sum over processes is meaningful.
    fn adds_up(&self) -> bool {
        let has_range = matches!(self.kind, Kind::Gauge { range: Some(_), .. });
        let unit = self.unit.as_deref().unwrap_or_default();
        !has_range && !matches!(unit, "ratio" | "celsius" | "kelvin" | "volts" | "seconds")
    }
}

#[cfg(test)]
mod tests {
    use crate::{Source, Surroundings, compile};

    /// Compiles one table and returns a query of its metric.
    fn query_of(table: &str, query: impl Fn(crate::Queries) -> String) -> String {
        let text = format!("[label.kind]\nhelp = 'Kind.'\nvalues = ['a', 'b']\n{table}");
        let path = "metrics.toml".to_owned();
        let compiled = compile(Source { path, text }, &Surroundings::NONE);
        query(compiled.schema.metrics[0].queries("job=\"x\"", "1m"))
    }

    #[test]
    fn a_query_of_a_histogram_with_both_kinds_of_buckets_uses_whichever_exists() {
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
            assert_eq!(query_of(table, |it| it.quantile("0.9")), quantile);
            assert_eq!(query_of(table, |it| it.buckets()), buckets);
        }
        assert_eq!(
            query_of(&both, |it| it.mean()),
            "histogram_sum(sum(rate(h{job=\"x\"}[1m]))) / histogram_count(sum(rate(h{job=\"x\"}[1m]))) or \
             sum(rate(h_sum{job=\"x\"}[1m])) / sum(rate(h_count{job=\"x\"}[1m]))"
        );
    }

    #[test]
    fn gauges_are_summed_only_if_the_sum_is_meaningful() {
        for (keys, level) in [
            ("", "g{job=\"x\"}"),
            ("labels = ['kind']", "sum by (kind) (g{job=\"x\"})"),
            (
                "labels = ['kind']\nrange = [0, 9]",
                "avg by (kind) (g{job=\"x\"})",
            ),
        ] {
            let table = format!("[gauge.g]\nhelp = 'G.'\n{keys}\n");
            assert_eq!(query_of(&table, |it| it.gauge_value()), level, "{keys}");
        }
        let table = "[gauge.load_ratio]\nhelp = 'L.'\nlabels = ['kind']\n";
        let level = "avg by (kind) (load_ratio{job=\"x\"})";
        assert_eq!(query_of(table, |it| it.gauge_value()), level);
    }
}
