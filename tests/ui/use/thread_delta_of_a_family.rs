mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.method]
            help   = "HTTP method."
            values = ["get", "post"]

            [counter.requests_total]
            help   = "Requests served."
            labels = ["method"]
        "#
    );
}

use metrics::*;

fn main() {
    let change = pforge_metrics::testing::thread_delta(&CATALOG, || ());
    change.get(REQUESTS_TOTAL);
}
