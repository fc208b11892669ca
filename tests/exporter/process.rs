//! Process metrics, which are those of Go's process collector on Linux.

#![cfg(target_os = "linux")]

use pforge_metrics::exporter::Exporter;
use pforge_metrics::process::{self, CATALOG, PROCESS_CPU_SECONDS_TOTAL, PROCESS_OPEN_FDS};
use pforge_metrics::testing::assert_exposition;
use prometheus::Registry;
use prometheus::proto::MetricType;
use std::time::{Duration, Instant, SystemTime};

use crate::yields::{Yields, family, gauge};

/// An exposition with all values replaced by `#`.
fn without_values(text: &str) -> String {
    let lines = text.lines().map(|line| match line.rsplit_once(' ') {
        Some((series, _)) if !line.starts_with('#') => format!("{series} #\n"),
        _ => format!("{line}\n"),
    });
    lines.collect()
}

#[test]
fn all_process_metrics_have_their_standard_names() {
    let exporter = Exporter::builder().process(true).build().unwrap();
    assert_exposition(
        &without_values(&exporter.text()),
        "
        # HELP process_cpu_seconds_total Total user and system CPU time spent in seconds.
        # TYPE process_cpu_seconds_total counter
        process_cpu_seconds_total #
        # HELP process_max_fds Maximum number of open file descriptors.
        # TYPE process_max_fds gauge
        process_max_fds #
        # HELP process_open_fds Number of open file descriptors.
        # TYPE process_open_fds gauge
        process_open_fds #
        # HELP process_resident_memory_bytes Resident memory size in bytes.
        # TYPE process_resident_memory_bytes gauge
        process_resident_memory_bytes #
        # HELP process_start_time_seconds Start time of the process since unix epoch in seconds.
        # TYPE process_start_time_seconds gauge
        process_start_time_seconds #
        # HELP process_threads Number of OS threads in the process.
        # TYPE process_threads gauge
        process_threads #
        # HELP process_virtual_memory_bytes Virtual memory size in bytes.
        # TYPE process_virtual_memory_bytes gauge
        process_virtual_memory_bytes #
        # HELP process_virtual_memory_max_bytes Maximum amount of virtual memory available in bytes.
        # TYPE process_virtual_memory_max_bytes gauge
        process_virtual_memory_max_bytes #
        ",
    );
}

#[test]
fn cpu_time_has_a_fraction_and_is_at_most_the_elapsed_time() {
    let begin = Instant::now();
    let first = CATALOG.snapshot().get(PROCESS_CPU_SECONDS_TOTAL);
    let mut now = first;
    while now - first < 0.05 {
        assert!(
            begin.elapsed() < Duration::from_secs(60),
            "{first} and now {now}"
        );
        now = CATALOG.snapshot().get(PROCESS_CPU_SECONDS_TOTAL);
    }
    // The counter starts at a whole number of ticks. After 5 ticks, at least one value is not a whole second.
    assert!((now.fract() * 100.0).round() > 0.0 || (first.fract() * 100.0).round() > 0.0);
    let cores = std::thread::available_parallelism().unwrap().get();
    let bound = begin.elapsed().as_secs_f64() * f64::from(u32::try_from(cores).unwrap());
    assert!(
        now - first <= bound + 0.02,
        "{} s of {bound} s",
        now - first
    );
}

#[test]
fn values_are_current_and_from_this_process() {
    let before = CATALOG.snapshot();
    let files: Vec<_> = (0..64)
        .map(|_| std::fs::File::open("/dev/null").unwrap())
        .collect();
    let after = CATALOG.snapshot();
    // Other tests open and close a few files concurrently.
    let grown = after.get(PROCESS_OPEN_FDS) - before.get(PROCESS_OPEN_FDS);
    assert!((32..=96).contains(&grown), "{grown} for {}", files.len());

    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs_f64();
    let age = now - after.get(process::PROCESS_START_TIME_SECONDS);
    assert!((-2.0..3_600.0).contains(&age), "started {age} s ago");
    assert!(after.get(process::PROCESS_THREADS) >= 2);
    let resident = after.get(process::PROCESS_RESIDENT_MEMORY_BYTES);
    assert!(resident > 1 << 20, "{resident}");
    assert!(after.get(process::PROCESS_VIRTUAL_MEMORY_BYTES) > resident);
    let limits = [
        after.get(process::PROCESS_MAX_FDS),
        after.get(process::PROCESS_VIRTUAL_MEMORY_MAX_BYTES),
    ];
    assert!(limits.iter().all(|limit| *limit >= 64.0), "{limits:?}");
}

#[test]
fn process_metrics_of_another_collector_are_served_once() {
    let registry = Registry::new();
    let others = ["process_open_fds", "process_threads", "process_other"];
    let others = others.map(|name| family(name, MetricType::GAUGE, vec![gauge(-1.0)]));
    registry
        .register(Box::new(Yields(others.to_vec())))
        .unwrap();
    let builder = || Exporter::builder().registry(&registry);

    let text = builder().process(true).build().unwrap().text();
    assert!(text.contains("\nprocess_other -1\n"));
    assert_eq!(text.matches("\nprocess_open_fds ").count(), 1);
    assert!(!text.contains("process_open_fds -1"));
    // When disabled, only the metrics of the registry are exposed.
    for builder in [builder(), builder().process(true).process(false)] {
        let text = builder.build().unwrap().text();
        assert!(text.contains("\nprocess_open_fds -1\n"));
        assert!(!text.contains("process_cpu_seconds_total"));
    }
    // When enabled twice and also registered, they are exposed once.
    registry.register(Box::new(CATALOG.collector())).unwrap();
    let twice = builder().process(true).catalog(&CATALOG).build().unwrap();
    assert_eq!(
        twice.text().matches("\nprocess_cpu_seconds_total ").count(),
        1
    );
}
