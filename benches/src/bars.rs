//! What pforge-metrics promises, as ratios of figures of one run.

use crate::attacking;
use crate::compiling::{self, Column, Step};
use crate::contestant::Contestant::{
    self, BareAtomic, LoopAlone, Measured, Memcpy, Metrics, Pforge, Prometheus, PrometheusChild,
    PrometheusClient,
};
use crate::figures::Figures;
use crate::markdown;
use crate::scraping::{self, Population};
use crate::serving::{self, Coding};
use crate::updating::{self, Company, Operation};

/// The tables of this run; one that was not asked for is empty.
pub struct Run {
    /// ns per operation.
    pub updating: Figures<updating::Column>,
    /// ns, allocations and bytes.
    pub scraping: Figures<scraping::Column>,
    /// Milliseconds and kibibytes.
    pub serving: Figures<serving::Column>,
    /// What came of each attack.
    pub attacking: attacking::Outcomes,
    /// Seconds and kibibytes.
    pub compiling: Figures<compiling::Column>,
}

/// A promise: a figure that stays within a limit.
struct Bar {
    promise: &'static str,
    limit: f64,
    figure: fn(&Run) -> Option<f64>,
}

const BARS: [Bar; 18] = [
    Bar {
        promise: "counter `.with(label).inc()` / a bare `fetch_add` through the same random labels",
        limit: 0.20,
        figure: |run| updating(run, Operation::OneLabel, BareAtomic),
    },
    Bar {
        promise: "the same / prometheus `with_label_values`",
        limit: 0.04,
        figure: |run| updating(run, Operation::OneLabel, Prometheus),
    },
    Bar {
        promise: "two threads on one label: cost per operation / one thread, over the same of the loop alone",
        limit: 1.3,
        figure: |run| Some(beside_a_twin(run, Pforge)? / beside_a_twin(run, LoopAlone)?),
    },
    Bar {
        promise: "histogram `.with(label).observe(v)` / prometheus' kept child",
        limit: 0.30,
        figure: |run| updating(run, Operation::HistogramOneLabel, PrometheusChild),
    },
    Bar {
        promise: "gauge `set` / a relaxed store",
        limit: 1.5,
        figure: |run| updating(run, Operation::GaugeSet, BareAtomic),
    },
    Bar {
        promise: "text scrape of 100 k counters / prometheus gather + TextEncoder",
        limit: 0.05,
        figure: |run| scraping(run, Population::Counters100k, Prometheus),
    },
    Bar {
        promise: "the same / measured",
        limit: 0.30,
        figure: |run| scraping(run, Population::Counters100k, Measured),
    },
    Bar {
        promise: "the same / memcpy of the body",
        limit: 4.0,
        figure: |run| scraping(run, Population::Counters100k, Memcpy),
    },
    Bar {
        promise: "text scrape of 10 k histograms / prometheus",
        limit: 0.07,
        figure: |run| scraping(run, Population::Histograms10k, Prometheus),
    },
    Bar {
        promise: "allocations of a text scrape after the first, into a reused buffer",
        limit: 0.0,
        figure: |run| {
            let of = |population| {
                run.scraping
                    .get((Pforge, scraping::Column::Allocations(population)))
            };
            Population::ALL.into_iter().map(of).sum()
        },
    },
    Bar {
        promise: "answer over HTTP with 100 k counters / metrics-exporter-prometheus, as axum-prometheus mounts it",
        limit: 0.125,
        figure: |run| serving(run, Metrics),
    },
    Bar {
        promise: "the same / prometheus TextEncoder in an axum handler",
        limit: 0.10,
        figure: |run| serving(run, Prometheus),
    },
    Bar {
        promise: "processor time of an update under the worst attack / at rest, over the same of arithmetic",
        limit: 1.1,
        figure: |run| {
            let slowdowns = run.attacking.values().map(attacking::Outcome::slowdown);
            slowdowns.max_by(f64::total_cmp)
        },
    },
    Bar {
        promise: "1,000 metrics, clean debug build / prometheus with `register_*!`",
        limit: 0.5,
        figure: |run| compiling(run, Step::CleanDebug),
    },
    Bar {
        promise: "the same, clean release build / prometheus",
        limit: 0.25,
        figure: |run| compiling(run, Step::CleanRelease),
    },
    Bar {
        promise: "processor time of a clean debug build of a service / axum with prometheus",
        limit: 1.3,
        figure: |run| from_nothing(run, Column::Service, (Prometheus, Column::Service)),
    },
    Bar {
        promise: "the same without the feature `registry` / axum with prometheus-client",
        limit: 1.45,
        figure: |run| {
            let peer = (PrometheusClient, Column::Service);
            from_nothing(run, Column::ServiceWithoutRegistry, peer)
        },
    },
    Bar {
        promise: "processor time of the first `cargo build --example pforge` / a clean build of pforge-metrics",
        limit: 2.0,
        figure: |run| from_nothing(run, Column::Example, (Pforge, Column::Runtime)),
    },
];

