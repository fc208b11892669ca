mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [counter.ticks_total]
            help = "Ticks."
        "#
    );
}

use metrics::*;

fn main() {
    TICKS_TOTAL.with("main").inc();
}
