//! The statistics of plans, for any weights and any arrangement of priorities.

use crate::blocks::Blocks;
use crate::deltas::Decision;
use crate::numbers::float;
use crate::rank::Ranked;
use fastrand::Rng;

/// Decisions, ready to be weighed and rearranged again and again.
pub struct Sample<'a> {
    decisions: &'a [Decision],
    levels: Vec<usize>,
    ranked: Ranked,
    /// The decisions of each priority, by ΔE.
    pub groups: Vec<Vec<usize>>,
}

impl<'a> Sample<'a> {
    pub fn new(decisions: &'a [Decision], levels: usize) -> Self {
        let deltas: Vec<f64> = decisions.iter().map(|it| it.delta).collect();
        let ranked = Ranked::new(&deltas);
        let highest = decisions.iter().map(|it| it.level + 1).max();
        let mut groups = vec![Vec::new(); levels.max(highest.unwrap_or_default())];
        for &place in ranked.order() {
            groups[decisions[place].level].push(place);
        }
        Self {
            decisions,
            levels: decisions.iter().map(|it| it.level).collect(),
            ranked,
            groups,
        }
    }

    /// Tau-b, and of each priority mean and median, with each decision as often as its weight says.
    pub fn statistics(&self, weights: &[u32]) -> Vec<Option<f64>> {
        let mut statistics = vec![self.ranked.tau_b(&self.levels, weights)];
        for group in &self.groups {
            let weighed = group
                .iter()
                .map(|&place| (self.decisions[place].delta, weights[place]));
            let total: u32 = weighed.clone().map(|(_, weight)| weight).sum();
            let sum: f64 = weighed
                .clone()
                .map(|(delta, weight)| delta * f64::from(weight))
                .sum();
            // The value of which `below` are smaller, or as large and in front of it.
            let ranked = |below: u32| {
                let mut passed = 0;
                let mut weighed = weighed.clone();
                let found = weighed.find(|(_, weight)| {
                    passed += weight;
                    passed > below
                });
                found.map(|(delta, _)| delta)
            };
            let middle = total
                .checked_sub(1)
                .and_then(|last| Some(f64::midpoint(ranked(last / 2)?, ranked(total / 2)?)));
            statistics.push((total > 0).then(|| sum / f64::from(total)));
            statistics.push(middle);
        }
        statistics
    }

    /// The two-sided p-value of a tau-b, by shuffled blocks.
    pub fn p(&self, tau: f64, blocks: &Blocks, arrangements: usize, rng: &mut Rng) -> f64 {
        let ones = vec![1; self.levels.len()];
        let as_far = (0..arrangements).filter(|_| {
            let levels = blocks.shuffled(&self.levels, rng);
            let by_chance = self.ranked.tau_b(&levels, &ones).unwrap_or_default();
            // Sums in another order differ in the last digits.
            by_chance.abs() >= tau.abs() - 1e-12
        });
        float(1 + as_far.count()) / float(1 + arrangements)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// One a second, each a block of its own.
    pub(crate) fn decisions(observations: impl IntoIterator<Item = (usize, f64)>) -> Vec<Decision> {
        let numbered = (0..).zip(observations);
        let decision = |(time, (level, delta))| Decision {
            time: f64::from(time),
            level,
            before: 0.0,
            delta,
        };
        numbered.map(decision).collect()
    }

    /// Survival of mice, in days: Efron and Tibshirani, table 2.1, and the standard errors of chapter 2 for many resamples.
    #[test]
    fn draws_spread_as_those_of_efron_and_tibshirani() {
        let mice = [94.0, 197.0, 16.0, 38.0, 99.0, 141.0, 23.0];
        let decisions = decisions(mice.map(|days| (0, days)));
        let sample = Sample::new(&decisions, 1);
        let times: Vec<f64> = decisions.iter().map(|it| it.time).collect();
        let blocks = Blocks::new(&times, 1.0);
        let found = sample.statistics(&[1; 7]);
        assert!((found[1].unwrap() - 86.86).abs() < 0.005);
        assert_eq!((found[0], found[2]), (None, Some(94.0)));
        let mut rng = Rng::with_seed(1);
        let draws: Vec<_> = (0..20_000)
            .map(|_| sample.statistics(&blocks.resampled(&mut rng)))
            .collect();
        // Blocks begin anywhere and each holds one mouse, so that these are the draws of the plain bootstrap.
        for (statistic, expected) in [(1, 23.36), (2, 37.83)] {
            let draws: Vec<f64> = draws.iter().map(|draw| draw[statistic].unwrap()).collect();
            let mean = draws.iter().sum::<f64>() / float(draws.len());
            let squares: f64 = draws.iter().map(|draw| (draw - mean).powi(2)).sum();
            let error = (squares / float(draws.len() - 1)).sqrt();
            assert!(
                (error / expected - 1.0).abs() < 0.02,
                "{error} is not {expected}"
            );
        }
    }

    #[test]
    fn an_even_number_of_plans_has_the_median_between_two_and_a_weight_moves_it() {
        let decisions = decisions([(0, 4.0), (0, 1.0), (0, 2.0), (0, 3.0)]);
        let sample = Sample::new(&decisions, 2);
        assert_eq!(
            sample.statistics(&[1; 4])[1..],
            [Some(2.5), Some(2.5), None, None]
        );
        assert_eq!(
            sample.statistics(&[3, 0, 1, 1])[1..3],
            [Some(3.4), Some(4.0)]
        );
        assert_eq!(sample.statistics(&[0; 4])[1..3], [None, None]);
    }
}
