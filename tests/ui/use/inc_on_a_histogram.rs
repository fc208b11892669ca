mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [histogram.job_duration_seconds]
            help    = "Time that a job took."
            buckets = [0.1, 1, 10]
        "#
    );
}

use metrics::*;

fn main() {
    JOB_DURATION_SECONDS.inc();
}
