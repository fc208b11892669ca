pforge_metrics::include_metrics!(
    inline = r#"
        [label.result]
        help   = "How a call ended."
        values = ["ok", "err"]

        [counter.calls_total]
        help   = "Calls."
        labels = ["result"]
    "#
);

fn main() {
    CALLS_TOTAL.with(Result::Ok).inc();
}
