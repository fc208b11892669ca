mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [counter.ticks_total]
            help = "Ticks."

            [histogram.tick_seconds]
            help    = "Time of a tick."
            buckets = [0.1, 1]
        "#
    );
}

use metrics::*;
use pforge_metrics::Exemplar;

fn main() {
    let exemplar = Exemplar::new(1, 2);
    TICKS_TOTAL.inc_with_exemplar(&exemplar);
    TICK_SECONDS.observe_with_exemplar(0.5, &exemplar);
}
