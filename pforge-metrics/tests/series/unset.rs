//! Gauges that start unset appear once set.

use super::{assert_shows, gathered};
use pforge_metrics::__private as runtime;
use runtime::{Descriptor, Family, Gauge, Kind, LabelDescriptor, Placement, Shared, Unset};

runtime::label! {
    /// Side of a machine.
    pub enum Side = "side" {
        /// `left`
        Left = "left",
        /// `right`
        Right = "right",
    }
}

runtime::label_open! {
    /// Machine.
    pub struct Machine = "machine" { max: 3, max_len: 64, overflow: "_other" }
}

static TEMPERATURE: Gauge<Cells, f64, Unset<Shared>> = Gauge::new(0);
static LEVEL: Family<Gauge<Cells, i64, Unset<Shared>>, Side> = Family::new(Gauge::new(2));
static LOAD: Family<Gauge<Cells, f64, Unset<Shared>>, Machine> = Family::new(Gauge::new(6));

runtime::cells! {
    /// Cells.
    pub Cells { lanes: 0, shared: 14, grouped: 0 }
    &[
        Descriptor::new::<f64>(Kind::Gauge, "temperature_celsius", "T.", Placement::Shared(0))
            .optional(),
        Descriptor::new::<i64>(Kind::Gauge, "level", "L.", Placement::Shared(2))
            .with_labels(&[LabelDescriptor::new::<Side>("side")])
            .optional(),
        Descriptor::new::<f64>(Kind::Gauge, "load", "O.", Placement::Shared(6))
            .with_labels(&[LabelDescriptor::new::<Machine>("machine")])
            .optional(),
    ]
}

static CATALOG: runtime::Catalog<Cells> = runtime::Catalog::new();

#[test]
fn a_gauge_that_starts_unset_appears_once_it_is_set_or_added_to() {
    let _ = (LEVEL.with(Side::Left), LOAD.with(Machine::new("m1")));
    assert_eq!(gathered(CATALOG), "");
    TEMPERATURE.set(0.0);
    LEVEL.with(Side::Right).add(2);
    LOAD.with(Machine::new("m2")).set(0.5);
    assert_shows(
        CATALOG,
        "\
# HELP level L.
# TYPE level gauge
level{side=\"right\"} 2
# HELP load O.
# TYPE load gauge
load{machine=\"m2\"} 0.5
# HELP temperature_celsius T.
# TYPE temperature_celsius gauge
temperature_celsius 0
",
    );
    assert_eq!((LEVEL.total(), TEMPERATURE.get()), (2, 0.0));
}
