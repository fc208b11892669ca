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
    TICK_TOTAL.inc();
    TICKS_TOTAL.inc();
    PLANS_TOTAL.inc();
}
