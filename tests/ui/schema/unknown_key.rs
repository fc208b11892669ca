pforge_metrics::include_metrics!(
    inline = r#"
        [gauge.jobs_queued]
        hlep  = "Jobs that wait."
        value = "int"
    "#
);

fn main() {}
