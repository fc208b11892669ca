//! The performance targets, as ratios of figures of the same run.

use crate::attacking;
use crate::compiling::{self, Column, Step};
use crate::contestant::Contestant::{
    self, BareAtomic, EmptyLoop, Measured, Memcpy, Metrics, Pforge, Prometheus, PrometheusChild,
    PrometheusClient,
};
use crate::figures::Figures;
use crate::markdown;
use crate::scraping::{self, Population};
use crate::serving::{self, Encoding};
use crate::updating::{self, Operation, OtherThread};

/// The results of all tables. A table that was not measured is empty.
pub struct Results {
    /// Nanoseconds per operation.
    pub updating: Figures<updating::Column>,
    /// Nanoseconds, allocations and bytes.
    pub scraping: Figures<scraping::Column>,
    /// Milliseconds and kibibytes.
    pub serving: Figures<serving::Column>,
    /// The result of each attack.
    pub attacking: attacking::AttackResults,
    /// Seconds and kibibytes.
    pub compiling: Figures<compiling::Column>,
}

/// An upper limit for a figure.
struct Target {
    name: &'static str,
    limit: f64,
    figure: fn(&Results) -> Option<f64>,
}

const TARGETS: [Target; 18] = [
    Target {
        name: "counter `.with(label).inc()` / plain `fetch_add` with the same random labels",
        limit: 0.20,
        figure: |results| updating(results, Operation::OneLabel, BareAtomic),
    },
    Target {
        name: "the same / prometheus `with_label_values`",
        limit: 0.04,
        figure: |results| updating(results, Operation::OneLabel, Prometheus),
    },
    Target {
        name: "one label value: two threads / one thread, relative to the same ratio of the empty loop",
        limit: 1.3,
        figure: |results| {
            Some(
                next_to_same_operation(results, Pforge)?
                    / next_to_same_operation(results, EmptyLoop)?,
            )
        },
    },
    Target {
        name: "histogram `.with(label).observe(v)` / prometheus, cached child",
        limit: 0.30,
        figure: |results| updating(results, Operation::HistogramOneLabel, PrometheusChild),
    },
    Target {
        name: "gauge `set` / relaxed store",
        limit: 1.5,
        figure: |results| updating(results, Operation::GaugeSet, BareAtomic),
    },
    Target {
        name: "text scrape of 100 k counters / prometheus gather + TextEncoder",
        limit: 0.05,
        figure: |results| scraping(results, Population::Counters100k, Prometheus),
    },
    Target {
        name: "the same / measured",
        limit: 0.30,
        figure: |results| scraping(results, Population::Counters100k, Measured),
    },
    Target {
        name: "the same / memcpy of the body",
        limit: 4.0,
        figure: |results| scraping(results, Population::Counters100k, Memcpy),
    },
    Target {
        name: "text scrape of 10 k histograms / prometheus",
        limit: 0.07,
        figure: |results| scraping(results, Population::Histograms10k, Prometheus),
    },
    Target {
        name: "allocations of a repeated text scrape into the same buffer",
        limit: 0.0,
        figure: |results| {
            let of = |population| {
                results
                    .scraping
                    .get((Pforge, scraping::Column::Allocations(population)))
            };
            Population::ALL.into_iter().map(of).sum()
        },
    },
    Target {
        name: "HTTP response with 100 k counters / metrics-exporter-prometheus in an axum handler",
        limit: 0.125,
        figure: |results| serving(results, Metrics),
    },
    Target {
        name: "the same / prometheus TextEncoder in an axum handler",
        limit: 0.10,
        figure: |results| serving(results, Prometheus),
    },
    Target {
        name: "CPU time of an update: worst attack / idle, relative to the same ratio of arithmetic",
        limit: 1.1,
        figure: |results| {
            let slowdowns = results
                .attacking
                .values()
                .map(attacking::AttackResult::slowdown);
            slowdowns.max_by(f64::total_cmp)
        },
    },
    Target {
        name: "1,000 metrics, clean debug build / prometheus with `register_*!`",
        limit: 0.5,
        figure: |results| compiling(results, Step::CleanDebug),
    },
    Target {
        name: "the same, clean release build / prometheus",
        limit: 0.25,
        figure: |results| compiling(results, Step::CleanRelease),
    },
    Target {
        name: "CPU time of a clean debug build of a service / axum with prometheus",
        limit: 1.3,
        figure: |results| from_nothing(results, Column::Service, (Prometheus, Column::Service)),
    },
    Target {
        name: "the same without the feature `registry` / axum with prometheus-client",
        limit: 1.45,
        figure: |results| {
            let peer = (PrometheusClient, Column::Service);
            from_nothing(results, Column::ServiceWithoutRegistry, peer)
        },
    },
    Target {
        name: "CPU time of the first `cargo build --example pforge` / a clean build of pforge-metrics",
        limit: 2.0,
        figure: |results| from_nothing(results, Column::Example, (Pforge, Column::Runtime)),
    },
];

