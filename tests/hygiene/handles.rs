//! `Debug` and `Eq` of handles.

/// Every kind of metric and every storage.
pub mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.role]
            help   = "Role of a worker."
            values = ["reader", "writer"]

            [label.job_result]
            help   = "What became of a job."
            values = ["done", "failed"]
            rename = "outcome"

            [label.repo]
            help = "Repository, as owner/name."
            open = { max = 3 }

            [counter.jobs_total]
            help   = "Jobs done."
            labels = ["role", "job_result"]

            [counter.tasks_total]
            help       = "Jobs done, under the name before."
            labels     = ["role", "job_result"]
            deprecated = { since = "0.0.0", note = "Renamed.", renamed_to = "jobs_total" }

            [counter.pulls_total]
            help      = "Pulls."
            labels    = ["repo"]
            exemplars = true

            [gauge.load]
            help   = "Load."
            labels = ["role"]
            init   = "unset"

            [gauge.efficiency]
            help = "Efficiency of the workers."

            [state.workers]
            help   = "Snapshot of the workers."
            fields = ["efficiency"]

            [histogram.duration_seconds]
            help    = "Time that a job took."
            labels  = ["role"]
            buckets = [0.1, 1]
            native  = { factor = 1.1 }

            [histogram.wait_seconds]
            help    = "Time that a job waited."
            buckets = [0.1, 1]

            [stateset.phase]
            help   = "What is being done."
            states = "role"
            labels = ["job_result"]

            [info.build_info]
            help   = "Build of the program."
            labels = { version = "1.2.3", channel = "nightly" }
        "#
    );
}

#[cfg(test)]
mod tests {
    use super::metrics::*;
    use std::collections::HashSet;

    #[test]
    fn debug_output_contains_the_metric_and_the_labels() {
        let done_by = |role| JOBS_TOTAL.with((role, JobResult::Done));
        let shown = [
            format!("{:?}", done_by(Role::Writer)),
            format!("{:?}", PULLS_TOTAL.with(Repo::new("acme/\"api\""))),
            format!("{:?}", PULLS_TOTAL.with(Repo::OVERFLOW)),
            format!("{:?}", LOAD.with(Role::Writer)),
            format!("{EFFICIENCY:?}"),
            format!("{:?}", DURATION_SECONDS.with(Role::Writer)),
            format!("{WAIT_SECONDS:?}"),
            format!("{:?}", PHASE.with(JobResult::Failed)),
            format!("{BUILD_INFO:?}"),
            format!("{DURATION_SECONDS:?}"),
            format!("{PULLS_TOTAL:?}"),
        ];
        let expected = [
            r#"Counter(jobs_total{role="writer",outcome="done"})"#,
            r#"Counter(pulls_total{repo="acme/\"api\""})"#,
            r#"Counter(pulls_total{repo="_other"})"#,
            r#"Gauge(load{role="writer"})"#,
            "Gauge(efficiency)",
            r#"Histogram(duration_seconds{role="writer"})"#,
            "Histogram(wait_seconds)",
            r#"StateSet(phase{outcome="failed"})"#,
            r#"Info({version="1.2.3",channel="nightly"})"#,
            "Family(duration_seconds)",
            "Family(pulls_total)",
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn handles_of_the_same_series_are_equal() {
        let (reader, writer) = (LOAD.with(Role::Reader), LOAD.with(Role::Writer));
        assert_eq!(reader, LOAD.with(Role::Reader));
        assert_ne!(reader, writer);
        assert_eq!(LOAD, LOAD.clone());
        let both = HashSet::from([reader, writer, LOAD.with(Role::Writer)]);
        assert_eq!(both.len(), 2);
        let of_histogram = |role| DURATION_SECONDS.with(role);
        assert_eq!(of_histogram(Role::Reader), of_histogram(Role::Reader));
        assert_ne!(of_histogram(Role::Reader), of_histogram(Role::Writer));
        assert_ne!(PHASE.with(JobResult::Done), PHASE.with(JobResult::Failed));
    }
}
