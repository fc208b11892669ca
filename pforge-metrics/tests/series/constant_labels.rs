//! Labels that have one value in all series.

use super::assert_shows;
use pforge_metrics::__private as runtime;
use runtime::{Counter, Descriptor, Family, Gauge, Kind, LabelDescriptor, Placement};

runtime::label! {
    /// Way of a transfer.
    pub enum Way = "way" {
        /// `in`
        In = "in",
        /// `out`
        Out = "out",
    }
}

static MOVED_TOTAL: Family<Counter<Cells>, Way> = Family::new(Counter::new(0));
static SCORE: Gauge<Cells> = Gauge::new(0);

const REGION: LabelDescriptor = LabelDescriptor::constant("region", "eu\"\\\n\t1");

runtime::cells! {
    /// Cells.
    pub Cells { lanes: 2, shared: 1, grouped: 0 }
    &[
        Descriptor::new::<u64>(Kind::Counter, "moved_total", "M.", Placement::Lanes(0))
            .with_labels(&[REGION, LabelDescriptor::new::<Way>("way")]),
        Descriptor::new::<f64>(Kind::Gauge, "score", "S.", Placement::Shared(0))
            .with_labels(&[REGION]),
    ]
}

static CATALOG: runtime::Catalog<Cells> = runtime::Catalog::new();

#[test]
fn a_constant_label_stands_in_every_series() {
    MOVED_TOTAL.with(Way::Out).inc();
    SCORE.set(0.5);
    assert_shows(
        CATALOG,
        &r#"# HELP moved_total M.
# TYPE moved_total counter
moved_total{region="eu\"\\\n→1",way="in"} 0
moved_total{region="eu\"\\\n→1",way="out"} 1
# HELP score S.
# TYPE score gauge
score{region="eu\"\\\n→1"} 0.5
"#
        .replace('→', "\t"),
    );
    assert_eq!(
        format!("{:?}", CATALOG.snapshot()),
        r#"{moved_total{region="eu\"\\\n→1", way="out"}: 1, score{region="eu\"\\\n→1"}: 0.5}"#
            .replace('→', "\t")
    );
    let labels = CATALOG.descriptors()[0].labels();
    assert!(labels[0].is_constant() && !labels[1].is_constant());
    assert!(labels[0].values().eq(["eu\"\\\n\t1"]));
    assert_eq!(CATALOG.descriptors()[0].series(), 2);
}
