//! Catalogs whose values are looked up when they are read.

use pforge_metrics::text::TextWriter;
use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

static QUEUE: Mutex<VecDeque<u32>> = Mutex::new(VecDeque::new());

fn look_at_the_queue() {
    let length = QUEUE.lock().expect("no test panicked").len();
    queue::QUEUE_LENGTH.set(length.try_into().expect("a short queue"));
}

mod queue {
    pforge_metrics::include_metrics!(
        inline = r#"
        [gauge.queue_length]
        help  = "Jobs that wait."
        value = "int"
        "#,
        refresh = super::look_at_the_queue
    );
}

#[test]
fn every_way_to_read_a_catalog_looks_the_values_up() {
    let push = || {
        QUEUE.lock().expect("no test panicked").push_back(0);
    };
    push();
    assert_eq!(queue::CATALOG.snapshot().get(queue::QUEUE_LENGTH), 1);
    push();
    let mut text = Vec::new();
    TextWriter::new(&queue::CATALOG).write(&mut text);
    let expected =
        "# HELP queue_length Jobs that wait.\n# TYPE queue_length gauge\nqueue_length 2\n";
    assert_eq!(std::str::from_utf8(&text), Ok(expected));
    push();
    let registry = prometheus::Registry::new();
    let registered = registry.register(Box::new(queue::CATALOG.collector()));
    registered.expect("nothing else is registered");
    assert!((registry.gather()[0].get_metric()[0].get_gauge().value() - 3.0).abs() < 0.1);
}

static ELSEWHERE: AtomicU64 = AtomicU64::new(0);

/// Reads its own catalog, as a state that is derived from others might.
fn catch_up() {
    totals::CALLS_TOTAL.mirror(ELSEWHERE.load(Relaxed));
    let _reads = totals::CATALOG.snapshot();
}

mod totals {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.calls_total]
        help = "Calls that something else counts."
        "#,
        refresh = super::catch_up
    );
}

#[test]
fn scrapes_at_the_same_time_add_what_is_missing_once() {
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..1_000 {
                    ELSEWHERE.fetch_add(1, Relaxed);
                    let _reads = totals::CATALOG.snapshot();
                }
            });
        }
    });
    assert_eq!(totals::CATALOG.snapshot().get(totals::CALLS_TOTAL), 4_000);
}

static IS_BROKEN: AtomicU64 = AtomicU64::new(1);

fn break_once() {
    assert_eq!(IS_BROKEN.swap(0, Relaxed), 0, "a function with a bug");
    repaired::REPAIRS_TOTAL.inc();
}

mod repaired {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.repairs_total]
        help = "Times that it went well."
        "#,
        refresh = super::break_once
    );
}

#[test]
fn a_snapshot_passes_the_panic_on_and_the_next_one_asks_again() {
    let panicked = std::panic::catch_unwind(|| repaired::CATALOG.snapshot());
    let message = *panicked
        .expect_err("the function panics")
        .downcast::<String>()
        .expect("the payload of `assert_eq`");
    assert!(message.contains("a function with a bug"), "{message}");
    let values = repaired::CATALOG.snapshot();
    assert_eq!(values.get(repaired::REPAIRS_TOTAL), 1);
    assert_eq!(repaired::CATALOG.refresh_panics(), 1);
}

fn panic_always() {
    broken::QUEUE_LENGTH.set(5);
    panic!("a function with a bug");
}

mod broken {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.calls_total]
        help = "Calls."

        [gauge.queue_length]
        help  = "Jobs that wait."
        value = "int"
        "#,
        refresh = super::panic_always
    );
}

#[test]
fn expositions_show_the_values_as_they_are_when_the_function_panics() {
    broken::CALLS_TOTAL.inc();
    let expected = "# HELP calls_total Calls.\n# TYPE calls_total counter\ncalls_total 1\n\
        # HELP queue_length Jobs that wait.\n# TYPE queue_length gauge\nqueue_length 5\n";
    let mut writer = TextWriter::new(&broken::CATALOG);
    let mut text = Vec::new();
    writer.write(&mut text);
    assert_eq!(std::str::from_utf8(&text), Ok(expected));

    let registry = prometheus::Registry::new();
    let registered = registry.register(Box::new(broken::CATALOG.collector()));
    registered.expect("nothing else is registered");
    let encoder = prometheus::TextEncoder::new();
    let text = encoder.encode_to_string(&registry.gather());
    assert_eq!(text.expect("a text"), expected);
    assert_eq!(broken::CATALOG.refresh_panics(), 2);
    assert_eq!(queue::CATALOG.refresh_panics(), 0);
}

mod mirrored {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.card]
        help   = "Network card."
        values = ["first", "second"]

        [counter.packets_total]
        help   = "Packets that a card has received."
        labels = ["card"]

        [counter.cpu_seconds_total]
        help  = "CPU time used."
        value = "float"
        "#
    );
}

/// Totals of the source, and those of the counter: two restarts, a standstill and a restart that is seen at 0.
const RUNS: [(u32, u32); 9] = [
    (0, 0),
    (100, 100),
    (150, 150),
    (7, 157),
    (20, 170),
    (20, 170),
    (0, 170),
    (5, 175),
    (300, 470),
];

#[test]
fn a_counter_grows_as_its_source_does_and_keeps_what_came_before_a_restart() {
    use mirrored::{CPU_SECONDS_TOTAL, Card, PACKETS_TOTAL};
    let [first, second] = [Card::First, Card::Second].map(|card| PACKETS_TOTAL.with(card));
    for (source, expected) in RUNS {
        first.mirror(source.into());
        assert_eq!(first.get(), u64::from(expected), "{source}");
        CPU_SECONDS_TOTAL.mirror(f64::from(source) / 100.0);
        let off = CPU_SECONDS_TOTAL.get() - f64::from(expected) / 100.0;
        assert!(off.abs() < 1e-12, "{source}: {off}");
    }
    // Each series has its own source, and other updates add to it.
    second.mirror(1_000);
    second.inc();
    second.mirror(1_001);
    assert_eq!((first.get(), second.get()), (470, 1_002));
    // A source of 64 bits is taken as it is, and both wrap.
    second.mirror(u64::MAX);
    second.mirror(3);
    assert_eq!(second.get(), 3);

    for total in [-1.0, f64::NAN, f64::INFINITY] {
        CPU_SECONDS_TOTAL.mirror(total);
    }
    assert_eq!(mirrored::CATALOG.rejected(), 3);
}

mod ticks {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.cpu_seconds_total]
        help  = "CPU time used."
        value = "float"
        "#
    );
}

#[test]
fn rounding_does_not_add_up_however_often_a_float_is_mirrored() {
    for tick in 0..200_000 {
        let total = f64::from(tick) / 100.0;
        ticks::CPU_SECONDS_TOTAL.mirror(total);
        let off = ticks::CPU_SECONDS_TOTAL.get() - total;
        assert!(off.abs() <= total * f64::EPSILON, "{total}: {off}");
    }
}
