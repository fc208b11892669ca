//! No increment is lost when threads start and end.

#![expect(clippy::cast_precision_loss, reason = "the counts are small")]

use pforge_metrics::generic::Shared;
use pforge_metrics::{Counter, Family};
use std::cell::Cell;
use std::sync::Barrier;
use std::thread;

mod short_lived {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.side]
        help   = "Where the increment was made."
        values = ["body", "destructor"]

        [counter.increments_total]
        help   = "Increments."
        labels = ["side"]

        [counter.halves_total]
        help  = "Increments by a half."
        value = "float"

        [histogram.observations]
        help    = "Observations."
        buckets = [1, 2]
        "#
    );
}

mod crowded {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.increments_total]
        help = "Increments."

        [histogram.observations]
        help    = "Observations."
        buckets = [1, 2]
        "#
    );
}

mod ended {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.method]
        help   = "Method of the request."
        values = ["get", "put"]

        [label.tenant]
        help = "Tenant."
        open = { max = 10 }

        [counter.bytes_total]
        help  = "Bytes."
        value = "float"

        [counter.requests_total]
        help   = "Requests."
        labels = ["method"]

        [counter.tenant_requests_total]
        help   = "Requests of a tenant."
        labels = ["tenant"]

        [histogram.size_bytes]
        help    = "Size."
        labels  = ["method"]
        buckets = [1, 2]
        native  = { factor = 1.5 }
        "#
    );
}

mod open {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.task]
        help = "What the thread did."
        open = { max = 2 }

        [counter.ends_total]
        help   = "Threads that ended."
        labels = ["task"]
        "#
    );
}

mod large_families {
    pforge_metrics::include_metrics!("tests/fixtures/large_families.toml");
}

/// Increments when its thread ends. Thread-locals are dropped in the reverse order of their first use, so one that is used before the
/// first increment is dropped after the thread has released its lane.
struct CountsOnDrop(Cell<u64>);

impl Drop for CountsOnDrop {
    fn drop(&mut self) {
        for _ in 0..self.0.get() {
            short_lived::INCREMENTS_TOTAL
                .with(short_lived::Side::Destructor)
                .inc();
            short_lived::HALVES_TOTAL.inc_by(0.5);
            short_lived::OBSERVATIONS.observe(2.0);
        }
    }
}

thread_local! {
    static EARLY: CountsOnDrop = const { CountsOnDrop(Cell::new(0)) };
    static LATE: CountsOnDrop = const { CountsOnDrop(Cell::new(0)) };
}

#[test]
fn short_lived_threads_lose_no_counts_even_in_destructors() {
    use short_lived::{CATALOG, HALVES_TOTAL, INCREMENTS_TOTAL, OBSERVATIONS, Side};
    const ROUNDS: u64 = 200;
    const THREADS: u64 = 16;
    const EACH: u64 = 100;
    for _ in 0..ROUNDS {
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    EARLY.with(|early| early.0.set(3));
                    for _ in 0..EACH {
                        INCREMENTS_TOTAL.with(Side::Body).inc();
                    }
                    LATE.with(|late| late.0.set(2));
                });
            }
        });
        // A scope waits for the closures of its threads, but not for their thread-locals. `total` is checked below.
        assert!(CATALOG.snapshot().get(INCREMENTS_TOTAL.with(Side::Body)) > 0);
    }
    let (body, destructor) = (ROUNDS * THREADS * EACH, ROUNDS * THREADS * 5);
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while INCREMENTS_TOTAL.total() < body + destructor && std::time::Instant::now() < deadline {
        thread::yield_now();
    }
    assert_eq!(INCREMENTS_TOTAL.with(Side::Body).get(), body);
    assert_eq!(INCREMENTS_TOTAL.with(Side::Destructor).get(), destructor);
    assert_eq!(OBSERVATIONS.count(), destructor);
    assert_eq!(
        OBSERVATIONS.sum().to_bits(),
        (2.0 * destructor as f64).to_bits()
    );
    assert_eq!(
        HALVES_TOTAL.get().to_bits(),
        (0.5 * destructor as f64).to_bits()
    );
}

