//! Exemplars: links from metric updates to traces.

// This is std's type, not that of `crate::sync`: a counter that is only incremented needs no model check.
use std::sync::atomic::AtomicU64;

/// The trace and the span of a metric update. An exemplar links a point of a graph to a trace.
///
/// Counters and histograms that are declared with `exemplars = true` store the newest exemplar of each series, and
/// histograms that of each bucket, with the value and the time of the update. OpenMetrics and protobuf expose
/// exemplars. Prometheus stores them with `--enable-feature=exemplar-storage`. The text format 0.0.4 cannot represent
/// them.
///
/// The two numbers are the `trace-id` and the `parent-id` of a [W3C trace context][w3c], which are also the ids of
/// OpenTelemetry. An id of 0 is invalid, and such an exemplar is not stored. Do not pass the ids of a trace that is
/// not sampled: no backend has it.
///
/// [w3c]: https://www.w3.org/TR/trace-context/
///
/// An exemplar is dropped if another thread is storing one for the same series or bucket at the same time.
/// [`own::exemplars`](crate::own::exemplars) counts the dropped exemplars.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [histogram.job_duration_seconds]
///     help      = "Time that a job took."
///     buckets   = [0.1, 1, 10]
///     exemplars = true
/// "#);
/// # }
/// # use metrics::*;
/// use pforge_metrics::Exemplar;
///
/// // The header `traceparent` has the parts version, trace, span and flags.
/// let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
/// let trace_id = u128::from_str_radix(&parent[3..35], 16)?;
/// let span_id = u64::from_str_radix(&parent[36..52], 16)?;
///
/// JOB_DURATION_SECONDS.observe_with_exemplar(0.5, &Exemplar::new(trace_id, span_id));
/// assert_eq!(JOB_DURATION_SECONDS.count(), 1);
/// # Ok::<(), std::num::ParseIntError>(())
/// ```
///
/// An OpenMetrics scrape then contains
///
/// ```text
/// job_duration_seconds_bucket{le="1.0"} 1 # {trace_id="4bf92f3577b34da6a3ce929d0e0e4736",span_id="00f067aa0ba902b7"} 0.5 1767225600.000
/// ```
///
/// With the feature `tracing`, `Exemplar::current()` returns the exemplar of the current span of `tracing`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Exemplar {
    trace_id: u128,
    span_id: u64,
}

impl Exemplar {
    /// Creates an exemplar from numeric ids.
    #[must_use]
    pub const fn new(trace_id: u128, span_id: u64) -> Self {
        Self { trace_id, span_id }
    }

    /// Creates an exemplar from ids as bytes in network order, the representation of OpenTelemetry.
    #[must_use]
    pub const fn from_bytes(trace_id: [u8; 16], span_id: [u8; 8]) -> Self {
        Self::new(u128::from_be_bytes(trace_id), u64::from_be_bytes(span_id))
    }

    /// Returns the exemplar of the current span of `tracing`, with the ids of its OpenTelemetry layer.
    ///
    /// The result has ids of 0 outside of a span, without an OpenTelemetry layer, and in a trace that is not sampled.
    /// Updates accept such an exemplar and do not store it, so callers need no check.
    ///
    /// The layer must come from the version of `tracing-opentelemetry` that this crate uses. The re-export
    /// [`pforge_metrics::tracing_opentelemetry`](crate::tracing_opentelemetry) always has this version.
    ///
    /// ```
    /// # mod metrics {
    /// # pforge_metrics::include_metrics!(inline = r#"
    /// #     [counter.jobs_failed_total]
    /// #     help      = "Jobs that failed."
    /// #     exemplars = true
    /// # "#);
    /// # }
    /// # use metrics::*;
    /// use pforge_metrics::Exemplar;
    ///
    /// JOBS_FAILED_TOTAL.inc_with_exemplar(&Exemplar::current());
    /// ```
    #[cfg(feature = "tracing")]
    #[must_use]
    pub fn current() -> Self {
        use opentelemetry::trace::TraceContextExt as _;
        use tracing_opentelemetry::OpenTelemetrySpanExt as _;

        let context = tracing::Span::current().context();
        let span = context.span();
        let span = span.span_context();
        if !span.is_sampled() {
            return Self::new(0, 0);
        }
        Self::from_bytes(span.trace_id().to_bytes(), span.span_id().to_bytes())
    }

    /// Returns the id of the trace. Exposed as 32 hexadecimal digits.
    #[must_use]
    pub const fn trace_id(&self) -> u128 {
        self.trace_id
    }

    /// Returns the id of the span in the trace. Exposed as 16 hexadecimal digits.
    #[must_use]
    pub const fn span_id(&self) -> u64 {
        self.span_id
    }

    /// Returns whether both ids are valid, that is, not 0.
    #[inline]
    pub(crate) const fn is_valid(&self) -> bool {
        self.trace_id != 0 && self.span_id != 0
    }
}

/// An exemplar with the value and the time of its update.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct StoredExemplar {
    pub(crate) exemplar: Exemplar,
    pub(crate) value: f64,
    /// Milliseconds since the Unix epoch.
    pub(crate) timestamp_ms: u64,
}

/// The number of exemplars that were dropped because another thread was storing one in the same slot.
///
/// `builtin/own/exemplars.rs` exposes it.
pub(crate) static DROPPED_BUSY: AtomicU64 = AtomicU64::new(0);
