//! Tests that each value is counted in a bucket that contains it.

use super::buckets::NativeBuckets;
use super::index::MAX_STEPS;
use super::merged::{Merged, Spans};
use std::collections::BTreeMap;

const THRESHOLD: f64 = 1e-9;

fn buckets<const T: usize>(schema: i8) -> &'static NativeBuckets<T> {
    Box::leak(Box::new(NativeBuckets::new(schema, THRESHOLD)))
}

/// Counts values and returns the resulting buckets.
fn read<const T: usize>(
    buckets: &'static NativeBuckets<T>,
    values: impl IntoIterator<Item = f64>,
) -> Merged {
    let mut cells = vec![0_u64; T + 1];
    for value in values {
        cells[buckets.cell(value)] += 1;
    }
    buckets.table().merged(&cells)
}

/// Returns the counts of the buckets that are not empty, by index.
fn by_index(spans: &Spans) -> BTreeMap<i32, u64> {
    let lengths = spans.spans.iter().map(|(_, length)| *length as usize);
    assert_eq!(lengths.sum::<usize>(), spans.counts.len());
    spans.by_index().filter(|(_, count)| *count != 0).collect()
}

/// Computes the bucket of a value from its logarithm. Near a bound, the result may be off by one.
fn index(value: f64, schema: i32) -> i32 {
    let index = (value.abs().log2() * 2_f64.powi(schema)).ceil();
    #[expect(clippy::cast_possible_truncation, reason = "a few hundred thousand")]
    let index = index as i32;
    index
}

/// Generates pseudorandom numbers from 0 to 1.
fn random(seed: u64) -> impl Iterator<Item = f64> {
    let mut state = seed;
    std::iter::repeat_with(move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        f64::from((state >> 32) as u32) / f64::from(u32::MAX)
    })
}

/// Checks that every value is counted in the bucket that contains it.
fn check_buckets<const T: usize>(schema: i8, values: &[f64]) -> Merged {
    let merged = read(buckets::<T>(schema), values.iter().copied());
    let mut expected = [BTreeMap::new(), BTreeMap::new()];
    let mut zero = 0_u64;
    for value in values {
        if value.abs() <= THRESHOLD {
            zero += 1;
        } else {
            let side = &mut expected[usize::from(*value < 0.0)];
            *side.entry(index(*value, merged.schema)).or_default() += 1;
        }
    }
    assert_eq!(merged.count(), values.len() as u64);
    assert_eq!(merged.zero, zero);
    assert_eq!(
        by_index(&merged.positive),
        expected[0],
        "schema {}",
        merged.schema
    );
    assert_eq!(
        by_index(&merged.negative),
        expected[1],
        "schema {}",
        merged.schema
    );
    merged
}

#[test]
fn counts_every_value_in_its_bucket_at_every_spread() {
    // The spread is in powers of two. Sorted values are the worst case.
    for (spread, seed) in [(1.0, 1), (10.0, 2), (60.0, 3), (200.0, 4)] {
        let values = random(seed).map(|it| ((it - 0.5) * spread).exp2());
        let mut values: Vec<f64> = values.take(2_000).collect();
        check_buckets::<64>(3, &values);
        check_buckets::<256>(8, &values);
        let signs = random(seed + 1).map(|it| if it < 0.3 { -1.0 } else { 1.0 });
        let mut signed: Vec<f64> = values
            .iter()
            .zip(signs)
            .map(|(it, sign)| it * sign)
            .collect();
        check_buckets::<64>(3, &signed);
        values.sort_by(f64::total_cmp);
        check_buckets::<256>(3, &values);
        signed.sort_by(f64::total_cmp);
        check_buckets::<512>(3, &signed);
    }
}

