use pforge_metrics::{Counter, Family, LabelSet};

mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [counter.calls_total]
            help = "Calls made."
        "#
    );
}

// Not one of std: how rustc calls those depends on what else is called so.
struct Text;

fn count<L: LabelSet>(_family: Family<Counter<metrics::Cells>, L>) {}

fn main() {
    let _: fn(Family<Counter<metrics::Cells>, Text>) = count;
    let _: fn(Family<Counter<metrics::Cells>, (Text, Text)>) = count;
}
