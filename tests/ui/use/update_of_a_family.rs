mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.method]
            help   = "HTTP method."
            values = ["get", "post"]

            [counter.requests_total]
            help   = "Requests served."
            labels = ["method"]

            [gauge.requests_active]
            help   = "Requests that are served."
            labels = ["method"]

            [histogram.request_duration_seconds]
            help    = "Time to serve a request."
            labels  = ["method"]
            buckets = [0.1, 1]
        "#
    );
}

use metrics::*;

fn main() {
    REQUESTS_TOTAL.inc();
    REQUESTS_ACTIVE.set(2.0);
    REQUEST_DURATION_SECONDS.observe(0.25);
}