#[test]
fn buckets_keep_the_declared_width_while_five_eighths_of_them_suffice() {
    // One value in each bucket of schema 3, then one more.
    let values: Vec<f64> = (0..160)
        .map(|i| (f64::from(i) / 8.0 + 0.01).exp2())
        .collect();
    assert_eq!(check_buckets::<256>(3, &values).schema, 3);
    let more: Vec<f64> = values.iter().copied().chain([1e9]).collect();
    assert_eq!(check_buckets::<256>(3, &more).schema, 2);
    // A range of a factor of one million fits without widening.
    let million: Vec<f64> = random(5)
        .map(|it| it * 999_999.0 + 1.0)
        .take(5_000)
        .collect();
    assert_eq!(check_buckets::<256>(3, &million).schema, 3);
}

/// Returns the sequence of schemas while values are counted.
fn schemas<const T: usize>(schema: i8, values: impl Iterator<Item = f64>) -> Vec<i32> {
    let histogram = buckets::<T>(schema);
    let mut schemas: Vec<i32> = values
        .map(|value| {
            histogram.cell(value);
            histogram.table().merged(&[]).schema
        })
        .collect();
    schemas.dedup();
    schemas
}

#[test]
fn buckets_widen_by_at_most_two_steps_at_once() {
    for seed in 0..20 {
        let values = random(seed).take(2_000).map(|it| (it * 10.0).exp2());
        let outliers = [1e30, 1e-8, 1e40, -1e-7, -1e20];
        let values: Vec<f64> = values.chain(outliers).collect();
        for schemas in [
            schemas::<64>(3, values.iter().copied()),
            schemas::<64>(8, values.iter().copied()),
            schemas::<256>(3, values.iter().copied()),
            schemas::<256>(8, values.iter().copied()),
            schemas::<1_024>(8, values.iter().copied()),
        ] {
            let steps = schemas.windows(2).map(|pair| pair[0] - pair[1]);
            assert!(steps.max().unwrap_or_default() <= 2, "{schemas:?}");
        }
    }
}

#[test]
fn values_up_to_the_threshold_count_as_zero() {
    let values = [
        0.0,
        -0.0,
        THRESHOLD,
        -THRESHOLD,
        f64::MIN_POSITIVE / 2.0,
        1.0,
    ];
    let merged = check_buckets::<16>(3, &values);
    assert_eq!((merged.zero, merged.zero_threshold), (5, THRESHOLD));
}

#[test]
fn counts_every_value_when_no_cell_is_left() {
    // The widest buckets span sixteen powers of two. Both signs together need more than sixteen of them.
    let every_octave = (-1_022..1_024).map(|exponent| 2_f64.powi(exponent) * 1.5);
    let values: Vec<f64> = every_octave.flat_map(|value| [value, -value]).collect();
    let histogram = buckets::<16>(3);
    let merged = read(histogram, values.iter().copied());
    assert_eq!(merged.schema, -4);
    assert_eq!(merged.count(), values.len() as u64);
    // A value without a cell counts in the nearest bucket with the same sign.
    let cell = histogram.cell(f64::MAX);
    assert_eq!(histogram.cell(f64::MAX / 4.0), cell);
    assert_ne!(histogram.cell(-f64::MAX), cell);
}

#[test]
fn one_sign_can_use_all_cells() {
    let histogram = buckets::<16>(3);
    let positive = (-29..=1_000).map(|exponent| 2_f64.powi(exponent));
    let merged = read(histogram, positive.chain([-1.0]));
    assert_eq!(
        histogram.cell(-1.0),
        0,
        "a value counts as zero if no cell has its sign"
    );
    assert_eq!(merged.count(), 1_031);
}

#[test]
fn spans_include_neighbours_and_short_gaps() {
    // In schema 0 these are the buckets 1, 2, 5, 9 and 9.
    let merged = read(buckets::<16>(0), [1.5, 3.0, 20.0, 300.0, 400.0]);
    assert_eq!(
        merged,
        Merged {
            schema: 0,
            zero_threshold: THRESHOLD,
            zero: 0,
            negative: Spans::default(),
            positive: Spans {
                spans: vec![(1, 5), (3, 1)],
                counts: vec![1, 1, 0, 0, 1, 2],
            },
        }
    );
    assert_eq!(MAX_STEPS, 12);
}
