//! Tests of the exporter.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[cfg(feature = "tls")]
mod auth;
mod callbacks;
#[cfg(feature = "tls")]
mod certificates;
mod client;
mod connection_slots;
mod escaping;
mod external;
mod external_exemplars;
mod handler;
mod http;
mod label_sets;
mod memory;
mod merging;
mod messages;
mod mounting;
mod names;
mod negotiation;
mod process;
mod rate;
mod serve;
mod sources;
#[cfg(feature = "tls")]
mod tls;
mod tokio_runtime;
#[cfg(feature = "tls")]
mod web_config;
mod yields;

#[expect(dead_code, reason = "the metrics are only exposed")]
mod jobs {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.jobs_total]
        help = "Jobs done."

        [histogram.wait_seconds]
        help    = "Time that jobs waited."
        buckets = [0.5, 1]
        "#
    );
}

#[expect(dead_code, reason = "the metrics are only exposed")]
mod more {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.errors_total]
        help = "Jobs that failed."

        [gauge.zone]
        help = "The last by name."
        "#
    );
}

const JOBS: &str = "
    # HELP jobs_total Jobs done.
    # TYPE jobs_total counter
    jobs_total 0
";
const WAIT: &str = r#"
    # HELP wait_seconds Time that jobs waited.
    # TYPE wait_seconds histogram
    wait_seconds_bucket{le="0.5"} 0
    wait_seconds_bucket{le="1"} 0
    wait_seconds_bucket{le="+Inf"} 0
    wait_seconds_sum 0
    wait_seconds_count 0
"#;
