//! ΔE of each plan: the value at the end of its window, less the value at its time.

use crate::plans::Plan;
use crate::values::Values;

/// A plan, and the change of the gauge after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decision {
    /// The time of the plan, in seconds since 1970.
    pub time: f64,
    /// The priority, counted from the lowest up.
    pub level: usize,
    /// The value of the gauge at the time of the plan.
    pub before: f64,
    /// The change of the value until the end of the window.
    pub delta: f64,
}

/// The decisions of a log, and the number of plans without a ΔE.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deltas {
    /// The plans with a ΔE, in the order of time.
    pub decisions: Vec<Decision>,
    /// The number of plans without a value at their time.
    pub no_value_before: usize,
    /// The number of plans with a value at their time, but none at the end of their window.
    pub no_value_after: usize,
}

impl Deltas {
    /// Computes ΔE of plans, which are in the order of time. `window` is the length of the window and `stale` the greatest age
    /// of a sample, both in seconds.
    #[must_use]
    pub fn new(plans: &[Plan], values: &Values, window: f64, stale: f64) -> Self {
        let mut deltas = Self::default();
        for plan in plans {
            let before = values.at(plan.time, stale);
            let after = values.at(plan.time + window, stale);
            match (before, after) {
                (Some(before), Some(after)) => deltas.decisions.push(Decision {
                    time: plan.time,
                    level: plan.level,
                    before,
                    delta: after - before,
                }),
                (None, _) => deltas.no_value_before += 1,
                (_, None) => deltas.no_value_after += 1,
            }
        }
        deltas
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_without_a_value_at_either_end_are_counted() {
        let plans = [5.0, 10.0, 12.0, 20.0, 35.0].map(|time| Plan {
            time,
            id: String::new(),
            level: 1,
        });
        let values = Values::new(vec![(10.0, 0.5), (20.0, 0.75), (30.0, 0.25)]);
        let decision = |time, before, delta| Decision {
            time,
            level: 1,
            before,
            delta,
        };
        assert_eq!(
            Deltas::new(&plans, &values, 10.0, 2.5),
            Deltas {
                decisions: vec![
                    decision(10.0, 0.5, 0.25),
                    decision(12.0, 0.5, 0.25),
                    decision(20.0, 0.75, -0.5),
                ],
                no_value_before: 2,
                no_value_after: 0,
            }
        );
        let short = Values::new(vec![(10.0, 0.5)]);
        assert_eq!(
            Deltas::new(&plans[1..2], &short, 10.0, 2.5).no_value_after,
            1
        );
    }
}
