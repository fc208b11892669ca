//! Metrics of HTTP requests, as a tower layer for any axum application.
//!
//! ```
//! use axum::{Router, routing::get};
//! use pforge_metrics::exporter::Exporter;
//! use pforge_metrics::http::{CATALOG, HttpMetrics};
//!
//! let exporter = Exporter::builder().catalog(&CATALOG).build()?;
//! let app: Router = Router::new()
//!     .route("/users/{id}", get(|| async { "Ada" }))
//!     .layer(HttpMetrics::new())
//!     .merge(exporter.router()); // behind the layer: scrapes are not counted
//! # Ok::<(), pforge_metrics::exporter::BuildError>(())
//! ```
//!
//! # Labels
//!
//! No client can make a series: labels are never a path, a method, a host or any other text that it sends, since a scanner
//! would fill the memory of the service and of Prometheus (CVE-2022-21698).
//!
//! - [`Method`] is one of RFC 9110 and RFC 5789, or `other`.
//! - [`Route`] is the route that matched, as the application wrote it: `/users/{id}`. Where none did it is `unmatched`; so it
//!   is below a `nest_service`, and wherever the layer stands around the router and not in it by `Router::layer`. Past 100
//!   routes the rest count as `_other`.
//! - [`Status`] is the class of the status.
//!
//! # When a request ends
//!
//! With the head of its answer: a body that is streamed for hours is no slow request. A request that is dropped before,
//! since the client went away, a timeout of an outer layer cut it short or its handler panicked, ends there, and counts with the
//! status `none`. Then it is in flight no longer, and its duration is observed: what was given up would else be missing from
//! just the slowest.
//!
//! # Names
//!
//! The names are those in the documentation of Prometheus. The names of OpenTelemetry are longer and have the same
//! meaning.

use axum::extract::MatchedPath;
use axum::http::{self, Request, Response, StatusCode};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;
use tower_layer::Layer;
use tower_service::Service;

crate::include_metrics!("http.toml", crate = crate);

/// A layer that counts and times requests: for [`Router::layer`](axum::Router::layer).
///
/// To serve what it counts, add [`CATALOG`] to an exporter. All layers count in the same metrics; a request that passes two
/// counts twice.
#[derive(Clone, Copy, Debug)]
pub struct HttpMetrics {
    unmatched: Route,
}

impl HttpMetrics {
    /// The layer.
    #[must_use]
    pub fn new() -> Self {
        // Known before any route, so that there is room for it.
        let unmatched = Route::new("unmatched");
        Self { unmatched }
    }
}

impl Default for HttpMetrics {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> Layer<S> for HttpMetrics {
    type Service = Measured<S>;

    fn layer(&self, inner: S) -> Measured<S> {
        Measured {
            inner,
            unmatched: self.unmatched,
        }
    }
}

/// A service whose requests are counted and timed: made by [`HttpMetrics`].
#[derive(Clone, Copy, Debug)]
pub struct Measured<S> {
    inner: S,
    unmatched: Route,
}

impl<S, B, A> Service<Request<B>> for Measured<S>
where
    S: Service<Request<B>, Response = Response<A>>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let path = request.extensions().get::<MatchedPath>();
        let route = path.map_or(self.unmatched, |path| Route::new(path.as_str()));
        let in_flight = InFlight::begin(request.method().into(), route);
        let response = self.inner.call(request);
        Box::pin(async move {
            let response = response.await?;
            in_flight.end(response.status());
            Ok(response)
        })
    }
}

/// A request that is not answered yet. It ends when it is dropped.
struct InFlight {
    method: Method,
    route: Route,
    status: Status,
    began: Instant,
}

impl InFlight {
    fn begin(method: Method, route: Route) -> Self {
        HTTP_REQUESTS_IN_FLIGHT.inc();
        Self {
            method,
            route,
            status: Status::None,
            began: Instant::now(),
        }
    }

    fn end(mut self, status: StatusCode) {
        self.status = status.into();
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        let Self {
            method,
            route,
            status,
            began,
        } = *self;
        HTTP_REQUESTS_IN_FLIGHT.dec();
        HTTP_REQUESTS_TOTAL.with((method, route, status)).inc();
        HTTP_REQUEST_DURATION_SECONDS
            .with((method, route))
            .observe(began.elapsed().as_secs_f64());
    }
}

impl From<&http::Method> for Method {
    /// Methods are case-sensitive: `get` is not GET (RFC 9110, section 9.1).
    fn from(method: &http::Method) -> Self {
        match *method {
            http::Method::GET => Self::Get,
            http::Method::HEAD => Self::Head,
            http::Method::POST => Self::Post,
            http::Method::PUT => Self::Put,
            http::Method::PATCH => Self::Patch,
            http::Method::DELETE => Self::Delete,
            http::Method::OPTIONS => Self::Options,
            http::Method::CONNECT => Self::Connect,
            http::Method::TRACE => Self::Trace,
            _ => Self::Other,
        }
    }
}

impl From<StatusCode> for Status {
    /// What is beyond the classes counts as 5xx, as clients are told to take it (RFC 9110, section 15).
    fn from(status: StatusCode) -> Self {
        match status.as_u16() / 100 {
            1 => Self::V1xx,
            2 => Self::V2xx,
            3 => Self::V3xx,
            4 => Self::V4xx,
            _ => Self::V5xx,
        }
    }
}
