//! Prometheus computes quantiles from native buckets with the precision of the declared factor.

use fastrand::Rng;
use pforge_metrics::exporter::Exporter;
use std::fs;
use tokio::net::TcpListener;

use crate::{Api, empty, run_in, until};

pforge_metrics::include_metrics!(
    inline = r#"
    [histogram.proof_fine]
    help   = "Spread over a million times the least value."
    native = { factor = 1.1 }

    [histogram.proof_finest]
    help   = "Almost all alike."
    native = { factor = 1.01 }

    [histogram.proof_coarse]
    help    = "With few native buckets, next to classic ones."
    buckets = [1, 1000]
    native  = { factor = 2, max_buckets = 64 }

    [histogram.proof_negative]
    help   = "What is owed."
    native = { factor = 1.1 }

    [histogram.proof_wide]
    help   = "Spread over more than its buckets can tell apart."
    native = { factor = 1.1, max_buckets = 64 }
    "#
);

/// A histogram, its observations, and the factor by which a quantile may differ.
struct Case {
    name: &'static str,
    values: Vec<f64>,
    factor: f64,
}

/// The number of values. Each tested quantile is exactly one of them.
const VALUES: usize = 10_001;

fn observed() -> Vec<Case> {
    let mut rng = Rng::with_seed(fastrand::u64(..));
    println!("seed {}", rng.get_seed());
    let mut spread = |octaves: f64, sign: f64| -> Vec<f64> {
        let mut values: Vec<f64> = (0..VALUES)
            .map(|_| sign * (rng.f64() * octaves).exp2() * 0.001)
            .collect();
        values.sort_by(f64::total_cmp);
        values
    };
    let case = |name, factor, values| Case {
        name,
        values,
        factor,
    };
    let cases = vec![
        case("proof_fine", 1.1, spread(19.9, 1.0)),
        case("proof_finest", 1.01, spread(1.0, 1.0)),
        case("proof_coarse", 2.0, spread(12.0, 1.0)),
        case("proof_negative", 1.1, spread(10.0, -1.0)),
        // Eight times as wide as declared: sorted values are the worst case.
        case("proof_wide", 2.0, spread(12.0, 1.0)),
    ];
    for (case, observe) in cases.iter().zip([
        (|value| PROOF_FINE.observe(value)) as fn(f64),
        |value| PROOF_FINEST.observe(value),
        |value| PROOF_COARSE.observe(value),
        |value| PROOF_NEGATIVE.observe(value),
        |value| PROOF_WIDE.observe(value),
    ]) {
        case.values.iter().for_each(|value| observe(*value));
    }
    cases
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a Prometheus: run `./test end-to-end`"]
async fn quantiles_have_the_precision_of_the_schema() {
    let cases = observed();
    let exporter = Exporter::builder().catalog(&CATALOG).build().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let target = listener.local_addr().unwrap();
    tokio::spawn(exporter.server().serve(listener));
    let folder = empty("native");
    let config = format!(
        "global: {{ scrape_interval: 1s, scrape_timeout: 1s }}\nscrape_configs:\n\
         - job_name: native\n  static_configs: [ {{ targets: ['{target}'] }} ]\n"
    );
    fs::write(folder.join("prometheus.yml"), config).unwrap();
    let (_prometheus, api) = run_in(&folder, "native-histograms");
    for Case {
        name,
        values,
        factor,
    } in cases
    {
        let found = until(name, || one(&api, &format!("histogram_count({name})")));
        assert_eq!(found.to_string(), VALUES.to_string(), "{name}");
        let found = one(&api, &format!("histogram_sum({name})")).unwrap();
        let sum: f64 = values.iter().sum();
        assert!(
            (found / sum - 1.0).abs() < 1e-9,
            "{name}: {found}, not {sum}"
        );
        for (per_mille, value) in [1, 10, 100, 250, 500, 750, 900, 990, 999]
            .map(|per_mille| (per_mille, values[per_mille * (VALUES - 1) / 1_000]))
        {
            let quantile = format!("histogram_quantile(0.{per_mille:03}, {name})");
            let found = one(&api, &quantile).unwrap();
            let off = (found / value).max(value / found);
            assert!(
                off <= factor,
                "{quantile} is {found}, not {value}: off by {off}"
            );
        }
    }
}

/// The result of a query that returns one number.
fn one(api: &Api, promql: &str) -> Option<f64> {
    let samples = api.samples(promql)?;
    samples.first()?["value"][1].as_str()?.parse().ok()
}
