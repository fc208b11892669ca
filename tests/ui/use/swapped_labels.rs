mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.vendor]
            help   = "LLM vendor that served the call."
            values = ["openai", "local"]

            [label.error_kind]
            help   = "Reason of a failed call."
            values = ["timeout", "refused"]

            [counter.errors_total]
            help   = "Calls that failed."
            labels = ["vendor", "error_kind"]
        "#
    );
}

use metrics::*;

fn main() {
    ERRORS_TOTAL.with((ErrorKind::Timeout, Vendor::Openai)).inc();
}
