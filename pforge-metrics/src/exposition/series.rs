//! Series: what a snapshot holds for one label set, read by its kind. What is not exposed is no series.

#[cfg(feature = "process")]
use crate::clock;
use crate::descriptor::{Descriptor, Kind, Number};
use crate::exemplar::StoredExemplar;
use crate::exposition::model::{Metric, MetricValue};
use crate::native::merged::Merged;
use crate::storage::slot::Slot;
use crate::storage::store::Storage;
use std::fmt;
use std::time::{Duration, SystemTime};

mod metric;

/// One label set of a metric, with its values in a snapshot: the item of [`Snapshot::series`](crate::Snapshot::series).
///
/// `Debug` shows the value.
#[derive(Clone, Copy)]
pub struct Series<'a> {
    pub(crate) descriptor: &'static Descriptor,
    label_set: usize,
    /// How many label sets the family has.
    label_sets: usize,
    cells: &'a [u64],
    /// A slot for each of the cells, if there are exemplars.
    slots: Option<&'static [Slot]>,
}

/// The value of a series.
pub(crate) enum Reading<'a> {
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    /// The sum, and the observations in each bucket alone.
    Histogram(f64, &'a [u64]),
    /// A bit for each state, and their names.
    States(u64, &'static [&'static str]),
}

#[cfg(any(feature = "exporter", feature = "registry"))]
impl Reading<'_> {
    /// The nearest float; of a histogram the sum. Integers above 2^53 lose digits.
    #[expect(clippy::cast_precision_loss, reason = "to the nearest")]
    pub(crate) fn to_f64(&self) -> f64 {
        match *self {
            Self::Unsigned(value) | Self::States(value, _) => value as f64,
            Self::Signed(value) => value as f64,
            Self::Float(value) | Self::Histogram(value, _) => value,
        }
    }
}

/// The series of one family that are exposed, in the order of their label sets.
pub(crate) fn of<'a>(
    storage: &Storage,
    descriptor: &'static Descriptor,
    values: &'a [u64],
) -> impl Iterator<Item = Series<'a>> + use<'a> {
    let values = &values[storage.range(descriptor)];
    let each = descriptor.cells_per_label_set();
    let label_sets = descriptor.label_sets();
    let slots = storage.exemplars(descriptor);
    let all = (0..label_sets).map(move |label_set| Series {
        descriptor,
        label_set,
        label_sets,
        cells: &values[label_set * each..][..each],
        slots: slots.map(|slots| &slots[label_set * each..][..each]),
    });
    all.filter(Series::is_exposed)
}

