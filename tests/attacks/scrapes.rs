//! Many concurrent scrapes.

use crate::attackers::Attack;
use crate::large;
use crate::target::{Target, growth};
use pforge_metrics::exporter::Exporter;
use pforge_metrics::exporter::metrics::promhttp::{
    Code, PROMHTTP_METRIC_HANDLER_REQUESTS_TOTAL as REQUESTS,
};
use prometheus::core::{Collector, Desc};
use prometheus::proto::MetricFamily;
use prometheus::{IntGauge, Registry};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

const MIB: usize = 1 << 20;

/// A collector that counts its calls.
struct Counts(IntGauge, Arc<AtomicU64>);

impl Collector for Counts {
    fn desc(&self) -> Vec<&Desc> {
        self.0.desc()
    }

    fn collect(&self) -> Vec<MetricFamily> {
        self.1.fetch_add(1, Relaxed);
        self.0.collect()
    }
}

#[test]
#[ignore = "uses a core for seconds: run `./test attacks`"]
fn a_thousand_concurrent_scrapes_of_a_large_catalog_share_gathers() {
    let asked = Arc::new(AtomicU64::new(0));
    let registry = Registry::new();
    let gauge = IntGauge::new("asked", "Asked.").unwrap();
    let counts = Counts(gauge, Arc::clone(&asked));
    registry.register(Box::new(counts)).unwrap();
    let exporter = Exporter::builder()
        .catalog(&large::CATALOG)
        .registry(&registry);
    let target = Target::start(exporter, |server| server);
    let body = target.scrape("").len();
    let counted = || (REQUESTS.with(Code::V200).get(), asked.load(Relaxed));
    let before = counted();
    let attacked = || {
        target.under(Attack::ConcurrentScrapes, 1_000, |target| {
            for _ in 0..3 {
                assert_eq!(target.scrape("").len(), body);
            }
        });
    };
    let ((), growth) = growth(attacked);
    let (served, gathered) = (counted().0 - before.0, counted().1 - before.1);
    assert!(
        gathered * 3 < served * 2,
        "{gathered} gathers for {served} scrapes"
    );
    // One body for each of the 64 connection slots, and those that are being written.
    assert!(growth < 80 * body, "{} MiB", growth / MIB);
    eprintln!(
        "{gathered} gathers for {served} scrapes, {} MiB",
        growth / MIB
    );
}
