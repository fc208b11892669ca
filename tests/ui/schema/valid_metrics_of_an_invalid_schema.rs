pforge_metrics::include_metrics!(
    inline = r#"
        [label.vendor]
        help   = "LLM vendor that served the call."
        values = ["openai", "local"]

        [counter.calls]
        help   = "Calls made."
        labels = ["vendor"]

        [gauge.queue_bits]
        help = "Length of the queue."

        [histogram.job_duration_seconds]
        help    = "Duration of a job."
        buckets = "job"

        [gauge.efficiency]
        help = "Efficiency of the puzzle."

        [counter.errors_total]
        help = "Calls that failed."
    "#
);

fn main() {
    // Metrics without errors, and metrics with only an invalid name, are generated despite the other errors.
    ERRORS_TOTAL.inc();
    EFFICIENCY.set(0.5);
    CALLS.with(Vendor::Local).inc();
    QUEUE_BITS.set(1.0);
}
