use pforge_metrics::{CounterFamily, LabelSet};

mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [counter.calls_total]
            help = "Calls made."
        "#
    );
}

fn count<L: LabelSet>(_family: CounterFamily<metrics::Cells, L>) {}

fn main() {
    let _: fn(CounterFamily<metrics::Cells, String>) = count;
    let _: fn(CounterFamily<metrics::Cells, (String, String)>) = count;
}
