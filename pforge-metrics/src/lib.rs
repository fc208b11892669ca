#![forbid(unsafe_code)]
// Only docs.rs sets `docsrs`. It documents with a nightly compiler, which then shows the feature that an item needs.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    all(test, model),
    allow(
        dead_code,
        unused_imports,
        reason = "the layers that use them are not built"
    )
)]
//! Declare every Prometheus metric in one file. A wrong label does not compile, and an increment takes about a nanosecond.
//!
//! `metrics.toml` declares the metrics of a program. [`include_metrics!`] turns it into one static per metric and one type per
//! label. An [`Exporter`](exporter::Exporter) serves them to Prometheus, and the command line `pforge-metrics` generates alert
//! rules, dashboards and a reference from the same file.
//!
//! ```
//! mod metrics {
//!     // Or `include_metrics!("metrics.toml")`, relative to Cargo.toml.
//!     pforge_metrics::include_metrics!(inline = r#"
//!         [label.method]
//!         help   = "HTTP method."
//!         values = ["get", "post", "other"]
//!
//!         [counter.shop_requests_total]
//!         help   = "Requests that were served."
//!         labels = ["method"]
//!
//!         [histogram.shop_request_duration_seconds]
//!         help    = "Time to serve a request."
//!         unit    = "seconds"
//!         buckets = [0.01, 0.1, 1]
//!     "#);
//! }
//! use metrics::{CATALOG, Method, SHOP_REQUEST_DURATION_SECONDS, SHOP_REQUESTS_TOTAL};
//! use pforge_metrics::exporter::Exporter;
//!
//! # fn main() -> Result<(), pforge_metrics::exporter::BuildError> {
//! SHOP_REQUESTS_TOTAL.with(Method::Get).inc(); // `Method::Gte` does not compile
//! SHOP_REQUEST_DURATION_SECONDS.observe(0.02);
//!
//! let exporter = Exporter::builder().catalog(&CATALOG).build()?;
//! assert!(exporter.text().contains("\nshop_requests_total{method=\"get\"} 1\n"));
//! let app: axum::Router = axum::Router::new().merge(exporter); // GET /metrics
//! # Ok(())
//! # }
//! ```
//!
//! # Documentation
//!
//! | page | contents |
//! |---|---|
//! | [`guide`] | thirteen chapters: [quick start](guide::quick_start), [choosing](guide::choosing), [mounting](guide::mounting), [testing](guide::testing), [components](guide::components), [cookbook](guide::cookbook), [moving][moving], [Prometheus and Grafana](guide::prometheus_and_grafana), [performance](guide::performance), [troubleshooting](guide::troubleshooting), [security](guide::security), [CI](guide::ci), [comparison](guide::comparison) |
//! | [`include_metrics!`] | what the macro generates, and [the language of metrics.toml][language] |
//! | [lints][lints] | every check of a schema, with an example and the fix |
//! | [`Counter`], [`Gauge`], [`Histogram`], [`StateSet`], [`Info`], [`Family`] | the handles that code updates |
//! | [`MetricLabel`], [`State`](derive@State) | derive macros that bind your enums and structs to labels and state groups |
//! | [`Exemplar`], [`Timer`], [`InFlight`] | traces of single updates; guards that time and count |
//! | [`Catalog`], [`Snapshot`], [`Descriptor`], [`text`] | all metrics of a schema: values, descriptions, text without an exporter |
//! | [`exporter`] | `GET /metrics`: the router, authentication, limits, a server with TLS, pushes |
//! | [`http`], [`process`], [`tokio_runtime`] | metrics of requests, of the process and of a tokio runtime |
//! | [`model`] | families of other metrics libraries |
//! | [`testing`] | what a test counted |
//! | [`generic`] | traits for code that takes metrics of several schemas |
//! | [`own`] | the runtime's metrics of itself: overflows and drops |
//!
//! [backtest]: https://docs.rs/crate/pforge-metrics-backtest/latest/source/docs/backtest.md
//! [features]: #features
//! [language]: macro@crate::include_metrics#the-language-of-metricstoml
//! [lints]: mod@crate::lints
//! [moving]: mod@crate::guide::moving
#![doc = include_str!("../docs/features.md")]

// The model checker has no statics, and so no catalogs.
#[cfg(not(all(test, model)))]
mod builtin;
mod catalogs;
mod clock;
mod descriptor;
mod exemplar;
#[cfg(feature = "exporter")]
pub mod exporter;
mod exposition;
pub mod generic;
mod label;
mod metric;
#[cfg(feature = "exporter")]
mod names;
mod native;
mod panics;
#[cfg(feature = "process")]
mod process_stats;
#[cfg(any(feature = "exporter", feature = "registry"))]
mod registry;
mod storage;
mod sync;
#[cfg(feature = "testing")]
pub mod testing;
mod value;

