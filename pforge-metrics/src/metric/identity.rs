//! The identity of handles: `Debug`, `PartialEq`, `Eq` and `Hash`.

use super::counter::Counter;
use super::family::Family;
use super::gauge::Gauge;
use super::handle::Handle;
use super::histogram::Histogram;
use super::info::Info;
use super::lookup::series_at;
use super::state_set::StateSet;
use crate::descriptor::Descriptor;
use crate::storage::place::{Place, Shared};
use crate::storage::store::Store;
use std::fmt;
use std::hash::{Hash, Hasher};

/// Implements comparison and hashing of a handle by one field. The type determines the catalog and the cells that the
/// field refers to.
macro_rules! compare_by_field {
    ($field:ident of $handle:ty where $($parameters:tt)*) => {
        impl<$($parameters)*> PartialEq for $handle {
            fn eq(&self, other: &Self) -> bool {
                self.$field == other.$field
            }
        }

        impl<$($parameters)*> Eq for $handle {}

        impl<$($parameters)*> Hash for $handle {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.$field.hash(state);
            }
        }
    };
}

compare_by_field!(cell of Counter<C, V, P> where C, V, P);
compare_by_field!(cell of Gauge<C, V, P> where C, V, P);
compare_by_field!(first of Histogram<C, N, P> where C, const N: usize, P: Place);
compare_by_field!(cell of StateSet<C, S> where C, S);
compare_by_field!(labels of Info<C> where C);
compare_by_field!(first of Family<S, L> where S: Eq + Hash, L);

impl<C: Store, V, P: Place> fmt::Debug for Counter<C, V, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_handle("Counter", series_at::<C, P>(self.cell), f)
    }
}

impl<C: Store, V, P: Place> fmt::Debug for Gauge<C, V, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_handle("Gauge", series_at::<C, P>(self.cell), f)
    }
}

impl<C: Store, const N: usize, P: Place> fmt::Debug for Histogram<C, N, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_handle("Histogram", series_at::<C, P>(self.first), f)
    }
}

impl<C: Store, S> fmt::Debug for StateSet<C, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_handle("StateSet", series_at::<C, Shared>(self.cell), f)
    }
}

impl<C> fmt::Debug for Info<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Info(")?;
        write_labels(self.labels.iter().copied(), f)?;
        f.write_str(")")
    }
}

impl<S: Handle, L> fmt::Debug for Family<S, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.first.metric().map_or("?", Descriptor::name);
        write!(f, "Family({name})")
    }
}

/// Writes `Counter(requests_total{method="get"})`.
fn write_handle(
    kind: &str,
    series: Option<(&Descriptor, usize)>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let Some((metric, label_set)) = series else {
        return write!(f, "{kind}(?)");
    };
    write!(f, "{kind}({}", metric.name())?;
    if !metric.labels().is_empty() {
        write_labels(metric.values_of(label_set, metric.label_sets()), f)?;
    }
    f.write_str(")")
}

fn write_labels<'a>(
    labels: impl Iterator<Item = (&'a str, &'a str)>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    f.write_str("{")?;
    for (position, (name, value)) in labels.enumerate() {
        let comma = if position == 0 { "" } else { "," };
        write!(f, "{comma}{name}={value:?}")?;
    }
    f.write_str("}")
}