/// The targets as Markdown, and whether all measured targets are met.
pub fn evaluate(results: &Results) -> (String, bool) {
    let mut rows = Vec::new();
    let mut all_met = true;
    for target in &TARGETS {
        let figure = (target.figure)(results);
        let is_met = figure.is_none_or(|figure| figure <= target.limit);
        all_met &= is_met;
        rows.push(row(target, figure, is_met));
    }
    let table = markdown::table(["", "measured", "limit", "result"], rows);
    (format!("## Targets\n\n{table}"), all_met)
}

fn row(target: &Target, figure: Option<f64>, is_met: bool) -> Vec<String> {
    let result = match (figure, is_met) {
        (None, _) => "not measured",
        (Some(_), true) => "ok",
        (Some(_), false) => "**MISSED**",
    };
    let measured = figure.map_or_else(|| "–".to_owned(), markdown::three_digits);
    vec![
        target.name.to_owned(),
        measured,
        target.limit.to_string(),
        result.to_owned(),
    ]
}

fn updating(results: &Results, operation: Operation, peer: Contestant) -> Option<f64> {
    let column = (operation, OtherThread::None);
    results.updating.ratio((Pforge, column), (peer, column))
}

/// The cost of two threads that update the same label value, relative to one thread next to an unrelated thread. If two
/// processors share a core, even an empty loop is slower next to a busy thread.
fn next_to_same_operation(results: &Results, contestant: Contestant) -> Option<f64> {
    let cell = |other_thread| (contestant, (Operation::SameLabel, other_thread));
    results.updating.ratio(
        cell(OtherThread::SameOperation),
        cell(OtherThread::Unrelated),
    )
}

fn scraping(results: &Results, population: Population, peer: Contestant) -> Option<f64> {
    let column = scraping::Column::Time(population);
    results.scraping.ratio((Pforge, column), (peer, column))
}

fn serving(results: &Results, peer: Contestant) -> Option<f64> {
    let column = serving::Column::Time(Encoding::Identity);
    results.serving.ratio((Pforge, column), (peer, column))
}

fn compiling(results: &Results, step: Step) -> Option<f64> {
    let column = compiling::Column::Time(step);
    results
        .compiling
        .ratio((Pforge, column), (Prometheus, column))
}

fn from_nothing(results: &Results, ours: Column, other: (Contestant, Column)) -> Option<f64> {
    results.compiling.ratio((Pforge, ours), other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn no_results() -> Results {
        Results {
            updating: Figures::new(),
            scraping: Figures::new(),
            serving: Figures::new(),
            attacking: attacking::AttackResults::new(),
            compiling: Figures::new(),
        }
    }

    fn result_of(results: &Results, name: &str) -> String {
        let (table, _) = evaluate(results);
        let row = table.lines().find(|line| line.contains(name)).unwrap();
        row.split(" | ").skip(1).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn targets_without_a_figure_are_not_missed() {
        let (_, all_met) = evaluate(&no_results());
        assert!(all_met);
        assert_eq!(
            result_of(&no_results(), "gauge `set`"),
            "– | 1.5 | not measured |"
        );
    }

    #[test]
    fn a_figure_at_the_limit_meets_the_target_and_one_above_misses_it() {
        let mut results = no_results();
        results
            .updating
            .record(BareAtomic, (Operation::GaugeSet, OtherThread::None), 1.0);
        results
            .updating
            .record(Pforge, (Operation::GaugeSet, OtherThread::None), 1.5);
        assert_eq!(result_of(&results, "gauge `set`"), "1.50 | 1.5 | ok |");

        results
            .updating
            .record(Pforge, (Operation::GaugeSet, OtherThread::None), 1.6);
        assert_eq!(
            result_of(&results, "gauge `set`"),
            "1.60 | 1.5 | **MISSED** |"
        );
        assert!(!evaluate(&results).1);
    }

    #[test]
    fn one_allocation_in_a_scrape_misses_the_target() {
        let mut results = no_results();
        for population in Population::ALL {
            results
                .scraping
                .record(Pforge, scraping::Column::Allocations(population), 0.0);
        }
        assert_eq!(result_of(&results, "allocations"), "0 | 0 | ok |");

        results.scraping.record(
            Pforge,
            scraping::Column::Allocations(Population::Histograms10k),
            1.0,
        );
        assert_eq!(
            result_of(&results, "allocations"),
            "1.00 | 0 | **MISSED** |"
        );
    }
}
