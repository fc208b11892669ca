mod queue {
    pforge_metrics::include_metrics!(
        inline = r#"
            [counter.jobs_total]
            help = "Jobs done."
        "#
    );
}

mod store {
    pforge_metrics::include_metrics!(
        inline = r#"
            [counter.reads_total]
            help = "Reads."
        "#
    );
}

fn main() {
    store::CATALOG.snapshot().get(queue::JOBS_TOTAL);
}
