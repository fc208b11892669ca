//! Exemplars from `tracing` spans.

use super::in_openmetrics;
use opentelemetry_sdk::trace::{Sampler, SdkTracerProvider};
use pforge_metrics::Exemplar;
use pforge_metrics::opentelemetry::trace::{TraceContextExt, TracerProvider};
use pforge_metrics::tracing_opentelemetry::{OpenTelemetrySpanExt, layer};
use tracing::info_span;
use tracing::subscriber::with_default;
use tracing_subscriber::Registry;
use tracing_subscriber::layer::SubscriberExt;

pforge_metrics::include_metrics!(
    inline = r#"
    [counter.calls_total]
    help      = "Calls."
    exemplars = true
    "#
);

/// Runs `work` with an OpenTelemetry layer that uses this sampler.
fn traced<T>(sampler: Sampler, work: impl FnOnce() -> T) -> T {
    let provider = SdkTracerProvider::builder().with_sampler(sampler).build();
    let layer = layer().with_tracer(provider.tracer("tests"));
    with_default(Registry::default().with(layer), work)
}

const NO_TRACE: Exemplar = Exemplar::new(0, 0);

#[tokio::test]
async fn an_exemplar_has_the_ids_of_the_innermost_span() {
    let (outer, inner) = traced(Sampler::AlwaysOn, || {
        assert_eq!(Exemplar::current(), NO_TRACE);
        info_span!("outer").in_scope(|| {
            let outer = Exemplar::current();
            let inner = info_span!("inner").in_scope(|| {
                CALLS_TOTAL.inc_with_exemplar(&Exemplar::current());
                let context = tracing::Span::current().context();
                let span = context.span().span_context().clone();
                let ids = (span.trace_id().to_bytes(), span.span_id().to_bytes());
                assert_eq!(Exemplar::current(), Exemplar::from_bytes(ids.0, ids.1));
                Exemplar::current()
            });
            (outer, inner)
        })
    });
    assert_eq!(outer.trace_id(), inner.trace_id());
    assert_ne!(outer.span_id(), inner.span_id());
    let shown = in_openmetrics(&CATALOG).await;
    let line = format!(
        "calls_total 1 # {{trace_id=\"{:032x}\",span_id=\"{:016x}\"}} 1.0 now\n",
        inner.trace_id(),
        inner.span_id()
    );
    let line = line.replace("1.0 now", "1 now");
    assert!(shown.contains(&line), "{line}{shown}");
}

#[test]
fn without_a_sampled_span_there_is_no_exemplar() {
    assert_eq!(Exemplar::current(), NO_TRACE, "no subscriber");
    let unsampled = || info_span!("span").in_scope(Exemplar::current);
    assert_eq!(traced(Sampler::AlwaysOff, unsampled), NO_TRACE);
    let without_layer = with_default(Registry::default(), unsampled);
    assert_eq!(without_layer, NO_TRACE);
}
