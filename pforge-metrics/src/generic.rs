//! Traits and types for code that is generic over metrics: a library, or a component that is handed its metrics.
//!
//! Code that updates the metrics of one schema needs none of them. It names a metric by the types that
//! [`include_metrics!`](crate::include_metrics#metrics-in-a-struct) generates.
//!
//! The parameters of a series say how its values are kept, so a flag of the schema can change them:
//!
//! | type | parameters |
//! |---|---|
//! | [`Counter<C, V, P>`](crate::Counter) | the catalog `C`, the type of its values `V`, `u64` or `f64`, and the [`Place`] `P` of its values |
//! | [`Gauge<C, V, P>`](crate::Gauge) | the same, with `i64` or `f64` and a [`Settable`] place |
//! | [`Histogram<C, N, P>`](crate::Histogram) | the catalog, the number of bounds, and the place |
//! | [`StateSet<C, S>`](crate::StateSet) | the catalog and the type of the states |
//! | [`Family<S, L>`](crate::Family) | the type of its [`Handle`] and its label set |
//!
//! Code that is generic over `P` accepts a metric whichever flags its schema sets:
//!
//! ```
//! use pforge_metrics::generic::{Place, Settable, Store};
//! use pforge_metrics::{Counter, Gauge};
//!
//! /// A queue that updates the metrics that it is given.
//! struct Queue<C, P, Q> {
//!     jobs: Vec<String>,
//!     pushed: Counter<C, u64, P>,
//!     length: Gauge<C, i64, Q>,
//! }
//!
//! impl<C: Store, P: Place, Q: Settable> Queue<C, P, Q> {
//!     fn new(pushed: Counter<C, u64, P>, length: Gauge<C, i64, Q>) -> Self {
//!         Self { jobs: Vec::new(), pushed, length }
//!     }
//!
//!     fn push(&mut self, job: &str) {
//!         self.jobs.push(job.to_owned());
//!         self.pushed.inc();
//!         self.length.inc();
//!     }
//! }
//!
//! mod metrics {
//!     pforge_metrics::include_metrics!(inline = r#"
//!         [label.queue]
//!         help   = "Queue that a job waits in."
//!         values = ["builds", "merges"]
//!
//!         [counter.jobs_queued_total]
//!         help      = "Jobs that were put into a queue."
//!         labels    = ["queue"]
//!         exemplars = true
//!
//!         [gauge.merges_waiting]
//!         help  = "Merges that wait for their turn."
//!         value = "int"
//!         init  = "unset"
//!     "#);
//! }
//! # fn main() {
//! use metrics::{JOBS_QUEUED_TOTAL, MERGES_WAITING};
//!
//! let pushed = JOBS_QUEUED_TOTAL.with(metrics::Queue::Merges);
//! let mut merges = Queue::new(pushed, MERGES_WAITING);
//! merges.push("fix the overflow");
//! assert_eq!((pushed.get(), MERGES_WAITING.get(), merges.jobs.len()), (1, 1, 1));
//! # }
//! ```

pub use crate::metric::handle::Handle;
pub use crate::storage::place::{
    Grouped, KeepsExemplars, Lanes, Native, Place, Settable, Shared, Traced, Unset,
};
pub use crate::storage::store::Store;
pub use crate::value::Value;
