mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [histogram.job_duration_seconds]
            help    = "Duration of a job."
            buckets = [0.1, 1, 10]
        "#
    );
}

use metrics::*;

fn main() {
    JOB_DURATION_SECONDS.inc();
}
