//! ΔE by priority, the rank correlation of priority and ΔE, and the uncertainty of both.
//!
//! Intervals are percentiles of a block bootstrap: B. Efron, R. J. Tibshirani, "An Introduction to the Bootstrap", Chapman &
//! Hall 1993, chapter 13. The p-value is that of a block permutation, two-sided, by (1 + b) / (1 + m), with b of m arrangements
//! at least as far from zero: B. Phipson, G. K. Smyth, "Permutation P-values Should Never Be Zero", Statistical Applications in
//! Genetics and Molecular Biology 9 (2010), article 39.

use crate::blocks::Blocks;
use crate::deltas::Decision;
use crate::numbers::{float, whole};
use crate::sample::Sample;
use fastrand::Rng;

/// The default length of a block of time, in windows. What shorter blocks cost is measured in `simulations`.
pub const WINDOWS_PER_BLOCK: f64 = 4.0;

/// The parameters of a study.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The length of a block of time, in seconds: above 0.
    pub block: f64,
    /// The number of bootstrap resamples, and of permutations.
    pub resamples: usize,
    /// The confidence level of intervals and of the verdict: from 0.5 to less than 1.
    pub confidence: f64,
    /// The random seed. The same seed gives the same numbers.
    pub seed: u64,
}

/// The statistics of a sample of plans.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// One group for each priority, from the lowest up.
    pub groups: Vec<Group>,
    /// Kendall's tau-b between priority and ΔE; `None` if all priorities or all ΔE are equal.
    pub tau: Option<Estimate>,
    /// The probability that chance alone gives a correlation as far from zero.
    pub p: Option<f64>,
    /// The number of blocks of time that the plans are in.
    pub blocks: usize,
}

/// The plans of one priority.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Group {
    /// The number of plans with a ΔE.
    pub plans: usize,
    /// The mean ΔE; `None` without plans.
    pub mean: Option<Estimate>,
    /// The median ΔE; `None` without plans.
    pub median: Option<Estimate>,
}

/// A statistic with its confidence interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The statistic of the plans as they were.
    pub value: f64,
    /// The lower and the upper end; `None` if too few resamples have a value.
    pub interval: Option<(f64, f64)>,
}

impl Study {
    /// Studies decisions, which are in the order of time, of so many priorities.
    #[must_use]
    pub fn new(decisions: &[Decision], levels: usize, settings: Settings) -> Self {
        let mut rng = Rng::with_seed(settings.seed);
        let times: Vec<f64> = decisions.iter().map(|it| it.time).collect();
        let blocks = Blocks::new(&times, settings.block);
        let sample = Sample::new(decisions, levels);
        let found = sample.statistics(&vec![1; decisions.len()]);
        let mut draws = vec![Vec::new(); found.len()];
        for _ in 0..settings.resamples {
            let statistics = sample.statistics(&blocks.resampled(&mut rng));
            for (draws, statistic) in draws.iter_mut().zip(statistics) {
                draws.extend(statistic);
            }
        }
        let mut estimates = found.iter().zip(draws).map(|(value, draws)| {
            let is_enough = blocks.count() > 1 && draws.len() * 2 > settings.resamples;
            let interval = is_enough.then(|| percentiles(draws, settings.confidence));
            value.map(|value| Estimate { value, interval })
        });
        let tau = estimates.next().flatten();
        let groups = sample.groups.iter().map(|group| Group {
            plans: group.len(),
            mean: estimates.next().flatten(),
            median: estimates.next().flatten(),
        });
        Self {
            groups: groups.collect(),
            p: tau.map(|tau| sample.p(tau.value, &blocks, settings.resamples, &mut rng)),
            tau,
            blocks: blocks.count(),
        }
    }
}

/// The draws that cut off half of what is not within `confidence` at either end.
fn percentiles(mut draws: Vec<f64>, confidence: f64) -> (f64, f64) {
    draws.sort_by(f64::total_cmp);
    let tail = whole(float(draws.len() + 1) * (1.0 - confidence) / 2.0 + 1e-9);
    let tail = tail.clamp(1, draws.len());
    (draws[tail - 1], draws[draws.len() - tail])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::tests::decisions;

    const SETTINGS: Settings = Settings {
        block: 1.0,
        resamples: 9_999,
        confidence: 0.95,
        seed: 1,
    };

    /// The lightness of tuna again, where R's exact test has p = 0.1194.
    #[test]
    fn p_is_that_of_the_exact_test_where_each_plan_is_a_block() {
        let panel = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8];
        let lightness = [2, 5, 0, 7, 3, 1, 6, 4, 8];
        let study = Study::new(&decisions(lightness.into_iter().zip(panel)), 9, SETTINGS);
        assert!((study.tau.unwrap().value - 16.0 / 36.0).abs() < 1e-12);
        assert!((study.p.unwrap() - 0.1194).abs() < 0.01, "{:?}", study.p);
    }

    #[test]
    fn percentiles_cut_off_the_same_at_both_ends() {
        let draws = (1..=1_999).rev().map(f64::from).collect();
        assert_eq!(percentiles(draws, 0.95), (50.0, 1_950.0));
        assert_eq!(percentiles(vec![7.0], 0.95), (7.0, 7.0));
    }

    #[test]
    fn the_seed_alone_decides_about_the_draws() {
        let decisions =
            decisions((0..40).map(|it| (it % 2, f64::from(u8::try_from(it * 37 % 41).unwrap()))));
        let with = |seed| {
            Study::new(
                &decisions,
                2,
                Settings {
                    seed,
                    resamples: 99,
                    ..SETTINGS
                },
            )
        };
        let tau = |study: &Study| (study.tau, study.p);
        assert_eq!(tau(&with(1)), tau(&with(1)));
        assert_ne!(tau(&with(1)), tau(&with(2)));
    }

    #[test]
    fn one_block_has_no_interval() {
        let decisions = decisions([(0, 1.0), (1, 2.0), (1, 3.0)]);
        let study = Study::new(
            &decisions,
            2,
            Settings {
                block: 10.0,
                ..SETTINGS
            },
        );
        assert_eq!(study.blocks, 1);
        assert_eq!(study.tau.unwrap().interval, None);
    }
}
