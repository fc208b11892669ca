//! The gauge as a line of steps: the value of a sample lasts until the next one.

use crate::output::Scale;
use std::cmp::Ordering;
use std::fmt::Write as _;

/// More points than this are more than pixels show.
const MOST_POINTS: usize = 1_600;

pub fn render(samples: &[(f64, f64)], x: &Scale, y: &Scale) -> String {
    let path = path(&thinned(samples), most_apart(samples, x), x, y);
    format!(
        "<path d=\"{path}\" fill=\"none\" stroke=\"#9aa5b1\" stroke-width=\"1.5\" stroke-linejoin=\"round\"/>\n"
    )
}

/// It is broken where the gauge has no number, and where samples are missing: more than `most` seconds apart.
fn path(samples: &[(f64, f64)], most: f64, x: &Scale, y: &Scale) -> String {
    let mut path = String::new();
    let mut before = f64::NEG_INFINITY;
    for &(time, value) in samples {
        if !value.is_finite() {
            before = f64::NEG_INFINITY;
            continue;
        }
        let (right, up) = (x.at(time), y.at(value));
        // Writing to a String can't fail.
        let _ = if time - before <= most {
            write!(path, "H{right:.1}V{up:.1}")
        } else {
            write!(path, "M{right:.1} {up:.1}")
        };
        before = time;
    }
    path
}

/// Three times the usual step. What is thinned out is further apart, but never by more than a pixel or two.
fn most_apart(samples: &[(f64, f64)], x: &Scale) -> f64 {
    let steps = samples.windows(2).map(|pair| pair[1].0 - pair[0].0);
    let mut steps: Vec<f64> = steps.collect();
    steps.sort_by(f64::total_cmp);
    let usual = steps.get(steps.len() / 2).copied().unwrap_or_default();
    (3.0 * usual).max(2.0 * x.per_pixel())
}

/// Of many samples the least and the greatest of each stretch, in the order of time.
fn thinned(samples: &[(f64, f64)]) -> Vec<(f64, f64)> {
    if samples.len() <= MOST_POINTS {
        return samples.to_vec();
    }
    let stretches = samples.chunks(samples.len().div_ceil(MOST_POINTS / 2));
    let ends = stretches.flat_map(|stretch| {
        let order = |a: &&(f64, f64), b: &&(f64, f64)| a.1.total_cmp(&b.1);
        let mut ends = [stretch.iter().min_by(order), stretch.iter().max_by(order)];
        let time = |end: Option<&(f64, f64)>| end.map(|it| it.0);
        ends.sort_by(|a, b| time(*a).partial_cmp(&time(*b)).unwrap_or(Ordering::Equal));
        ends.into_iter().flatten().copied()
    });
    ends.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_broken_where_samples_or_numbers_are_missing() {
        let samples = [
            (0.0, 0.0),
            (10.0, 0.5),
            (20.0, f64::NAN),
            (30.0, 0.5),
            (40.0, 1.0),
            (90.0, 1.0),
            (100.0, 0.0),
        ];
        let x = Scale::of_times([0.0, 100.0].into_iter(), 0.0, 100.0);
        let y = Scale::of_values([0.0, 1.0].into_iter(), 10.0, 0.0);
        let most = most_apart(&samples, &x);
        assert_eq!(
            path(&samples, most, &x, &y),
            "M0.0 10.0H10.0V5.0M30.0 5.0H40.0V0.0M90.0 0.0H100.0V10.0"
        );
    }

    #[test]
    fn of_many_samples_no_peak_is_lost() {
        let mut samples: Vec<(f64, f64)> = (0..100_000).map(|it| (f64::from(it), 0.5)).collect();
        samples[5_003].1 = 7.0;
        samples[5_007].1 = -7.0;
        let thinned = thinned(&samples);
        assert!(thinned.len() <= MOST_POINTS);
        assert!(thinned.is_sorted_by(|a, b| a.0 <= b.0));
        let place = thinned.iter().position(|it| *it == (5_003.0, 7.0)).unwrap();
        assert_eq!(thinned[place + 1], (5_007.0, -7.0));
    }
}
