//! Concurrent writes to one exemplar slot.

use crate::in_openmetrics;
use pforge_metrics::Exemplar;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;

mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
        [histogram.work]
        help      = "Work."
        buckets   = [10, 20]
        exemplars = true
        "#
    );
}

use metrics::{CATALOG, WORK};

#[test]
fn concurrent_writes_to_a_slot_lose_no_count_and_mix_no_exemplars() {
    const PER_THREAD: u64 = 20_000;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        let writers: Vec<_> = (1..4_u8)
            .map(|number| {
                let exemplar = Exemplar::new(
                    u128::from_ne_bytes([number; 16]),
                    u64::from_ne_bytes([number; 8]),
                );
                scope.spawn(move || {
                    for _ in 0..PER_THREAD {
                        WORK.observe_with_exemplar(number.into(), &exemplar);
                    }
                })
            })
            .collect();
        scope.spawn(|| {
            for writer in writers {
                writer.join().unwrap();
            }
            is_over.store(true, Relaxed);
        });
        let mut seen = 0;
        while !is_over.load(Relaxed) || seen == 0 {
            let shown = runtime.block_on(in_openmetrics(&CATALOG));
            let whole = (1..4).any(|number| {
                let digits = format!("0{number}");
                let (trace, span) = (digits.repeat(16), digits.repeat(8));
                shown.contains(&format!(
                    "{{trace_id=\"{trace}\",span_id=\"{span}\"}} {number} now\n"
                ))
            });
            assert!(whole || !shown.contains("trace_id"), "{shown}");
            seen += u64::from(whole);
        }
    });
    assert_eq!(WORK.count(), 3 * PER_THREAD);
}