impl<'a> Series<'a> {
    /// The metric.
    #[must_use]
    pub const fn descriptor(&self) -> &'static Descriptor {
        self.descriptor
    }

    /// Names and values of the labels, in the order of the exposition. Constant labels are among them; the label that tells the
    /// states of a state set is not.
    pub fn labels(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        self.descriptor.values_of(self.label_set, self.label_sets)
    }

    /// The value: a number, a histogram with its exemplars and native buckets, or the states of a state set. An info is 1.
    #[must_use]
    pub fn value(&self) -> MetricValue {
        metric::value(self)
    }

    /// Returns the time at which a counter or histogram began at 0: the start of the process, or the first use of the latest value
    /// of its open labels. `None` for other kinds, which do not count up from 0, and without the feature `process`, which reads
    /// the start of the process.
    ///
    /// ```
    /// # mod metrics {
    /// # pforge_metrics::include_metrics!(inline = r#"
    /// #     [counter.hits_total]
    /// #     help = "Lookups that found an entry."
    /// #
    /// #     [gauge.entries]
    /// #     help = "Entries in the cache."
    /// # "#);
    /// # }
    /// use std::time::SystemTime;
    ///
    /// let snapshot = metrics::CATALOG.snapshot();
    /// let created: Vec<Option<SystemTime>> = snapshot.series().map(|series| series.created()).collect();
    /// assert!(created[0].is_some_and(|created| created <= SystemTime::now()));
    /// assert_eq!(created[1], None);
    /// ```
    #[must_use]
    pub fn created(&self) -> Option<SystemTime> {
        let since_epoch = Duration::from_millis(self.began_ms()?);
        SystemTime::UNIX_EPOCH.checked_add(since_epoch)
    }

    /// Labels, value, exemplar and start time, as a metric of a [`MetricFamily`](crate::model::MetricFamily).
    #[must_use]
    pub fn metric(&self) -> Metric {
        metric::metric(self)
    }

    pub(crate) fn reading(&self) -> Reading<'a> {
        let descriptor = self.descriptor;
        match (descriptor.kind, descriptor.number, self.values()) {
            (Kind::Histogram, _, [sum, buckets @ ..]) => {
                let counts = &buckets[..descriptor.classic_cells() - 1];
                Reading::Histogram(f64::from_bits(*sum), counts)
            }
            (Kind::StateSet, _, [mask, ..]) => Reading::States(*mask, descriptor.states()),
            (_, Number::Unsigned, [value, ..]) => Reading::Unsigned(*value),
            (_, Number::Signed, [value, ..]) => Reading::Signed(value.cast_signed()),
            (_, Number::Float, [value, ..]) => Reading::Float(f64::from_bits(*value)),
            // An info has no cell: its value never changes.
            (_, _, []) => Reading::Unsigned(1),
        }
    }

    #[cfg(feature = "process")]
    fn began_ms(&self) -> Option<u64> {
        let counts_up = self.descriptor.has_created();
        counts_up.then(|| self.created_ms(clock::process_start_ms()))
    }

    #[cfg(not(feature = "process"))]
    #[expect(clippy::unused_self, reason = "no start of the process is known")]
    fn began_ms(&self) -> Option<u64> {
        None
    }

    /// When it began, in milliseconds since the epoch, if the process did at `process`.
    pub(crate) fn created_ms(&self, process: u64) -> u64 {
        let interned = self.descriptor.interned_ms(self.label_set, self.label_sets);
        interned.fold(process, u64::max)
    }

    /// The native buckets, if the histogram has some.
    pub(crate) fn native(&self) -> Option<Merged> {
        let table = self.descriptor.native?;
        Some(table.merged(&self.values()[self.descriptor.classic_cells()..]))
    }

    /// The count of a histogram, by the observations in each classic bucket alone, and the bounds of these buckets with the
    /// observations up to them, `+Inf` last.
    ///
    /// Native buckets and classic ones are counted at different times. The count is that of the native ones, and no classic bucket
    /// holds more.
    pub(crate) fn buckets<'c>(
        &self,
        counts: &'c [u64],
        native: Option<&Merged>,
    ) -> (u64, impl Iterator<Item = (f64, u64)> + use<'c>) {
        let all = cumulative(counts).last().unwrap_or_default();
        let count = native.map_or(all, Merged::count);
        let bounds = self.descriptor.bounds().iter().copied();
        let buckets = bounds.zip(cumulative(counts));
        let buckets = buckets.map(move |(bound, up_to_bound)| (bound, up_to_bound.min(count)));
        (count, buckets.chain([(f64::INFINITY, count)]))
    }

    /// The exemplar of one of its cells, if one is kept.
    pub(crate) fn exemplar(&self, cell: usize) -> Option<StoredExemplar> {
        self.slot(cell)?.read()
    }

    /// Where the exemplar of one of its cells is kept.
    pub(crate) fn slot(&self, cell: usize) -> Option<&'static Slot> {
        self.slots?.get(cell)
    }

    /// Whether nothing has happened to it. That holds for infos too.
    pub(crate) fn is_zero(&self) -> bool {
        self.values().iter().all(|cell| *cell == 0)
    }

    /// The cells that hold values.
    pub(crate) fn values(&self) -> &'a [u64] {
        &self.cells[..self.descriptor.value_cells()]
    }

    fn is_exposed(&self) -> bool {
        !self.descriptor.is_optional || self.cells.last().is_some_and(|flag| *flag != 0)
    }
}

/// Writes the value alone.
impl fmt::Debug for Series<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.reading(), self.native()) {
            (Reading::Histogram(sum, counts), Some(native)) => {
                write!(f, "{{sum: {sum:?}, counts: {counts:?}, native: {native}}}")
            }
            (reading, _) => reading.fmt(f),
        }
    }
}

impl fmt::Debug for Reading<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsigned(value) => write!(f, "{value}"),
            Self::Signed(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value:?}"),
            Self::Histogram(sum, counts) => write!(f, "{{sum: {sum:?}, counts: {counts:?}}}"),
            Self::States(mask, states) => f.debug_list().entries(active(*mask, states)).finish(),
        }
    }
}

/// From the observations in each bucket alone to those up to its bound. The last one is the count.
pub(crate) fn cumulative(counts: &[u64]) -> impl Iterator<Item = u64> {
    counts.iter().scan(0_u64, |count, in_bucket| {
        *count = count.wrapping_add(*in_bucket);
        Some(*count)
    })
}

/// The names of the states that are active.
fn active(mask: u64, states: &'static [&'static str]) -> impl Iterator<Item = &'static str> {
    flags(mask, states).filter_map(|(state, is_active)| is_active.then_some(state))
}

/// The name of each state, and whether it is active.
pub(crate) fn flags(
    mask: u64,
    states: &'static [&'static str],
) -> impl Iterator<Item = (&'static str, bool)> {
    let bits = (0..u64::BITS).map(move |bit| mask >> bit & 1 == 1);
    states.iter().copied().zip(bits)
}
