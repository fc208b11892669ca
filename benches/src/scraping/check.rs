//! A contestant that leaves something out would be fast for nothing: its samples are counted and added up.

use anyhow::{Context, Result, ensure};

use super::workload::{BOUNDS, Population, counts, observations};

/// Refuses a body that does not hold what the registry was filled with.
pub fn body(body: &[u8], population: Population) -> Result<()> {
    let samples: Vec<&str> = std::str::from_utf8(body)?
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    ensure!(
        samples.len() == population.samples(),
        "holds {} samples, not {}",
        samples.len(),
        population.samples()
    );

    let total = samples.into_iter().map(value).sum::<Result<f64>>()?;
    let expected = total_of(population);
    ensure!(
        (total - expected).abs() < 0.001,
        "adds up to {total}, not {expected}"
    );
    Ok(())
}

fn value(sample: &str) -> Result<f64> {
    let (_, value) = sample
        .rsplit_once(' ')
        .with_context(|| format!("no value in `{sample}`"))?;
    value
        .parse()
        .with_context(|| format!("no number in `{sample}`"))
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

/// What one observation adds to all samples of its histogram: its buckets, `+Inf`, the count, the sum.
fn shares_of(seconds: f64) -> f64 {
    let buckets = BOUNDS.iter().filter(|bound| seconds <= **bound).count();
    buckets as f64 + 2.0 + seconds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_sample_is_noticed() {
        let error = body(
            b"# TYPE bench_requests_total counter\nbench_requests_total 1\n",
            Population::Counters10k,
        );
        assert_eq!(error.unwrap_err().to_string(), "holds 1 samples, not 10000");
    }

    #[test]
    fn a_wrong_value_is_noticed() {
        let wrong = "bench_requests_total{shard=\"a\",route=\"b\"} 1\n".repeat(10_000);
        let error = body(wrong.as_bytes(), Population::Counters10k)
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("adds up to 10000, not "), "{error}");
    }
}
