#![deny(unused_must_use, let_underscore_drop)]

mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [histogram.job_duration_seconds]
            help    = "Duration of a job."
            buckets = [1, 10]

            [gauge.jobs_in_flight]
            help  = "Active jobs."
            value = "int"
        "#
    );
}

use metrics::*;

async fn job() {}

fn main() {
    JOB_DURATION_SECONDS.start_timer();
    let _ = JOB_DURATION_SECONDS.start_timer();
    JOBS_IN_FLIGHT.track_in_flight();
    let _ = JOBS_IN_FLIGHT.track_in_flight();
    JOB_DURATION_SECONDS.time_future(job());
    let _ = JOB_DURATION_SECONDS.time_future(job());
}
