//! The meters of OpenTelemetry, collected into a registry by `opentelemetry-prometheus`.

use opentelemetry::KeyValue;
use opentelemetry::metrics::MeterProvider;
use opentelemetry_sdk::metrics::SdkMeterProvider;
use pforge_metrics::exporter::Exporter;
use pforge_metrics::prometheus::Registry;

mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.shop_orders_total]
        help = "Orders taken."
    "#
    );
}

#[test]
fn a_scrape_has_what_meters_of_opentelemetry_record() {
    let registry = Registry::new();
    let reader = opentelemetry_prometheus::exporter()
        .with_registry(registry.clone())
        .without_target_info()
        .scope_info_enabled(false)
        .build()
        .expect("the registry is empty");
    let provider = SdkMeterProvider::builder().with_reader(reader).build();
    let exporter = Exporter::builder()
        .catalog(&metrics::CATALOG)
        .registry(&registry)
        .build()
        .expect("no two metrics have the same name");

    metrics::SHOP_ORDERS_TOTAL.inc();
    let meter = provider.meter("pool");
    let checkouts = meter
        .u64_counter("pool.checkouts")
        .with_description("Connections taken from the pool.")
        .build();
    checkouts.add(2, &[KeyValue::new("pool", "main")]);
    let waits = meter
        .f64_histogram("pool.wait")
        .with_description("Time waited for a connection.")
        .with_unit("s")
        .with_boundaries(vec![0.1, 1.0])
        .build();
    waits.record(0.02, &[]);

    assert_eq!(exporter.text(), EXPECTED);
}

/// Dots become underscores, a unit becomes a suffix, and a counter gets `_total`.
const EXPECTED: &str = r#"# HELP pool_checkouts_total Connections taken from the pool.
# TYPE pool_checkouts_total counter
pool_checkouts_total{pool="main"} 2
# HELP pool_wait_seconds Time waited for a connection.
# TYPE pool_wait_seconds histogram
pool_wait_seconds_bucket{le="0.1"} 1
pool_wait_seconds_bucket{le="1"} 1
pool_wait_seconds_bucket{le="+Inf"} 1
pool_wait_seconds_sum 0.02
pool_wait_seconds_count 1
# HELP shop_orders_total Orders taken.
# TYPE shop_orders_total counter
shop_orders_total 1
"#;
