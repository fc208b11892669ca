#![deny(dead_code)]

mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.vendor]
            help   = "LLM vendor that served the call."
            values = ["openai", "local"]

            [counter.calls_total]
            help   = "Calls made."
            labels = ["vendor"]

            [counter.errors_total]
            help   = "Calls that failed."
            labels = { from = "vendor", to = "vendor" }

            [counter.ticks_total]
            help = "Ticks."

            [gauge.gaps]
            help = "Empty cells of the puzzle."

            [gauge.efficiency]
            help = "Efficiency of the puzzle."

            [state.puzzle]
            help   = "Snapshot of the puzzle."
            fields = ["gaps"]

            [histogram.tick_duration_seconds]
            help    = "Wall time of a tick."
            buckets = [0.1, 1]
        "#
    );
}

fn main() {
    metrics::TICKS_TOTAL.inc();
}
