//! Snapshots of the values of a catalog.

use crate::descriptor::Kind;
use crate::exposition::series::{self, Series};
use crate::exposition::text;
use crate::label::ClosedLabel;
use crate::metric::counter::Counter;
use crate::metric::gauge::Gauge;
use crate::metric::histogram::{Distribution, Histogram};
use crate::metric::state_set::StateSet;
use crate::storage::place::{Place, Settable, Shared};
use crate::storage::store::Store;
use crate::value::Value;
use std::fmt;
use std::marker::PhantomData;

/// The value of every series of a catalog, returned by [`Catalog::snapshot`](crate::Catalog::snapshot).
///
/// Two snapshots are equal if all their values are equal bit by bit. `Debug` writes the series that are not zero.
/// `Display` writes all series in the text format 0.0.4.
///
/// ```
/// # mod metrics {
/// # pforge_metrics::include_metrics!(inline = r#"
/// #     [counter.jobs_total]
/// #     help = "Jobs done."
/// # "#);
/// # }
/// # use metrics::*;
/// let before = CATALOG.snapshot();
/// JOBS_TOTAL.inc_by(3);
/// let after = CATALOG.snapshot();
/// assert_eq!(after.get(JOBS_TOTAL), 3);
/// assert_eq!(format!("{:?}", after.since(&before)), "{jobs_total: 3}");
/// ```
#[derive(Clone)]
pub struct Snapshot<C> {
    values: Vec<u64>,
    catalog: PhantomData<C>,
}

impl<C: Store> Snapshot<C> {
    pub(crate) fn take() -> Self {
        let mut snapshot = Self {
            values: Vec::new(),
            catalog: PhantomData,
        };
        snapshot.retake();
        snapshot
    }

    #[cfg(feature = "testing")]
    pub(crate) fn from_values(values: Vec<u64>) -> Self {
        Self {
            values,
            catalog: PhantomData,
        }
    }

    /// Replaces this snapshot with a new one and reuses its memory.
    ///
    /// # Panics
    ///
    /// Panics if the `refresh` function of the catalog panics, as with [`Catalog::snapshot`](crate::Catalog::snapshot).
    pub fn retake(&mut self) {
        if let Err(panicked) = C::storage().copy_into(&mut self.values) {
            panicked.resume();
        }
    }

    /// Returns the value of one series: the declared number type `u64`, `i64` or `f64` for a counter or gauge, a
    /// [`Distribution`] for a histogram, and the active states for a state set. Returns 0 for a series that is not
    /// exposed.
    #[must_use]
    pub fn get<R: Read<C>>(&self, series: R) -> R::Value {
        series.read(&self.values)
    }

    /// Returns the difference of each series, including gauges, between `earlier` and this snapshot. State sets keep
    /// their values of this snapshot, and the result exposes the same series as this snapshot.
    #[must_use]
    pub fn since(&self, earlier: &Self) -> Self {
        let mut difference = self.clone();
        let storage = C::storage();
        for descriptor in storage.descriptors {
            if descriptor.kind == Kind::StateSet {
                continue;
            }
            let cells_per_label_set = descriptor.cells_per_label_set();
            for (i, cell) in storage.range(descriptor).enumerate() {
                let (now, then) = (self.values[cell], earlier.values[cell]);
                let in_label_set = i % cells_per_label_set;
                if in_label_set < descriptor.float_cells() {
                    difference.values[cell] =
                        (f64::from_bits(now) - f64::from_bits(then)).to_bits();
                } else if in_label_set < descriptor.value_cells() {
                    difference.values[cell] = now.wrapping_sub(then);
                }
            }
        }
        difference
    }

    /// Appends all series to `out` in the text format 0.0.4: families in the order of their names, series in the order of
    /// declaration.
    pub fn write_text(&self, out: &mut Vec<u8>) {
        text::write_catalog(C::storage(), &self.values, out);
    }