#[test]
fn counts_stay_the_same_after_threads_have_ended() {
    use ended::{
        BYTES_TOTAL, CATALOG, Method, REQUESTS_TOTAL, SIZE_BYTES, TENANT_REQUESTS_TOTAL, Tenant,
    };

    const THREADS: u32 = 20;
    let (counted, read) = (Barrier::new(21), Barrier::new(21));
    let count = |thread: u32| {
        BYTES_TOTAL.inc_by(f64::from(thread));
        REQUESTS_TOTAL.with(Method::Put).inc_by(u64::from(thread));
        let tenant = Tenant::new(&format!("tenant {}", thread % 3));
        TENANT_REQUESTS_TOTAL.with(tenant).inc();
        SIZE_BYTES
            .with(Method::Get)
            .observe(f64::from(thread) / 8.0);
    };
    let alive = thread::scope(|scope| {
        for thread in 0..THREADS {
            let (counted, read) = (&counted, &read);
            scope.spawn(move || {
                count(thread);
                counted.wait();
                read.wait();
            });
        }
        counted.wait();
        let alive = CATALOG.snapshot();
        read.wait();
        alive
    });

    assert_eq!(alive.get(BYTES_TOTAL).to_bits(), 190.0_f64.to_bits());
    for _ in 0..2 {
        assert_eq!(CATALOG.snapshot(), alive);
        assert_eq!(CATALOG.snapshot().to_string(), alive.to_string());
    }
    // The next threads count in the same lanes.
    thread::scope(|scope| {
        for thread in 0..THREADS {
            scope.spawn(move || count(thread));
        }
    });
    let after = CATALOG.snapshot();
    assert_eq!(after.get(BYTES_TOTAL).to_bits(), 380.0_f64.to_bits());
    assert_eq!(after.get(REQUESTS_TOTAL.with(Method::Put)), 380);
    assert_eq!(SIZE_BYTES.with(Method::Get).count(), 40);
}

#[test]
fn threads_beyond_the_lane_limit_lose_no_counts() {
    use crowded::{INCREMENTS_TOTAL, OBSERVATIONS};
    const THREADS: usize = 700;
    const EACH: usize = 5_000;
    let all_alive = Barrier::new(THREADS);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            let count = || {
                INCREMENTS_TOTAL.inc();
                all_alive.wait();
                for _ in 0..EACH {
                    INCREMENTS_TOTAL.inc_by(2);
                    OBSERVATIONS.observe(1.5);
                }
            };
            thread::Builder::new()
                .stack_size(64 * 1024)
                .spawn_scoped(scope, count)
                .unwrap();
        }
    });
    assert_eq!(INCREMENTS_TOTAL.get(), (THREADS * (2 * EACH + 1)) as u64);
    assert_eq!(OBSERVATIONS.count(), (THREADS * EACH) as u64);
    assert_eq!(
        OBSERVATIONS.sum().to_bits(),
        (1.5 * (THREADS * EACH) as f64).to_bits()
    );
}

/// Increments a counter with an open label when its thread ends.
struct NamesOnDrop(Cell<&'static str>);

impl Drop for NamesOnDrop {
    fn drop(&mut self) {
        open::ENDS_TOTAL.with(open::Task::new(self.0.get())).inc();
    }
}

thread_local! {
    static NAMED: NamesOnDrop = const { NamesOnDrop(Cell::new("")) };
}

#[test]
fn open_labels_count_in_destructors_and_beyond_the_lane_limit() {
    use open::{CATALOG, ENDS_TOTAL, Task};
    const THREADS: usize = 700;
    let all_alive = Barrier::new(THREADS);
    let live = |number: usize| {
        NAMED.with(|named| named.0.set(["a", "b", "c", ""][number % 4]));
        let _ = ENDS_TOTAL.with(Task::OVERFLOW);
        all_alive.wait();
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|number| {
                let thread = thread::Builder::new().stack_size(64 * 1024);
                thread.spawn_scoped(scope, move || live(number)).unwrap()
            })
            .collect();
        // A joined thread has also dropped its thread-locals.
        for thread in threads {
            thread.join().unwrap();
        }
    });
    let counts: Vec<u64> = ["a", "b", "c"]
        .into_iter()
        .filter_map(Task::get)
        .chain([Task::OVERFLOW])
        .map(|task| ENDS_TOTAL.with(task).get())
        .collect();
    assert_eq!(counts.iter().sum::<u64>(), THREADS as u64);
    let shown = CATALOG.snapshot().to_string();
    assert_eq!(counts.len(), 3, "{shown}");
    for count in counts {
        assert!(shown.contains(&format!("\"}} {count}\n")), "{shown}");
    }
}

#[test]
fn a_family_too_large_for_lanes_loses_no_counts() {
    use large_families::{A, B, CALLS_TOTAL, CATALOG, LATENCY_SECONDS};
    let _: Family<Counter<large_families::Cells, u64, Shared>, (A, B)> = CALLS_TOTAL;
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for (a, b) in A::ALL.iter().zip(B::ALL) {
                    CALLS_TOTAL.with((*a, *b)).inc();
                    LATENCY_SECONDS.with((*a, *b)).observe(0.5);
                }
            });
        }
    });
    assert_eq!(CALLS_TOTAL.total(), 4 * A::ALL.len() as u64);
    assert_eq!(LATENCY_SECONDS.total().count(), 4 * A::ALL.len() as u64);
    let last = (*A::ALL.last().unwrap(), *B::ALL.last().unwrap());
    assert_eq!(CATALOG.snapshot().get(CALLS_TOTAL.with(last)), 4);
    assert_eq!(
        CATALOG.snapshot().get(LATENCY_SECONDS.with(last)).count(),
        4
    );
}
