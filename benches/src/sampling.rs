//! Rounds: every subject is sampled once in each, and the median of its samples is its figure.
//!
//! Absolute times drift on a shared machine, by minutes (a neighbour wakes up) and by milliseconds (a thread is
//! preempted). Subjects that take turns drift together, and a median ignores the rounds that were disturbed, so
//! the ratios of two medians hold. Benchmark harnesses measure one subject to its end before they begin the next,
//! which is why this package has a loop of its own.

use anyhow::Result;

/// Samples all subjects round by round; the medians come in the order of the subjects.
///
/// A sample may be void; a subject all of whose samples are has no median.
pub fn interleave<Subject>(
    subjects: &mut [Subject],
    rounds: usize,
    mut sample: impl FnMut(&mut Subject) -> Result<Option<f64>>,
) -> Result<Vec<Option<f64>>> {
    let mut samples = vec![Vec::with_capacity(rounds); subjects.len()];
    for _ in 0..rounds {
        for (subject, samples) in subjects.iter_mut().zip(&mut samples) {
            samples.extend(sample(subject)?);
        }
    }
    Ok(samples.iter_mut().map(|samples| median(samples)).collect())
}

fn median(samples: &mut [f64]) -> Option<f64> {
    samples.sort_by(f64::total_cmp);
    let upper = *samples.get(samples.len() / 2)?;
    let lower = samples[(samples.len() - 1) / 2];
    Some(f64::midpoint(lower, upper))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_take_turns() {
        let mut order = Vec::new();
        interleave(&mut ['a', 'b'], 3, |subject| {
            order.push(*subject);
            Ok(Some(0.0))
        })
        .unwrap();
        assert_eq!(order, ['a', 'b', 'a', 'b', 'a', 'b']);
    }

    #[test]
    fn a_disturbed_round_does_not_move_the_figure() {
        let mut samples = [3.0, 900.0, 1.0, 2.0, 2.0].into_iter();
        let medians = interleave(&mut [()], 5, |()| Ok(samples.next())).unwrap();
        assert_eq!(medians, [Some(2.0)]);
    }

    #[test]
    fn the_median_of_an_even_number_is_between_the_middle_two() {
        assert_eq!(median(&mut [4.0, 1.0, 2.0, 3.0]), Some(2.5));
    }

    #[test]
    fn void_samples_do_not_count() {
        let mut samples = [Some(1.0), None, Some(3.0), None, None].into_iter();
        let medians = interleave(&mut [()], 5, |()| Ok(samples.next().unwrap())).unwrap();
        assert_eq!(medians, [Some(2.0)]);
        assert_eq!(interleave(&mut [()], 5, |()| Ok(None)).unwrap(), [None]);
    }
}