/// The bars as Markdown, and whether all that were measured hold.
pub fn judge(run: &Run) -> (String, bool) {
    let mut rows = Vec::new();
    let mut all_hold = true;
    for bar in &BARS {
        let figure = (bar.figure)(run);
        let holds = figure.is_none_or(|figure| figure <= bar.limit);
        all_hold &= holds;
        rows.push(row(bar, figure, holds));
    }
    let table = markdown::table(["", "measured", "at most", "verdict"], rows);
    (format!("## The bars\n\n{table}"), all_hold)
}

fn row(bar: &Bar, figure: Option<f64>, holds: bool) -> Vec<String> {
    let verdict = match (figure, holds) {
        (None, _) => "not measured",
        (Some(_), true) => "ok",
        (Some(_), false) => "**MISSED**",
    };
    let measured = figure.map_or_else(|| "–".to_owned(), markdown::three_digits);
    vec![
        bar.promise.to_owned(),
        measured,
        bar.limit.to_string(),
        verdict.to_owned(),
    ]
}

fn updating(run: &Run, operation: Operation, peer: Contestant) -> Option<f64> {
    let column = (operation, Company::Nobody);
    run.updating.ratio((Pforge, column), (peer, column))
}

/// How much slower two threads at one label are than one beside a stranger. Where two processors share a core, even a loop
/// that does nothing is slower.
fn beside_a_twin(run: &Run, contestant: Contestant) -> Option<f64> {
    let beside = |company| (contestant, (Operation::SameLabel, company));
    run.updating
        .ratio(beside(Company::Twin), beside(Company::Stranger))
}

fn scraping(run: &Run, population: Population, peer: Contestant) -> Option<f64> {
    let column = scraping::Column::Time(population);
    run.scraping.ratio((Pforge, column), (peer, column))
}

fn serving(run: &Run, peer: Contestant) -> Option<f64> {
    let column = serving::Column::Time(Coding::Identity);
    run.serving.ratio((Pforge, column), (peer, column))
}

fn compiling(run: &Run, step: Step) -> Option<f64> {
    let column = compiling::Column::Time(step);
    run.compiling.ratio((Pforge, column), (Prometheus, column))
}

fn from_nothing(run: &Run, ours: Column, other: (Contestant, Column)) -> Option<f64> {
    run.compiling.ratio((Pforge, ours), other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn empty_run() -> Run {
        Run {
            updating: Figures::new(),
            scraping: Figures::new(),
            serving: Figures::new(),
            attacking: attacking::Outcomes::new(),
            compiling: Figures::new(),
        }
    }

    fn verdict(run: &Run, promise: &str) -> String {
        let (table, _) = judge(run);
        let row = table.lines().find(|line| line.contains(promise)).unwrap();
        row.split(" | ").skip(1).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn bars_that_were_not_measured_are_not_missed() {
        let (_, all_hold) = judge(&empty_run());
        assert!(all_hold);
        assert_eq!(
            verdict(&empty_run(), "gauge `set`"),
            "– | 1.5 | not measured |"
        );
    }

    #[test]
    fn a_figure_at_its_limit_holds_and_one_above_is_missed() {
        let mut run = empty_run();
        run.updating
            .record(BareAtomic, (Operation::GaugeSet, Company::Nobody), 1.0);
        run.updating
            .record(Pforge, (Operation::GaugeSet, Company::Nobody), 1.5);
        assert_eq!(verdict(&run, "gauge `set`"), "1.50 | 1.5 | ok |");

        run.updating
            .record(Pforge, (Operation::GaugeSet, Company::Nobody), 1.6);
        assert_eq!(verdict(&run, "gauge `set`"), "1.60 | 1.5 | **MISSED** |");
        assert!(!judge(&run).1);
    }

    #[test]
    fn one_allocation_in_any_scrape_is_too_many() {
        let mut run = empty_run();
        for population in Population::ALL {
            run.scraping
                .record(Pforge, scraping::Column::Allocations(population), 0.0);
        }
        assert_eq!(verdict(&run, "allocations"), "0 | 0 | ok |");

        run.scraping.record(
            Pforge,
            scraping::Column::Allocations(Population::Histograms10k),
            1.0,
        );
        assert_eq!(verdict(&run, "allocations"), "1.00 | 0 | **MISSED** |");
    }
}