#[cfg(feature = "http")]
pub use builtin::http;
#[cfg(not(all(test, model)))]
pub use builtin::own;
#[cfg(feature = "process")]
pub use builtin::process;
#[cfg(feature = "tokio-metrics")]
pub use builtin::tokio_runtime;
pub use catalogs::catalog::Catalog;
pub use catalogs::snapshot::{Read, Snapshot};
pub use catalogs::text;
pub use descriptor::{Better, Deprecation, Descriptor, Kind, LabelDescriptor, Stability};
pub use exemplar::Exemplar;
pub use exposition::model;
pub use exposition::series::Series;
pub use label::{ClosedLabel, Label, LabelSet, UnknownLabelValue};
pub use metric::by::By;
pub use metric::counter::Counter;
pub use metric::family::Family;
pub use metric::gauge::Gauge;
pub use metric::histogram::{Distribution, Histogram};
pub use metric::in_flight::InFlight;
pub use metric::info::Info;
pub use metric::state::State;
pub use metric::state_set::StateSet;
pub use metric::timer::Timer;
#[doc(inline)]
/// Binds your enum to a label, with conversions in both directions.
///
/// `#[metric_label(path)]` on the enum names the label type that [`include_metrics!`] generates. The derive
/// implements [`From`] in both directions, so a family accepts a value of your enum with `.into()`.
///
/// A variant corresponds to the label's variant of the same name, or to the one that `#[metric_label(Name)]` on the
/// variant names. Each value of the label needs exactly one variant. A value that is added to the schema, or a
/// variant that is added to the enum, breaks the build until both have it.
///
/// If this crate is not a dependency called `pforge_metrics`, name it with
/// `#[metric_label(path, crate = path::to::pforge_metrics)]`.
///
/// # Errors
///
/// Reports a compile error if the two enums differ, if two variants correspond to one value, if the type is generic
/// or not an enum, or if a variant has fields.
///
/// # Examples
///
/// ```
/// mod metrics {
///     pforge_metrics::include_metrics!(inline = r#"
///         [label.vendor]
///         help   = "LLM vendor that served the call."
///         values = ["openai", "google", "local"]
///
///         [counter.tokens_total]
///         help   = "Tokens used."
///         labels = ["vendor"]
///     "#);
/// }
/// use metrics::{TOKENS_TOTAL, Vendor};
///
/// #[derive(Clone, Copy, Debug, PartialEq, pforge_metrics::MetricLabel)]
/// #[metric_label(metrics::Vendor)]
/// enum Provider {
///     Openai,
///     #[metric_label(Google)]
///     Gemini,
///     Local,
/// }
///
/// TOKENS_TOTAL.with(Provider::Gemini.into()).inc_by(1_240);
/// assert_eq!(TOKENS_TOTAL.with(Vendor::Google).get(), 1_240);
/// assert_eq!(Provider::from(Vendor::Google), Provider::Gemini);
/// ```
pub use pforge_metrics_macros::MetricLabel;
#[doc(inline)]
/// Lets a state group publish your struct instead of a generated one. Implements [`State`](trait@State).
///
/// `[state.x]` in the schema names the struct, for example with `type = "crate::PuzzleState"`. [`include_metrics!`]
/// then generates the function `update_x_state`, or the one that `update` names, which takes a reference to the
/// struct. The compiler compares the fields: each field of the state must be a field of the struct, and each field of
/// the struct must be a field of the state unless it is marked `#[state(skip)]`.
///
/// A field has the type of its gauge, `f64` or `i64`. The generated function reads the fields in the module that
/// invokes `include_metrics!`, so they must be visible there: `pub(crate)` if the struct is in another module.
///
/// If this crate is not a dependency called `pforge_metrics`, name it with
/// `#[state(crate = path::to::pforge_metrics)]` on the struct.
///
/// # Errors
///
/// Reports a compile error if the type is generic or not a struct with named fields. If the fields differ, the error
/// is reported where `include_metrics!` is invoked.
///
/// # Examples
///
/// ```
/// mod metrics {
///     pforge_metrics::include_metrics!(inline = r#"
///         [gauge.efficiency]
///         help = "Efficiency of the puzzle (E)."
///
///         [gauge.gaps]
///         help  = "Empty places of the puzzle."
///         value = "int"
///
///         [state.puzzle]
///         help   = "Snapshot of the puzzle."
///         fields = ["efficiency", "gaps"]
///         type   = "crate::PuzzleState"
///     "#);
/// }
///
/// #[derive(pforge_metrics::State)]
/// pub struct PuzzleState {
///     efficiency: f64,
///     gaps: i64,
///     #[state(skip)]
///     pieces: Vec<String>,
/// }
///
/// # fn main() {
/// metrics::update_puzzle_state(&PuzzleState { efficiency: 0.5, gaps: 3, pieces: vec![] });
/// assert_eq!(metrics::GAPS.get(), 3);
/// # }
/// ```
pub use pforge_metrics_macros::State;
#[doc(inline)]
/// Generates typed statics and label types from a schema, at compile time.
///
/// | argument | meaning |
/// |---|---|
/// | `"metrics.toml"` | Reads a file. The path is relative to the directory of Cargo.toml. A change of the file, or of a file that it includes, causes a rebuild. |
/// | `inline = r#"…"#` | Takes the schema itself, for tests and examples. |
/// | `refresh = path::to::function` | Calls a function before each scrape and snapshot: [see below](#values-computed-at-scrape-time). |
/// | `crate = path::to::pforge_metrics` | Names this crate if it is not a dependency called `pforge_metrics`. Comes after `refresh`. |
///
/// If there is a `metrics.lock` next to the file, a schema that breaks a promise of its beta and stable metrics does
/// not compile. `pforge-metrics lock` writes the lock.
///
/// Invoke the macro once per schema, in a module of its own. It generates:
///
/// | for | item |
/// |---|---|
/// | each `[label.x]` | a type that implements [`Label`]: an enum with a variant for each value, or a struct for labels of other sorts |
/// | each metric `x` | a static with the name in upper case: a [`Counter`], [`Gauge`], [`Histogram`], [`StateSet`] or [`Info`], or a [`Family`] of one of the first four if the metric has labels |
/// | | the type `XSeries` of one series, and `XFamily` if the metric has labels: [see below](#metrics-in-a-struct) |
/// | labels with roles | a struct `XLabels` with a field for each role |
/// | each `[state.x]` | a function `update_x_state`, or the name in `update`, and a struct `XState` unless `type` names yours; for each label of its gauges a type `ByX`, which is a [`By`] |
/// | the schema | `CATALOG`, the [`Catalog`] of all metrics, and the type `Cells`, which ties handles to it |
///
/// The documentation of each static, which editors show on hover, contains the Rust call that updates it and a PromQL
/// query to start from.
///
/// The macro generates no code for `[record.x]`, `[alert.x]` and `[dashboard.x]`. `pforge-metrics rules` and
/// `pforge-metrics dashboard` write the files that Prometheus and Grafana read. `pforge-metrics check` checks their
/// PromQL expressions, and so does this macro with the feature `promql`.
///
/// # Values computed at scrape time
///
/// `refresh` names a function without parameters and result. It sets gauges, such as the length of a queue, and lets
/// counters [mirror](Counter::mirror) a total that another component counts.
///
/// The function runs at the start of every scrape and snapshot of the catalog, on the thread that takes it, and never
/// twice at the same time. Reading the catalog inside the function does not call it again. If it panics, scrapes show
/// the previous values, [`Catalog::refresh_panics`] counts the panic, and [`Catalog::snapshot`] propagates it. An
/// exporter with `.self_metrics(true)` also shows it in `pforge_metrics_callback_panics_total`.
///
/// # Metrics in a struct
///
/// A struct holds one series of the metric `x` as `XSeries`, and a metric with labels as `XFamily`. `XSeries` is the
/// type that `.with(…)` returns, or the type of the static if the metric has no labels. Neither name changes when the
/// metric gets `exemplars`, `native`, `init = "unset"`, other buckets or more labels, or becomes a field of a state.
///
/// ```
/// mod metrics {
///     pforge_metrics::include_metrics!(inline = r#"
///         [label.method]
///         help   = "HTTP method."
///         values = ["get", "post"]
///
///         [counter.requests_total]
///         help      = "Requests served."
///         labels    = ["method"]
///         exemplars = true
///
///         [gauge.queue_length]
///         help = "Requests that wait."
///     "#);
/// }
/// use metrics::{
///     Method, QUEUE_LENGTH, QueueLengthSeries, REQUESTS_TOTAL, RequestsTotalFamily, RequestsTotalSeries,
/// };
///
/// struct Endpoint {
///     requests: RequestsTotalSeries,
///     waiting: QueueLengthSeries,
/// }
///
/// fn endpoint(requests: RequestsTotalFamily, method: Method) -> Endpoint {
///     Endpoint { requests: requests.with(method), waiting: QUEUE_LENGTH }
/// }
///
/// let endpoint = endpoint(REQUESTS_TOTAL, Method::Get);
/// endpoint.requests.inc();
/// endpoint.waiting.set(3.0);
/// assert_eq!(REQUESTS_TOTAL.with(Method::Get).get(), 1);
/// ```
///
/// The guards have the type of the series as their parameter, so their types stay the same as well. A struct that
/// stands for something in flight holds an [`InFlight`] and a [`Timer`], and updates both metrics when it is dropped:
///
/// ```
/// mod metrics {
///     pforge_metrics::include_metrics!(inline = r#"
///         [gauge.calls_in_flight]
///         help  = "Calls being made."
///         value = "int"
///
///         [histogram.call_duration_seconds]
///         help      = "Time that a call took."
///         buckets   = [0.1, 1, 10]
///         exemplars = true
///     "#);
/// }
/// use metrics::{CALL_DURATION_SECONDS, CALLS_IN_FLIGHT, CallDurationSecondsSeries, CallsInFlightSeries};
/// use pforge_metrics::{InFlight, Timer};
///
/// struct Call {
///     _in_flight: InFlight<CallsInFlightSeries>,
///     _timer: Timer<CallDurationSecondsSeries>,
/// }
///
/// impl Call {
///     fn start() -> Self {
///         Self {
///             _in_flight: CALLS_IN_FLIGHT.track_in_flight(),
///             _timer: CALL_DURATION_SECONDS.start_timer(),
///         }
///     }
/// }
///
/// let call = Call::start();
/// assert_eq!(CALLS_IN_FLIGHT.get(), 1);
/// drop(call);
/// assert_eq!((CALLS_IN_FLIGHT.get(), CALL_DURATION_SECONDS.count()), (0, 1));
/// ```
///
/// Such a struct can derive `Debug`. Without guards it can also derive `Clone`, `Copy`, `PartialEq`, `Eq` and `Hash`.
/// Two handles are equal if they refer to the same series.
///
/// When a metric with labels gets another label, the names of the types stay the same, but every call of `.with(…)`
/// takes one more value. When a metric gets its first label, its static becomes a family, and calls need `.with(…)`.
///
/// Code that takes metrics of several schemas is generic over them: see [`generic`]. The
/// [guide](mod@crate::guide::components) has more examples.
///
/// # Errors
///
/// Reports each mistake in the schema as a compile error that shows its line and column, and how to fix it. All
/// mistakes are reported at once, and metrics without a mistake are generated. Some lints are warnings. The page of
/// [lints](mod@crate::lints) describes all of them, and how to turn one off.
///
/// # Examples
///
/// ```
/// mod metrics {
///     pforge_metrics::include_metrics!(inline = r#"
///         [buckets]
///         request = { exponential = { start = 0.001, factor = 4.0, count = 8 } }
///
///         [label.method]
///         help   = "HTTP method."
///         values = ["get", "post", "other"]
///
///         [histogram.http_request_duration_seconds]
///         help    = "Time to serve a request."
///         labels  = ["method"]
///         buckets = "request"
///     "#);
/// }
/// use metrics::{HTTP_REQUEST_DURATION_SECONDS, Method};
///
/// HTTP_REQUEST_DURATION_SECONDS.with(Method::Get).observe(0.003);
/// ```
///
/// [lints]: mod@crate::lints
#[doc = include_str!("../docs/language.md")]
pub use pforge_metrics_macros::include_metrics;
#[cfg(feature = "registry")]
pub use registry::CatalogCollector;

/// The version of axum that the exporter's [`Router`](axum::Router) and the layer for requests belong to.
#[cfg(any(feature = "exporter", feature = "http"))]
pub use axum;
/// The version of `opentelemetry` whose trace IDs exemplars contain.
#[cfg(feature = "tracing")]
pub use opentelemetry;
/// The version of `prometheus` whose registries the exporter serves and catalogs register with.
#[cfg(feature = "registry")]
pub use prometheus;
/// The version of `tracing-opentelemetry` whose layer [`Exemplar::current`] reads.
#[cfg(feature = "tracing")]
pub use tracing_opentelemetry;

/// Items that generated code uses. Not part of the public API: they may change in any release.
#[doc(hidden)]
pub mod __private;

#[cfg(doc)]
#[allow(
    rustdoc::bare_urls,
    reason = "the page is shown by compilers and forges too"
)]
#[doc = include_str!("../docs/lints.md")]
pub mod lints {}

#[cfg(any(doc, doctest))]
pub mod guide;

#[cfg(feature = "catalog")]
pub mod catalog;
