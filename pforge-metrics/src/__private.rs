//! Re-exports for generated code, so that it names one path and works under any user's imports.

pub use crate::cells::lane::Lane;
pub use crate::cells::place::publish;
pub use crate::cells::store::{LaneHold, Storage, Store, sized};
pub use crate::descriptor::{Number, Placement};
pub use crate::label::{Sealed, assert_label};
pub use crate::state::{State, assert_state_fields};
pub use crate::{__cells as cells, __label as label};
pub use crate::{
    Catalog, Counter, CounterFamily, Descriptor, Gauge, GaugeFamily, Grouped, Histogram,
    HistogramFamily, Kind, LabelDescriptor, LabelSet, Lanes, Shared,
};
pub use std::sync::atomic::AtomicU64;
pub use std::thread_local;
