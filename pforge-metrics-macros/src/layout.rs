//! Assigns cells to metrics.

use pforge_metrics_schema::{Kind, Metric, MetricId, Schema};
use std::collections::HashSet;

/// The most cells of a metric in lanes. Larger metrics are shared: with that many cells, contention is rare, and a copy in every
/// thread costs memory. 4,096 cells are 32 KiB, the size of most first-level caches.
const MAX_METRIC_CELLS: usize = 4_096;

/// The most cells of a lane. Metrics that would exceed it are shared. 32,768 cells are 256 KiB a thread.
const MAX_LANE_CELLS: usize = 32_768;

/// Where the values of a metric are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// In every lane.
    Lanes,
    /// In one cell for all threads.
    Shared,
    /// In a shared cell that a state publishes together with others.
    Grouped,
}

/// The cells of one metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MetricCells {
    pub storage: Storage,
    pub first: usize,
    /// Whether each cell has a slot for an exemplar.
    pub has_exemplars: bool,
}

/// The cells of a whole catalog.
pub struct Layout {
    pub metrics: Vec<MetricCells>,
    pub lane_cells: usize,
    pub shared_cells: usize,
    /// The number of shared cells that belong to states. They come first.
    pub grouped_cells: usize,
    /// The number of exemplar slots. Cells with exemplars come first in lanes and last among the shared cells, in the order of
    /// their slots.
    pub exemplar_slots: usize,
}

impl MetricCells {
    /// The cells of a metric before [`Layout::assign`] sets `first`.
    fn unassigned(metric: &Metric, storage: Storage) -> Self {
        Self {
            storage,
            first: 0,
            has_exemplars: metric.exemplars,
        }
    }
}

impl Layout {
    pub fn new(schema: &Schema) -> Self {
        let metrics = schema.metrics.iter().zip(storage(schema));
        let mut layout = Self {
            metrics: metrics
                .map(|(metric, storage)| MetricCells::unassigned(metric, storage))
                .collect(),
            lane_cells: 0,
            shared_cells: 0,
            grouped_cells: 0,
            exemplar_slots: 0,
        };
        layout.assign(schema, |cells| cells.storage == Storage::Grouped);
        layout.grouped_cells = layout.shared_cells;
        layout.assign(schema, |cells| {
            cells.storage == Storage::Lanes && cells.has_exemplars
        });
        layout.assign(schema, |cells| {
            cells.storage == Storage::Lanes && !cells.has_exemplars
        });
        layout.assign(schema, |cells| {
            cells.storage == Storage::Shared && !cells.has_exemplars
        });
        layout.assign(schema, |cells| {
            cells.storage == Storage::Shared && cells.has_exemplars
        });
        layout.link_aliases(schema);
        layout
    }

    /// Assigns the next cells to the metrics that `is_next` selects, in the order of their declaration.
    fn assign(&mut self, schema: &Schema, is_next: impl Fn(&MetricCells) -> bool) {
        let metrics = self.metrics.iter_mut().zip(&schema.metrics);
        for (cells, metric) in metrics.filter(|(cells, _)| is_next(cells)) {
            let next = match cells.storage {
                Storage::Lanes => &mut self.lane_cells,
                Storage::Shared | Storage::Grouped => &mut self.shared_cells,
            };
            cells.first = *next;
            let count = cell_count(metric, schema);
            *next = next.saturating_add(count);
            if cells.has_exemplars {
                self.exemplar_slots = self.exemplar_slots.saturating_add(count);
            }
        }
    }

    /// Gives aliases the cells of their successors.
    fn link_aliases(&mut self, schema: &Schema) {
        for (i, metric) in schema.metrics.iter().enumerate() {
            if let Some(target) = metric.alias_of() {
                self.metrics[i] = self.metrics[target.0];
            }
        }
    }
}

fn storage(schema: &Schema) -> Vec<Storage> {
    let fields = schema.states.iter().flat_map(|state| &state.fields);
    let grouped: HashSet<MetricId> = fields.map(|field| field.metric).collect();
    let mut lane = 0_usize;
    let storage = |(i, metric): (usize, &Metric)| {
        if grouped.contains(&MetricId(i)) {
            return Storage::Grouped;
        }
        let longer = lane.saturating_add(cell_count(metric, schema));
        match metric.kind {
            Kind::Gauge { .. } | Kind::StateSet(_) | Kind::Info(_) => Storage::Shared,
            _ if cell_count(metric, schema) > MAX_METRIC_CELLS || longer > MAX_LANE_CELLS => {
                Storage::Shared
            }
            Kind::Counter(_) | Kind::Histogram(_) => {
                lane = longer;
                Storage::Lanes
            }
        }
    };
    schema.metrics.iter().enumerate().map(storage).collect()
}

/// The number of cells of a metric. An alias has none of its own.
fn cell_count(metric: &Metric, schema: &Schema) -> usize {
    if metric.alias_of().is_some() {
        return 0;
    }
    let values = match &metric.kind {
        // The states of a series are the bits of one cell.
        Kind::Counter(_) | Kind::Gauge { .. } | Kind::StateSet(_) => 1,
        // One bucket for each bound and one for `+Inf`, and the sum.
        Kind::Histogram(histogram) => {
            // The native buckets and the zero bucket.
            let native = histogram
                .native
                .map_or(0, |it| usize::from(it.max_buckets) + 1);
            schema.bounds(histogram).len() + 2 + native
        }
        Kind::Info(_) => return 0,
    };
    let per_series = values + usize::from(is_optional(metric, schema));
    metric.label_sets(schema).saturating_mul(per_series)
}

/// Whether a series is exposed only after its first use. Each series has a cell that records it.
pub fn is_optional(metric: &Metric, schema: &Schema) -> bool {
    metric.is_open(schema) || matches!(metric.kind, Kind::Gauge { unset: true, .. })
}
