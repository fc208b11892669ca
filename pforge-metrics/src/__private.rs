//! Re-exports for generated code, which uses only paths of this module so that it does not depend on the user's imports.

pub use crate::descriptor::Placement;
#[cfg(feature = "serde")]
pub use crate::label::deserialize;
pub use crate::label::{
    EnumLabel, Interner, Sealed, assert_enum_label, clamp, environment, index_in, is_in,
};
pub use crate::metric::state::{State, assert_state_fields};
pub use crate::native::NativeBuckets;
pub use crate::storage::lane::Lane;
pub use crate::storage::place::{Grouped, Lanes, Native, Shared, Traced, Unset, Update, publish};
pub use crate::storage::slot::Slot;
pub use crate::storage::store::{LaneHold, Storage, Store, as_array};
pub use crate::value::Number;
pub use crate::{
    __cells as cells, __label as label, __label_bool as label_bool, __label_open as label_open,
    __label_range as label_range,
};
pub use crate::{
    Better, By, Catalog, Counter, Descriptor, Family, Gauge, Histogram, Info, Kind,
    LabelDescriptor, LabelSet, Stability, StateSet,
};
#[cfg(feature = "serde")]
pub use serde_core as serde;
pub use std::string::ToString;
pub use std::sync::atomic::AtomicU64;
pub use std::thread_local;
