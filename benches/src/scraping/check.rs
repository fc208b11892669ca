//! Checks the body of a scrape: the number of samples and their sum. A contestant that omits samples must not count as fast.

use anyhow::{Context, Result, ensure};

use super::workload::{BOUNDS, Population, counts, observations};

/// Checks that a body contains the values of the workload.
pub fn body(body: &[u8], population: Population) -> Result<()> {
    let samples: Vec<&str> = std::str::from_utf8(body)?
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    ensure!(
        samples.len() == population.samples(),
        "expected {} samples, found {}",
        population.samples(),
        samples.len()
    );

    let total = samples.into_iter().map(value).sum::<Result<f64>>()?;
    let expected = total_of(population);
    ensure!(
        (total - expected).abs() < 0.001,
        "expected the sum {expected}, found {total}"
    );
    Ok(())
}

fn value(sample: &str) -> Result<f64> {
    let (_, value) = sample
        .rsplit_once(' ')
        .with_context(|| format!("missing value in `{sample}`"))?;
    value
        .parse()
        .with_context(|| format!("invalid number in `{sample}`"))
}

fn total_of(population: Population) -> f64 {
    match population {
        Population::Counters10k | Population::Counters100k => {
            let count: u64 = counts().map(|(_, count)| count).sum();
            count as f64 * population.families().len() as f64
        }
        Population::Histograms10k => observations()
            .flat_map(|(_, seconds)| seconds)
            .map(shares_of)
            .sum(),
    }
}

/// The amount that one observation adds to the samples of its histogram: buckets, `+Inf`, count and sum.
fn shares_of(seconds: f64) -> f64 {
    let buckets = BOUNDS.iter().filter(|bound| seconds <= **bound).count();
    buckets as f64 + 2.0 + seconds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detects_a_missing_sample() {
        let error = body(
            b"# TYPE bench_requests_total counter\nbench_requests_total 1\n",
            Population::Counters10k,
        );
        assert_eq!(
            error.unwrap_err().to_string(),
            "expected 10000 samples, found 1"
        );
    }

    #[test]
    fn detects_a_wrong_value() {
        let wrong = "bench_requests_total{shard=\"a\",route=\"b\"} 1\n".repeat(10_000);
        let error = body(wrong.as_bytes(), Population::Counters10k)
            .unwrap_err()
            .to_string();
        assert!(error.ends_with("found 10000"), "{error}");
    }
}
