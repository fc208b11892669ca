//! Samples all subjects in rounds, one sample each. The figure of a subject is the median of its samples.
//!
//! Absolute times drift on a shared machine, over minutes (another virtual machine is busy) and over milliseconds (a thread is
//! preempted). Interleaved subjects drift together, and a median ignores disturbed rounds, so the ratio of two medians is
//! reliable. Common benchmark harnesses measure one subject after another, so this package has its own loop.

use anyhow::Result;

/// Samples all subjects in rounds. Returns the medians in the order of the subjects.
///
/// A sample of `None` is ignored. A subject without samples has no median.
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
    fn samples_subjects_in_rounds() {
        let mut order = Vec::new();
        interleave(&mut ['a', 'b'], 3, |subject| {
            order.push(*subject);
            Ok(Some(0.0))
        })
        .unwrap();
        assert_eq!(order, ['a', 'b', 'a', 'b', 'a', 'b']);
    }

    #[test]
    fn a_disturbed_round_does_not_change_the_median() {
        let mut samples = [3.0, 900.0, 1.0, 2.0, 2.0].into_iter();
        let medians = interleave(&mut [()], 5, |()| Ok(samples.next())).unwrap();
        assert_eq!(medians, [Some(2.0)]);
    }

    #[test]
    fn the_median_of_an_even_number_is_between_the_middle_two() {
        assert_eq!(median(&mut [4.0, 1.0, 2.0, 3.0]), Some(2.5));
    }

    #[test]
    fn ignores_samples_of_none() {
        let mut samples = [Some(1.0), None, Some(3.0), None, None].into_iter();
        let medians = interleave(&mut [()], 5, |()| Ok(samples.next().unwrap())).unwrap();
        assert_eq!(medians, [Some(2.0)]);
        assert_eq!(interleave(&mut [()], 5, |()| Ok(None)).unwrap(), [None]);
    }
}
