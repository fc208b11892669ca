//! Attribution of updates to threads for every storage.

use pforge_metrics::generic::{Lanes, Shared, Traced};
use pforge_metrics::testing::thread_delta;
use pforge_metrics::{Counter, Exemplar, Family, Histogram};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Barrier;
use std::thread;

pub mod storages {
    pforge_metrics::include_metrics!(
        inline = r#"
        [cardinality]
        max_per_metric = 100_000
        max_total      = 200_000

        [label.shard]
        help  = "Part of the data."
        range = [0, 69]

        [label.part]
        help  = "Part of the shard."
        range = [0, 69]

        [label.tenant]
        help = "Tenant of the request."
        open = { max = 70 }

        [counter.in_lanes_total]
        help = "Stored in lanes."

        [counter.fractions_total]
        help  = "Stored in lanes, with fractions."
        value = "float"

        [counter.shared_total]
        help   = "Stored in shared cells."
        labels = ["shard", "part"]

        [counter.shared_fractions_total]
        help   = "Stored in shared cells, with fractions."
        labels = ["tenant", "shard"]
        value  = "float"

        [counter.traced_total]
        help      = "Stored in shared cells, with exemplars."
        labels    = ["shard", "part"]
        exemplars = true

        [histogram.size]
        help    = "Stored in lanes."
        buckets = [1, 10]

        [histogram.shared_size]
        help    = "Stored in shared cells."
        labels  = ["shard", "part"]
        buckets = [1, 10]

        [histogram.native_size]
        help   = "Stored in shared cells, in native buckets."
        labels = ["shard"]
        native = { factor = 1.5, max_buckets = 64 }

        [gauge.level]
        help = "Set by all threads."
        "#
    );
}
use storages::*;

/// The types prove where the values are stored, so that the tests below cover each storage.
const _: Counter<Cells, u64, Lanes> = IN_LANES_TOTAL;
const _: Family<Counter<Cells, u64, Shared>, (Shard, Part)> = SHARED_TOTAL;
const _: Family<Counter<Cells, u64, Traced<Shared>>, (Shard, Part)> = TRACED_TOTAL;
const _: Histogram<Cells, 2, Lanes> = SIZE;

/// Updates all metrics by an amount that identifies the thread.
pub fn count_everywhere(amount: u64) {
    let (shard, part) = (Shard::clamped(i64::MAX), Part::clamped(7));
    let fraction = 0.5 * f64::from(u32::try_from(amount).unwrap_or(u32::MAX));
    IN_LANES_TOTAL.inc_by(amount);
    FRACTIONS_TOTAL.inc_by(fraction);
    SHARED_TOTAL.with((shard, part)).inc_by(amount);
    SHARED_FRACTIONS_TOTAL
        .with((Tenant::new("acme"), shard))
        .inc_by(fraction);
    let exemplar = Exemplar::new(1, 1);
    TRACED_TOTAL
        .with((shard, part))
        .inc_by_with_exemplar(amount, &exemplar);
    for _ in 0..amount {
        SIZE.observe(0.5);
        SHARED_SIZE.with((shard, part)).observe(0.5);
        NATIVE_SIZE.with(shard).observe(0.5);
        LEVEL.inc();
    }
}

/// The values of [`count_everywhere`] in a change.
pub fn counted_everywhere(amount: u64) -> String {
    let fraction = 0.5 * f64::from(u32::try_from(amount).unwrap_or(u32::MAX));
    format!(
        r#"{{in_lanes_total: {amount}, fractions_total: {fraction:?}, shared_total{{shard="69", part="7"}}: {amount}, shared_fractions_total{{tenant="acme", shard="69"}}: {fraction:?}, traced_total{{shard="69", part="7"}}: {amount}, size: {{sum: {fraction:?}, counts: [{amount}, 0, 0]}}, shared_size{{shard="69", part="7"}}: {{sum: {fraction:?}, counts: [{amount}, 0, 0]}}, native_size{{shard="69"}}: {{sum: {fraction:?}, counts: [{amount}], native: schema 1, -2: {amount}}}}}"#
    )
}

#[test]
fn threads_see_only_their_own_counts_for_every_storage() {
    let together = Barrier::new(8);
    thread::scope(|scope| {
        for number in 1..=8 {
            let together = &together;
            scope.spawn(move || {
                together.wait();
                let change = thread_delta(&CATALOG, || {
                    (0..50).for_each(|_| count_everywhere(number));
                });
                assert_eq!(format!("{change:?}"), counted_everywhere(50 * number));
            });
        }
    });
}

#[test]
fn a_thread_beyond_the_lane_limit_gets_no_wrong_difference() {
    mod crowded {
        pforge_metrics::include_metrics!(
            inline = r#"
            [counter.jobs_total]
            help = "Jobs."
            "#
        );
    }
    use crowded::{CATALOG, JOBS_TOTAL};
    const LANES: usize = 640;
    let (counted, measured) = (Barrier::new(LANES + 1), Barrier::new(LANES + 1));
    let (alone, within_runtime) = thread::scope(|scope| {
        for _ in 0..LANES {
            scope.spawn(|| {
                JOBS_TOTAL.inc();
                counted.wait();
                measured.wait();
            });
        }
        counted.wait();
        let count = || JOBS_TOTAL.inc();
        let alone = catch_unwind(|| thread_delta(&CATALOG, count).get(JOBS_TOTAL));
        let within_runtime = catch_unwind(AssertUnwindSafe(|| {
            super::futures::measured_by_current_thread(&CATALOG, async { count() })
        }));
        measured.wait();
        (alone.unwrap_err(), within_runtime.unwrap_err())
    });
    for panic in [alone, within_runtime] {
        assert_eq!(
            *panic.downcast::<String>().unwrap(),
            "this thread has no lane, so its counts cannot be separated from those of other threads\n\
             help: let fewer than 640 threads count in a catalog at the same time"
        );
    }
}
