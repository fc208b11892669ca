//! The macros of the crate `metrics`, recorded into a registry by `metrics-prometheus`.

use pforge_metrics::exporter::Exporter;
use pforge_metrics::prometheus::{Histogram, HistogramOpts, Registry};

mod declared {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.shop_orders_total]
        help = "Orders taken."
    "#
    );
}
use declared::{CATALOG, SHOP_ORDERS_TOTAL};

#[test]
fn a_scrape_has_what_the_macros_of_metrics_record() {
    let registry = Registry::new();
    // A histogram that is not registered beforehand gets the default buckets of `prometheus`.
    let waits = HistogramOpts::new("pool_wait_seconds", "Time waited for a connection.");
    let waits = Histogram::with_opts(waits.buckets(vec![0.1, 1.0])).expect("the bounds grow");
    let recorder = metrics_prometheus::Recorder::builder()
        .with_registry(registry.clone())
        .with_metric(waits)
        .build();
    let exporter = Exporter::builder()
        .catalog(&CATALOG)
        .registry(&registry)
        .build()
        .expect("no two metrics have the same name");

    SHOP_ORDERS_TOTAL.inc();
    metrics::with_local_recorder(&recorder, || {
        metrics::describe_counter!("pool_checkouts_total", "Connections taken from the pool.");
        metrics::counter!("pool_checkouts_total", "pool" => "main").increment(2);
        metrics::gauge!("pool_open_connections").set(3.0);
        metrics::histogram!("pool_wait_seconds").record(0.02);
    });

    assert_eq!(exporter.text(), EXPECTED);
}

/// A metric that is not described has its name as its help.
const EXPECTED: &str = r#"# HELP pool_checkouts_total Connections taken from the pool.
# TYPE pool_checkouts_total counter
pool_checkouts_total{pool="main"} 2
# HELP pool_open_connections pool_open_connections
# TYPE pool_open_connections gauge
pool_open_connections 3
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
