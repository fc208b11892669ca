//! Traits and types for code that is generic over metrics, such as a library that receives its metrics from the application.
//!
//! Code that updates the metrics of a single schema does not need this module. It uses the types that
//! [`include_metrics!`](crate::include_metrics#metrics-in-a-struct) generates.
//!
//! The type parameters of a handle describe how its values are stored, so an option in the schema can change them:
//!
//! | type | parameters |
//! |---|---|
//! | [`Counter<C, V, P>`](crate::Counter) | the catalog `C`, the value type `V` (`u64` or `f64`), and the [`Place`] `P` of the values |
//! | [`Gauge<C, V, P>`](crate::Gauge) | the same, with `i64` or `f64` and a [`Settable`] place |
//! | [`Histogram<C, N, P>`](crate::Histogram) | the catalog, the number of bounds `const N: usize`, and the place |
//! | [`StateSet<C, S>`](crate::StateSet) | the catalog and the type of the states |
//! | [`Family<S, L>`](crate::Family) | the type of its series `S` and its [`LabelSet`](crate::LabelSet) `L` |
//! | [`InFlight<G>`](crate::InFlight) | the type of the gauge, a [`GaugeHandle`] |
//! | [`Timer<H>`](crate::Timer) | the type of the histogram, a [`HistogramHandle`] |
//!
//! Code that is generic over all of these parameters accepts a metric with any options. A struct with a histogram needs the bound
//! `H: Place`, because the place determines which native buckets the handle refers to. The other bounds can be on the `impl`
//! block only, but a struct that derives `Debug` needs all of them.
//!
//! Adding a label to a metric only changes `L`. Calls of `.with(…)` with a concrete label set take one more value.
//!
//! ```
//! use pforge_metrics::generic::{Place, Settable, Store};
//! use pforge_metrics::{Counter, Family, Gauge, Histogram, LabelSet};
//!
//! /// A queue that updates the metrics of its creator.
//! #[derive(Debug)]
//! struct Queue<C: Store, P: Place, Q: Settable, const N: usize, H: Place, L: LabelSet> {
//!     jobs: Vec<String>,
//!     pushed: Family<Counter<C, u64, P>, L>,
//!     length: Gauge<C, i64, Q>,
//!     size: Histogram<C, N, H>,
//! }
//!
//! impl<C: Store, P: Place, Q: Settable, const N: usize, H: Place, L: LabelSet> Queue<C, P, Q, N, H, L> {
//!     fn push(&mut self, job: &str, labels: L) {
//!         self.jobs.push(job.to_owned());
//!         self.pushed.with(labels).inc();
//!         self.length.inc();
//!         self.size.observe(job.len() as f64);
//!     }
//! }
//!
//! mod metrics {
//!     pforge_metrics::include_metrics!(inline = r#"
//!         [label.origin]
//!         help   = "Origin of the job."
//!         values = ["user", "schedule"]
//!
//!         [counter.jobs_queued_total]
//!         help      = "Number of jobs added to the queue."
//!         labels    = ["origin"]
//!         exemplars = true
//!
//!         [gauge.jobs_waiting]
//!         help  = "Number of jobs in the queue."
//!         value = "int"
//!         init  = "unset"
//!
//!         [histogram.job_size_bytes]
//!         help    = "Size of a job."
//!         buckets = [16, 256, 4096]
//!         native  = { factor = 1.1 }
//!     "#);
//! }
//! # fn main() {
//! use metrics::{JOB_SIZE_BYTES, JOBS_QUEUED_TOTAL, JOBS_WAITING, Origin};
//!
//! let mut queue = Queue {
//!     jobs: Vec::new(),
//!     pushed: JOBS_QUEUED_TOTAL,
//!     length: JOBS_WAITING,
//!     size: JOB_SIZE_BYTES,
//! };
//! queue.push("fix the overflow", Origin::User);
//! assert_eq!((JOBS_QUEUED_TOTAL.total(), JOBS_WAITING.get(), JOB_SIZE_BYTES.count()), (1, 1, 1));
//! # assert_eq!(queue.jobs.len(), 1);
//! # }
//! ```

pub use crate::metric::handle::{GaugeHandle, Handle, HistogramHandle};
pub use crate::storage::place::{
    Grouped, KeepsExemplars, Lanes, Native, Place, Settable, Shared, Traced, Unset,
};
pub use crate::storage::store::Store;
pub use crate::value::Value;