    /// Returns an iterator over the exposed series: metrics in the order of declaration, and their label sets in the
    /// order of the label values.
    ///
    /// A bridge to another system reads names, types and units from [`Series::descriptor`], and labels, values,
    /// exemplars and start times from [`Series::metric`]. To bridge everything that an exporter serves, including
    /// registries and other sources, use [`Exporter::gather`](crate::exporter::Exporter::gather).
    ///
    /// ```
    /// # mod metrics {
    /// # pforge_metrics::include_metrics!(inline = r#"
    /// #     [label.shard]
    /// #     help   = "Shard."
    /// #     values = ["a", "b"]
    /// #
    /// #     [counter.hits_total]
    /// #     help   = "Lookups that found an entry."
    /// #     labels = ["shard"]
    /// # "#);
    /// # }
    /// # use metrics::*;
    /// HITS_TOTAL.with(Shard::B).inc_by(2);
    /// let snapshot = CATALOG.snapshot();
    /// let lines: Vec<String> = snapshot
    ///     .series()
    ///     .map(|series| {
    ///         let labels: Vec<_> = series.labels().collect();
    ///         format!("{} {labels:?} {:?}", series.descriptor().name(), series.value())
    ///     })
    ///     .collect();
    /// assert_eq!(
    ///     lines,
    ///     [r#"hits_total [("shard", "a")] Unsigned(0)"#, r#"hits_total [("shard", "b")] Unsigned(2)"#]
    /// );
    /// ```
    pub fn series(&self) -> impl Iterator<Item = Series<'_>> {
        let storage = C::storage();
        storage
            .descriptors
            .iter()
            .flat_map(|family| series::exposed(storage, family, &self.values))
    }
}

impl<C: Store> PartialEq for Snapshot<C> {
    fn eq(&self, other: &Self) -> bool {
        self.values == other.values
    }
}

impl<C: Store> Eq for Snapshot<C> {}

impl<C: Store> fmt::Debug for Snapshot<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nonzero = self.series().filter(|series| !series.is_zero());
        f.debug_map()
            .entries(nonzero.map(|series| (SeriesName::new(&series), series)))
            .finish()
    }
}

impl<C: Store> fmt::Display for Snapshot<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Vec::new();
        self.write_text(&mut text);
        f.write_str(&text::into_string(text))
    }
}

pub(crate) mod sealed {
    pub trait Sealed {}
}

/// A handle of a series of the catalog `C` that [`Snapshot::get`] accepts: a [`Counter`], [`Gauge`], [`Histogram`] or
/// [`StateSet`].
#[diagnostic::on_unimplemented(
    message = "this snapshot has no value of `{Self}`",
    label = "not a series of this catalog",
    note = "a snapshot contains only the series of its own catalog; `.with(…)` selects a series of a family"
)]
pub trait Read<C>: sealed::Sealed {
    /// The type of the value.
    type Value;

    #[doc(hidden)]
    fn read(self, values: &[u64]) -> Self::Value;
}

impl<C, V, P> sealed::Sealed for Counter<C, V, P> {}
impl<C, V, P> sealed::Sealed for Gauge<C, V, P> {}
impl<C, const N: usize, P: Place> sealed::Sealed for Histogram<C, N, P> {}
impl<C, S> sealed::Sealed for StateSet<C, S> {}

impl<C: Store, V: Value, P: Place> Read<C> for Counter<C, V, P> {
    type Value = V;

    fn read(self, values: &[u64]) -> V {
        V::from_bits(values[P::offset(C::storage()) + self.cell])
    }
}

impl<C: Store, V: Value, P: Settable> Read<C> for Gauge<C, V, P> {
    type Value = V;

    fn read(self, values: &[u64]) -> V {
        V::from_bits(values[P::offset(C::storage()) + self.cell])
    }
}

impl<C: Store, const N: usize, P: Place> Read<C> for Histogram<C, N, P> {
    type Value = Distribution;

    fn read(self, values: &[u64]) -> Distribution {
        let first = P::offset(C::storage()) + self.first;
        Distribution::from_cells(self.bounds, &values[first..first + N + 2])
    }
}

impl<C: Store, S: ClosedLabel> Read<C> for StateSet<C, S> {
    type Value = Vec<S>;

    fn read(self, values: &[u64]) -> Vec<S> {
        Self::states(values[Shared::offset(C::storage()) + self.cell])
    }
}

/// A series in the syntax of PromQL: `name{label="value"}`. `Debug` writes it without quotes.
struct SeriesName(String);

impl SeriesName {
    fn new(series: &Series) -> Self {
        let mut name = Vec::from(series.descriptor.name());
        for (i, (label, value)) in series.labels().enumerate() {
            for part in [if i == 0 { "{" } else { ", " }, label, "=\""] {
                name.extend_from_slice(part.as_bytes());
            }
            text::push_label_value(&mut name, value);
            name.push(b'"');
        }
        if !series.descriptor.labels().is_empty() {
            name.push(b'}');
        }
        Self(text::into_string(name))
    }
}

impl fmt::Debug for SeriesName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
