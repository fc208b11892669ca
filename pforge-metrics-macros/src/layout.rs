//! Which cells each metric gets.

use pforge_metrics_schema::{Kind, Metric, MetricId, Schema};
use std::collections::HashSet;

/// A family with more cells than this is shared: a copy of it in every thread would cost more memory than the contention
/// on so many cells costs time. 4,096 cells are 32 KiB, the first-level cache of most processors.
const MAX_FAMILY: usize = 4_096;

/// Lanes grow no longer than this; families that come later are shared. 32,768 cells are 256 KiB a thread.
const MAX_LANE: usize = 32_768;

/// Where a metric's values are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A cell in every lane.
    Lanes,
    /// A cell for all threads.
    Shared,
    /// A shared cell that is published together with others.
    Grouped,
}

/// The cells of one metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cells {
    pub place: Place,
    pub first: usize,
    /// Whether each of the cells has a slot for an exemplar.
    pub has_exemplars: bool,
}

/// The cells of a whole catalog.
pub struct Layout {
    pub metrics: Vec<Cells>,
    pub lane_cells: usize,
    pub shared_cells: usize,
    /// The first so many shared cells belong to state groups.
    pub grouped_cells: usize,
    /// The slots of cells with exemplars: those are the first in lanes and the last of the shared ones, in the order of the
    /// slots.
    pub exemplar_slots: usize,
}

impl Cells {
    /// Those of a metric, whose number is still to be found.
    fn of(metric: &Metric, place: Place) -> Self {
        Self {
            place,
            first: 0,
            has_exemplars: metric.exemplars,
        }
    }
}

impl Layout {
    pub fn new(schema: &Schema) -> Self {
        let places = places(schema);
        let of_metrics = schema.metrics.iter().zip(places);
        let mut layout = Self {
            metrics: of_metrics
                .map(|(metric, place)| Cells::of(metric, place))
                .collect(),
            lane_cells: 0,
            shared_cells: 0,
            grouped_cells: 0,
            exemplar_slots: 0,
        };
        layout.place(schema, |cells| cells.place == Place::Grouped);
        layout.grouped_cells = layout.shared_cells;
        layout.place(schema, |cells| {
            cells.place == Place::Lanes && cells.has_exemplars
        });
        layout.place(schema, |cells| {
            cells.place == Place::Lanes && !cells.has_exemplars
        });
        layout.place(schema, |cells| {
            cells.place == Place::Shared && !cells.has_exemplars
        });
        layout.place(schema, |cells| {
            cells.place == Place::Shared && cells.has_exemplars
        });
        layout.link_aliases(schema);
        layout
    }

    /// Gives the next cells to metrics of one sort, in the order of their declaration.
    fn place(&mut self, schema: &Schema, is_next: impl Fn(&Cells) -> bool) {
        let of_metrics = self.metrics.iter_mut().zip(&schema.metrics);
        for (placed, metric) in of_metrics.filter(|(placed, _)| is_next(placed)) {
            let next = match placed.place {
                Place::Lanes => &mut self.lane_cells,
                Place::Shared | Place::Grouped => &mut self.shared_cells,
            };
            placed.first = *next;
            let cells = cells(metric, schema);
            *next = next.saturating_add(cells);
            if placed.has_exemplars {
                self.exemplar_slots = self.exemplar_slots.saturating_add(cells);
            }
        }
    }

    /// Gives the metrics that were renamed the cells of their successors.
    fn link_aliases(&mut self, schema: &Schema) {
        for (i, metric) in schema.metrics.iter().enumerate() {
            if let Some(target) = metric.alias_of() {
                self.metrics[i] = self.metrics[target.0];
            }
        }
    }
}

fn places(schema: &Schema) -> Vec<Place> {
    let fields = schema.states.iter().flat_map(|state| &state.fields);
    let grouped: HashSet<MetricId> = fields.map(|field| field.metric).collect();
    let mut lane = 0_usize;
    let place = |(i, metric): (usize, &Metric)| {
        if grouped.contains(&MetricId(i)) {
            return Place::Grouped;
        }
        let longer = lane.saturating_add(cells(metric, schema));
        match metric.kind {
            Kind::Gauge { .. } | Kind::StateSet(_) | Kind::Info(_) => Place::Shared,
            _ if cells(metric, schema) > MAX_FAMILY || longer > MAX_LANE => Place::Shared,
            Kind::Counter(_) | Kind::Histogram(_) => {
                lane = longer;
                Place::Lanes
            }
        }
    };
    schema.metrics.iter().enumerate().map(place).collect()
}

/// How many cells a metric has of its own.
fn cells(metric: &Metric, schema: &Schema) -> usize {
    if metric.alias_of().is_some() {
        return 0;
    }
    let values = match &metric.kind {
        // The states of a label set are the bits of one cell.
        Kind::Counter(_) | Kind::Gauge { .. } | Kind::StateSet(_) => 1,
        // A bucket for each bound and for `+Inf`, and the sum.
        Kind::Histogram(histogram) => {
            // Native buckets, and that of zero.
            let native = histogram
                .native
                .map_or(0, |it| usize::from(it.max_buckets) + 1);
            schema.bounds(histogram).len() + 2 + native
        }
        Kind::Info(_) => return 0,
    };
    let each = values + usize::from(is_optional(metric, schema));
    metric.label_sets(schema).saturating_mul(each)
}

/// Whether series are exposed only once they are touched, which a cell of theirs tells.
pub fn is_optional(metric: &Metric, schema: &Schema) -> bool {
    metric.is_open(schema) || matches!(metric.kind, Kind::Gauge { unset: true, .. })
}
