mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.vendor]
            help   = "LLM vendor that served the call."
            values = ["openai", "local"]

            [counter.calls_total]
            help   = "Calls made."
            labels = ["vendor"]
        "#
    );
}

use metrics::*;

fn main() {
    let snapshot = CATALOG.snapshot();
    assert_eq!(snapshot.get(CALLS_TOTAL.with(Vendor::Openai)), 0);
    assert_eq!(snapshot.get(CALLS_TOTAL), 0);
}
