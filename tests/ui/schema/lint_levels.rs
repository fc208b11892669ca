#![deny(warnings)]

pforge_metrics::include_metrics!(
    inline = r#"
        [lint]
        help_period   = "deny"
        counter_total = "warn"
        generic_name  = "allow"

        [counter.calls]
        help = "Calls made."

        [gauge.data]
        help = "Available data"

        [gauge.wait_ms]
        help  = "Time waited."
        allow = { unit_abbrev = "The dashboard of the hardware expects it." }
    "#
);

fn main() {
    CALLS.inc();
    DATA.set(1.0);
    WAIT_MS.set(1.0);
}
