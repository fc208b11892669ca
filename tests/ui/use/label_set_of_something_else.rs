use pforge_metrics::{Counter, Family, LabelSet};

mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [counter.calls_total]
            help = "Calls made."
        "#
    );
}

// Not a type of std: rustc prints the path of those only if the name is ambiguous.
struct Text;

fn count<L: LabelSet>(_family: Family<Counter<metrics::Cells>, L>) {}

fn main() {
    let _: fn(Family<Counter<metrics::Cells>, Text>) = count;
    let _: fn(Family<Counter<metrics::Cells>, (Text, Text)>) = count;
}
