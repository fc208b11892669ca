mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [gauge.jobs_queued]
            help  = "Waiting jobs."
            value = "int"
        "#
    );
}

use metrics::*;

fn main() {
    JOBS_QUEUED.set(0.5);
}
