pforge_metrics::include_metrics!(
    inline = r#"
        [gauge.jobs_queued]
        hlep  = "Waiting jobs."
        value = "int"
    "#
);

fn main() {}
