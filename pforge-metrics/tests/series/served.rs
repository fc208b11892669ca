//! The runtime's own metrics are served once, in addition to catalogs with open labels.

#![cfg(feature = "exporter")]

use pforge_metrics::__private as runtime;
use pforge_metrics::exporter::Exporter;
use pforge_metrics::own;
use pforge_metrics::prometheus::Registry;
use runtime::{Counter, Descriptor, Family, Kind, LabelDescriptor, Placement};

runtime::label_open! {
    /// Tenant.
    pub struct Tenant = "tenant" { max: 1, max_len: 64, overflow: "_other" }
}

static CALLS_TOTAL: Family<Counter<Open>, Tenant> = Family::new(Counter::new(0));

runtime::cells! {
    /// Cells.
    pub Open { lanes: 4, shared: 0, grouped: 0 }
    &[Descriptor::new::<u64>(Kind::Counter, "calls_total", "C.", Placement::Lanes(0))
        .with_labels(&[LabelDescriptor::new::<Tenant>("tenant")])
        .optional()]
}

static TICKS_TOTAL: Counter<Closed> = Counter::new(0);

runtime::cells! {
    /// Cells.
    pub Closed { lanes: 1, shared: 0, grouped: 0 }
    &[Descriptor::new::<u64>(Kind::Counter, "ticks_total", "T.", Placement::Lanes(0))]
}

const OPEN: runtime::Catalog<Open> = runtime::Catalog::new();
const CLOSED: runtime::Catalog<Closed> = runtime::Catalog::new();
const OWN_TYPE: &str = "# TYPE pforge_metrics_label_overflow_total counter\n";

#[test]
fn the_overflow_of_open_labels_is_served_once() {
    TICKS_TOTAL.inc();
    CALLS_TOTAL.with(Tenant::new("a")).inc();
    CALLS_TOTAL.with(Tenant::new("b")).inc_by(2);
    let registry = Registry::new();
    let registered = registry.register(Box::new(own::CATALOG.collector()));
    assert!(registered.is_ok());
    let all = Exporter::builder()
        .catalog(&OPEN)
        .catalog(&CLOSED)
        .catalog(&own::CATALOG)
        .registry(&registry);
    for builder in [Exporter::builder().catalog(&CLOSED).catalog(&OPEN), all] {
        let text = builder
            .build()
            .map_err(|error| error.to_string())
            .map(|exporter| exporter.text());
        let text = text.unwrap_or_default();
        assert!(
            text.contains("calls_total{tenant=\"a\"} 1\ncalls_total{tenant=\"_other\"} 2\n"),
            "{text}"
        );
        assert_eq!(text.matches(OWN_TYPE).count(), 1, "{text}");
        assert!(
            text.contains("pforge_metrics_label_overflow_total{label=\"tenant\"} 1\n"),
            "{text}"
        );
    }
}

#[test]
fn a_catalog_without_open_labels_is_served_alone() {
    let exporter = Exporter::builder().catalog(&CLOSED).build();
    assert!(exporter.is_ok_and(|exporter| !exporter.text().contains(OWN_TYPE)));
}
