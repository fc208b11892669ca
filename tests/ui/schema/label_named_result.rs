pforge_metrics::include_metrics!(
    inline = r#"
        [label.result]
        help   = "Result of a call."
        values = ["ok", "err"]

        [counter.calls_total]
        help   = "Calls."
        labels = ["result"]
    "#
);

fn main() {
    CALLS_TOTAL.with(Result::Ok).inc();
}
