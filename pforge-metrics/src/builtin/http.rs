//! Metrics of HTTP requests: a tower layer for axum applications.
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
//!     .merge(exporter.router()); // after the layer, so scrapes are not counted
//! # Ok::<(), pforge_metrics::exporter::BuildError>(())
//! ```
//!
//! # Labels
//!
//! Clients cannot create series. A label never contains a path, a method, a host or another string from the request,
//! because a scanner could otherwise exhaust the memory of the service and of Prometheus (CVE-2022-21698).
//!
//! - [`Method`] is a method of RFC 9110 or RFC 5789, or `other`.
//! - [`Route`] is the template of the matched route, such as `/users/{id}`. It is `unmatched` if no route matched, below a
//!   `nest_service`, and if the layer wraps the router instead of being added with `Router::layer`. After the first 100 routes,
//!   all others count as `_other`.
//! - [`Status`] is the class of the response status.
//!
//! # End of a request
//!
//! A request ends with the head of its response, so a body that is streamed for hours does not count as a slow request.
//! A request also ends if its future is dropped before: because the client disconnected, an outer layer timed out or
//! the handler panicked. Such a request counts with the status `none`. Its duration is observed as well, because the
//! slowest requests are often cancelled.
//!
//! # Names
//!
//! The metric names are those of the Prometheus documentation. OpenTelemetry has longer names with the same meaning.

use axum::extract::MatchedPath;
use axum::http::{self, Request, Response, StatusCode};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;
use tower_layer::Layer;
use tower_service::Service;

crate::include_metrics!("http.toml", crate = crate);

/// A layer that counts and times requests. Add it with [`Router::layer`](axum::Router::layer).
///
/// To serve the metrics, add [`CATALOG`] to an exporter. All layers update the same metrics, so a request that passes
/// two layers counts twice.
#[derive(Clone, Copy, Debug)]
pub struct HttpMetrics {
    unmatched: Route,
}

impl HttpMetrics {
    /// Returns the layer.
    #[must_use]
    pub fn new() -> Self {
        // Interned before any route, so that it never overflows.
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

/// A service that counts and times its requests, created by [`HttpMetrics`].
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
        let in_flight = RequestInFlight::begin(request.method().into(), route);
        let response = self.inner.call(request);
        Box::pin(async move {
            let response = response.await?;
            in_flight.end(response.status());
            Ok(response)
        })
    }
}

/// A request without a response. Dropping it ends the request.
struct RequestInFlight {
    method: Method,
    route: Route,
    status: Status,
    started: Instant,
}

impl RequestInFlight {
    fn begin(method: Method, route: Route) -> Self {
        HTTP_REQUESTS_IN_FLIGHT.inc();
        Self {
            method,
            route,
            status: Status::None,
            started: Instant::now(),
        }
    }

    fn end(mut self, status: StatusCode) {
        self.status = status.into();
    }
}

impl Drop for RequestInFlight {
    fn drop(&mut self) {
        let Self {
            method,
            route,
            status,
            started,
        } = *self;
        HTTP_REQUESTS_IN_FLIGHT.dec();
        HTTP_REQUESTS_TOTAL.with((method, route, status)).inc();
        HTTP_REQUEST_DURATION_SECONDS
            .with((method, route))
            .observe(started.elapsed().as_secs_f64());
    }
}

impl From<&http::Method> for Method {
    /// Returns the label value of a method. Methods are case-sensitive, so `get` is `other` (RFC 9110, section 9.1).
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
    /// Returns the class of a status. A status outside of the five classes counts as 5xx, as RFC 9110, section 15
    /// specifies.
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
