//! Rank correlation: Kendall's tau-b, which makes allowance for ties in either variable.
//!
//! M. G. Kendall, "The treatment of ties in ranking problems", Biometrika 33 (1945), 239–251: with S the concordant pairs less
//! the discordant ones, tau-b = S / √((n₀ − n₁)(n₀ − n₂)), where n₀ counts all pairs, n₁ and n₂ those tied in one variable.
//!
//! Rank, because a gauge's changes have outliers (a new puzzle begins) and priorities no distances; tau and not Spearman's
//! rho, because it is a difference of two shares of pairs, which can be said in words.

/// Observations in the order of their value.
pub struct Ranked {
    /// The places of observations, by value.
    order: Vec<usize>,
    /// Where in the order a run of equal values ends.
    ends: Vec<usize>,
}

impl Ranked {
    pub fn new(values: &[f64]) -> Self {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
        let differ = |&end: &usize| {
            let value = |at: usize| order.get(at).map(|&place| values[place]);
            value(end - 1) != value(end)
        };
        let ends = (1..=order.len()).filter(differ).collect();
        Self { order, ends }
    }

    /// The places of observations, by value.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// Tau-b between the levels of observations and their values, each observation as often as its weight says. There is
    /// none if all levels or all values are equal.
    pub fn tau_b(&self, levels: &[usize], weights: &[u32]) -> Option<f64> {
        let mut seen = Counts::new(levels.iter().max()? + 1);
        let (mut score, mut tied, mut start) = (0.0, 0.0, 0);
        for &end in &self.ends {
            let run = &self.order[start..end];
            let mut weight = 0.0;
            for &place in run.iter().filter(|&&place| weights[place] > 0) {
                let own = f64::from(weights[place]);
                let (lower, higher) = seen.around(levels[place]);
                score += own * (lower - higher);
                weight += own;
            }
            for &place in run {
                seen.add(levels[place], f64::from(weights[place]));
            }
            tied += pairs(weight);
            start = end;
        }
        let all = pairs(seen.total);
        let tied_levels: f64 = seen.each.iter().map(|&count| pairs(count)).sum();
        let scale = ((all - tied_levels) * (all - tied)).sqrt();
        (scale > 0.0).then(|| score / scale)
    }
}

fn pairs(count: f64) -> f64 {
    count * (count - 1.0) / 2.0
}

/// How many observations of each level there were, and of those below it: a binary indexed tree, after P. M. Fenwick, "A new
/// data structure for cumulative frequency tables", Software: Practice and Experience 24 (1994), 327–336.
struct Counts {
    each: Vec<f64>,
    tree: Vec<f64>,
    total: f64,
}

impl Counts {
    fn new(levels: usize) -> Self {
        Self {
            each: vec![0.0; levels],
            tree: vec![0.0; levels + 1],
            total: 0.0,
        }
    }

    fn add(&mut self, level: usize, weight: f64) {
        self.total += weight;
        self.each[level] += weight;
        let mut node = level + 1;
        while let Some(count) = self.tree.get_mut(node) {
            *count += weight;
            node += node & node.wrapping_neg();
        }
    }

    /// How many are lower and how many are higher.
    fn around(&self, level: usize) -> (f64, f64) {
        let (mut node, mut lower) = (level, 0.0);
        while node > 0 {
            lower += self.tree[node];
            node &= node - 1;
        }
        (lower, self.total - lower - self.each[level])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Levels are the ranks of the first variable.
    fn tau_b(first: &[f64], second: &[f64]) -> Option<f64> {
        let levels: Vec<usize> = first
            .iter()
            .map(|value| first.iter().filter(|other| *other < value).count())
            .collect();
        Ranked::new(second).tau_b(&levels, &vec![1; levels.len()])
    }

    fn assert_close(found: Option<f64>, expected: f64) {
        assert!(
            (found.unwrap() - expected).abs() < 1e-12,
            "{found:?} is not {expected}"
        );
    }

    /// The lightness of tuna: Hollander and Wolfe, "Nonparametric Statistical Methods" (1973), 185, and R's `cor.test`.
    #[test]
    fn without_ties_it_is_that_of_hollander_and_wolfe() {
        let lightness = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1];
        let panel = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8];
        // 26 of 36 pairs are concordant.
        assert_close(tau_b(&lightness, &panel), 16.0 / 36.0);
    }

    /// The example in the documentation of `scipy.stats.kendalltau`.
    #[test]
    fn with_ties_it_is_that_of_scipy() {
        let (first, second) = ([12.0, 2.0, 1.0, 12.0, 2.0], [1.0, 4.0, 7.0, 1.0, 0.0]);
        assert_close(tau_b(&first, &second), -0.471_404_520_791_031_73);
    }

    #[test]
    fn it_runs_from_minus_one_to_one_and_is_none_where_all_are_equal() {
        let rising = [1.0, 2.0, 3.0];
        assert_close(tau_b(&rising, &rising), 1.0);
        assert_close(tau_b(&rising, &[3.0, 2.0, 1.0]), -1.0);
        assert_eq!(tau_b(&rising, &[5.0; 3]), None);
        assert_eq!(tau_b(&[5.0; 3], &rising), None);
        assert_eq!(tau_b(&[], &[]), None);
    }

    #[test]
    fn a_weight_counts_an_observation_as_often() {
        let weighted = Ranked::new(&[0.5, 0.1, 0.1, 0.9]).tau_b(&[1, 0, 2, 2], &[2, 1, 0, 3]);
        let written_out =
            Ranked::new(&[0.5, 0.5, 0.1, 0.9, 0.9, 0.9]).tau_b(&[1, 1, 0, 2, 2, 2], &[1; 6]);
        assert_close(weighted, written_out.unwrap());
    }
}
