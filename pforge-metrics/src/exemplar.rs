//! Exemplars: the trace in which an update was made.

// Not the one of `crate::sync`: a count that is only added up needs no model check.
use std::sync::atomic::AtomicU64;

/// The trace and the span in which an update of a metric was made: what leads from a point of a graph to what happened.
///
/// Counters and histograms that are declared with `exemplars = true` keep the newest one of each
/// series, a histogram that of each bucket, with the value and the time of its update. OpenMetrics and protobuf show them;
/// Prometheus stores them with `--enable-feature=exemplar-storage`. The text format 0.0.4 has no place for them.
///
/// The two numbers are the `trace-id` and the `parent-id` of a [W3C trace context](https://www.w3.org/TR/trace-context/),
/// which are the ids of OpenTelemetry. One that is 0 stands for no trace, there and here: such an exemplar is not kept. A
/// trace that is not sampled leads nowhere, so leave it out. One that comes while another thread stores one for the same series
/// is dropped, and counted in [`own::exemplars`](crate::own::exemplars).
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
/// // As it comes in a header `traceparent`: version, trace, span, flags.
/// let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
/// let trace_id = u128::from_str_radix(&parent[3..35], 16)?;
/// let span_id = u64::from_str_radix(&parent[36..52], 16)?;
///
/// JOB_DURATION_SECONDS.observe_with_exemplar(0.5, &Exemplar::new(trace_id, span_id));
/// assert_eq!(JOB_DURATION_SECONDS.count(), 1);
/// # Ok::<(), std::num::ParseIntError>(())
/// ```
///
/// A scrape in OpenMetrics then has
///
/// ```text
/// job_duration_seconds_bucket{le="1.0"} 1 # {trace_id="4bf92f3577b34da6a3ce929d0e0e4736",span_id="00f067aa0ba902b7"} 0.5 1767225600.000
/// ```
///
/// With the feature `tracing`, `Exemplar::current()` is that of the current span of `tracing`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Exemplar {
    trace_id: u128,
    span_id: u64,
}

impl Exemplar {
    /// From the ids as numbers.
    #[must_use]
    pub const fn new(trace_id: u128, span_id: u64) -> Self {
        Self { trace_id, span_id }
    }

    /// From the ids as bytes in network order, as OpenTelemetry has them.
    #[must_use]
    pub const fn from_bytes(trace_id: [u8; 16], span_id: [u8; 8]) -> Self {
        Self::new(u128::from_be_bytes(trace_id), u64::from_be_bytes(span_id))
    }

    /// That of the current span of `tracing`, as its OpenTelemetry layer knows it. Outside of a span, without such a layer and in
    /// a trace that is not sampled, it leads nowhere and is not kept: there is nothing to ask before.
    ///
    /// Only the layer of the very version that this crate is built with can be asked. Take it from here, as
    /// [`pforge_metrics::tracing_opentelemetry`](crate::tracing_opentelemetry), and both stay the same.
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

    /// The trace, shown as 32 hexadecimal digits.
    #[must_use]
    pub const fn trace_id(&self) -> u128 {
        self.trace_id
    }

    /// The span in it, shown as 16 hexadecimal digits.
    #[must_use]
    pub const fn span_id(&self) -> u64 {
        self.span_id
    }

    /// Whether it leads anywhere.
    #[inline]
    pub(crate) const fn is_valid(&self) -> bool {
        self.trace_id != 0 && self.span_id != 0
    }
}

/// An exemplar with the update that it stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Kept {
    pub(crate) exemplar: Exemplar,
    pub(crate) value: f64,
    /// Milliseconds since the Unix epoch.
    pub(crate) timestamp_ms: u64,
}

/// How many exemplars were dropped because another thread was storing one in the same slot. `builtin/own/exemplars.rs` exposes
/// the count.
pub(crate) static DROPPED_BUSY: AtomicU64 = AtomicU64::new(0);
