mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [gauge.queue_length]
            help  = "Waiting jobs."
            value = "int"
        "#
    );
}

use metrics::*;
use pforge_metrics::testing::thread_delta;

fn main() {
    let change = thread_delta(&CATALOG, || QUEUE_LENGTH.inc());
    assert_eq!(change.get(QUEUE_LENGTH), 1);
}
