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
//! # Features
//!
//! The default features are `exporter`, `gzip` and `registry`. A library that only counts needs none of them:
//! `default-features = false`. docs.rs shows on each item which feature it needs.
//!
//! [backtest]: https://docs.rs/crate/pforge-metrics-backtest/latest/source/docs/backtest.md
//! [features]: #features
//! [language]: macro@crate::include_metrics#the-language-of-metricstoml
//! [lints]: mod@crate::lints
//! [moving]: mod@crate::guide::moving

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
/// Binds an enum of yours to a label: converts each into the other, and keeps them in step.
///
/// `#[metric_label(path)]` on the enum names the one that [`include_metrics!`] generates for the label. The derive implements
/// [`From`] in both directions, so that a family takes a value of yours with `.into()`.
///
/// A variant stands for the variant of the label that has its name, or the one that `#[metric_label(Name)]` on it names.
/// Each value of the label needs exactly one variant: a value that is added to the schema, or a variant that is added
/// to the enum, breaks the build until both have it.
///
/// `#[metric_label(path, crate = path::to::pforge_metrics)]` names this crate where it is not a dependency called
/// `pforge_metrics`.
///
/// # Errors
///
/// It is a compile error if the two enums differ, if two variants stand for one value, and if the type is generic, no enum, or
/// has a variant with fields.
///
/// # Example
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
/// Lets a state group publish a struct of yours, in place of one that is generated: implements [`State`](trait@State).
///
/// In the schema `[state.x]` names the struct, as in `type = "crate::PuzzleState"`, and [`include_metrics!`] generates the
/// function `update_x_state`, or the one that `update` names, that takes a reference to it. The fields of the two are compared at compile time: each field
/// of the state is one of the struct, and each of the struct is one of the state unless it is marked `#[state(skip)]`.
///
/// The type of a field is that of its gauge, `f64` or `i64`. That function reads the fields in the module where
/// `include_metrics!` is invoked, so they must be visible there: `pub(crate)` if that is another module than the struct's.
///
/// `#[state(crate = path::to::pforge_metrics)]` on the struct names this crate where it is not a dependency called
/// `pforge_metrics`.
///
/// # Errors
///
/// It is a compile error if the type is generic, or no struct with named fields. That the fields differ is one where
/// `include_metrics!` is invoked.
///
/// # Example
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
/// Turns a schema into typed statics and label types, at compile time.
///
/// - `include_metrics!("metrics.toml")` reads a file; the path is relative to the directory of Cargo.toml. Editing the file,
///   or one that it includes, builds again. If there is a lock beside it, metrics.lock, a schema that breaks what its beta and
///   stable metrics promised does not compile; `pforge-metrics lock` writes it.
/// - `include_metrics!(inline = r#"…"#)` takes the schema itself: for tests and examples.
/// - `include_metrics!("metrics.toml", crate = path::to::pforge_metrics)` names this crate where it is not a dependency
///   called `pforge_metrics`.
/// - `include_metrics!("metrics.toml", refresh = path::to::function)` names a function, without parameters and result, that
///   brings values up to date that are computed at scrape time. It sets gauges, such as the length of a queue, and has counters
///   [mirror](Counter::mirror) what something else counts. It runs at the start of every scrape and snapshot of the catalog,
///   whoever takes it, on that thread, and never twice at once. What it reads is not refreshed in turn. If it panics, scrapes
///   show the values as they are, [`Catalog::refresh_panics`] counts it, and a [snapshot](Catalog::snapshot) passes the panic on.
///   An exporter shows it in `pforge_metrics_callback_panics_total`, if it is built with `.self_metrics(true)`.
///   If both are given, `refresh` comes first.
///
/// Invoke it once in a module: it generates
///
/// - for each `[label.x]` a type, a [`Label`]: an enum with a variant for each value, or what else fits the values;
/// - for each metric a static called like the metric in upper case: a [`Counter`], [`Gauge`], [`Histogram`], [`StateSet`] or
///   [`Info`], or a [`Family`] of one of the first four if it has labels;
/// - for each metric `x` the type `XSeries`, that of one series, and `XFamily` if it has labels: [see below](#metrics-in-a-struct);
/// - for a metric whose labels have roles, a struct `XLabels` with a field for each;
/// - for each `[state.x]` a function `update_x_state`, or the name in `update`, and, unless it names one of yours, a struct `XState`; for each label of
///   its gauges a type `ByX`, a [`By`] with a value for each value of the label;
/// - `CATALOG`, the [`Catalog`] of all of them, and the type `Cells`, which ties handles to it.
///
/// The documentation of each static, which editors show on hover, has the Rust call that updates it and a PromQL query to start
/// from.
///
/// # Metrics in a struct
///
/// A struct holds one series of the metric `x` as `XSeries`, and a metric with labels as `XFamily`. `XSeries` is the type that
/// `.with(…)` returns, or that of the static if the metric has no labels. Neither name changes with the schema: when the metric gets
/// `exemplars`, `native`, `init = "unset"`, another number of buckets or more labels, or becomes a field of a state, the struct stays
/// as it is.
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
/// The guards have the type of the series as their parameter, so their types stay the same as well. A struct that stands for
/// something in flight holds an [`InFlight`] and a [`Timer`], and updates both metrics when it is dropped:
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
/// Such a struct can derive `Debug`, and without guards `Clone`, `Copy`, `PartialEq`, `Eq` and `Hash`: two handles are equal if they
/// are of the same series, whatever its value.
///
/// A label that is added to a metric with labels does not change the names of the types, but every call of `.with(…)` takes one
/// more value. The first label of a metric turns its static into a family, so that calls need `.with(…)`.
///
/// Code that takes metrics of several schemas is generic over them: see [`generic`].
///
/// Of `[record.x]`, `[alert.x]` and `[dashboard.x]` no code is made: `pforge-metrics rules` and `pforge-metrics dashboard` write
/// what Prometheus and Grafana read. `pforge-metrics check` holds their expressions of PromQL against the metrics; with the feature
/// `promql` this macro does so as well.
///
/// # Errors
///
/// Whatever is wrong with the schema is a compile error that shows the place in the schema and says what to do. All
/// mistakes are reported at once, and metrics without a mistake can be used all the same. What is sound but could
/// be better is a warning. [The lints](mod@crate::lints) say what is looked for, and how to turn one down.
///
/// # Example
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
///         help    = "Time to answer a request."
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

/// The axum whose [`Router`](axum::Router) an exporter makes, and whose requests are measured.
#[cfg(any(feature = "exporter", feature = "http"))]
pub use axum;
/// The `opentelemetry` whose traces exemplars lead to.
#[cfg(feature = "tracing")]
pub use opentelemetry;
/// The `prometheus` whose registries are served, and that catalogs register with.
#[cfg(feature = "registry")]
pub use prometheus;
/// The `tracing-opentelemetry` whose layer knows the trace of a span, see [`Exemplar::current`].
#[cfg(feature = "tracing")]
pub use tracing_opentelemetry;

/// What generated code is made of. Not part of the public interface: it may change in any release.
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

// The examples of the README are tested with those of the documentation. Cargo resolves the path: the file is above this package in
// the repository, and inside it in a packed crate.
#[cfg(doctest)]
#[doc = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", env!("CARGO_PKG_README")))]
mod readme {}

#[cfg(feature = "catalog")]
pub mod catalog;
