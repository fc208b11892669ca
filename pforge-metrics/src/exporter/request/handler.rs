//! Handles a request: method, credentials, rate, query, permit, gather, format, body. No expensive work happens before the
//! permit is acquired.

use super::admission::refusal;
use super::failure::Failure;
use super::limits::Limits;
use super::negotiation;
use super::query::{self, Query};
use super::rate::Rate;
use super::timeout::of_scrape;
use crate::builtin::exporter::{Rejection, Scrape, reject};
use crate::exporter::auth::Auth;
use crate::exporter::format::ExpositionFormat;
use crate::exporter::gather::bodies::{Bodies, TooLarge};
use crate::exporter::gather::filter::Filter;
use crate::exporter::gather::shared::Gathering;
use crate::exporter::gather::sources::ExporterSources;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout};

const ALLOW: &str = "GET, HEAD, OPTIONS";

/// Bodies up to this size are not compressed, because it would not pay off.
#[cfg(feature = "gzip")]
const WORTH_ZIPPING: usize = 1024;

/// The state that all requests to one exporter share.
pub(crate) struct Handler {
    auth: Option<Auth>,
    limits: Limits,
    rate: Option<Rate>,
    permits: Arc<Semaphore>,
    gathering: Arc<Gathering>,
}

impl Handler {
    pub(crate) fn new(sources: Arc<ExporterSources>, auth: Option<Auth>, limits: Limits) -> Self {
        Self {
            auth,
            limits,
            rate: limits.rate(),
            permits: Arc::new(Semaphore::new(limits.max_in_flight)),
            gathering: Arc::new(Gathering::new(sources)),
        }
    }

    #[cfg(feature = "push")]
    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    async fn answer(&self, request: &Parts) -> Result<Response, Failure> {
        if let Some(rate) = &self.rate {
            rate.take(Instant::now()).map_err(Failure::RateExceeded)?;
        }
        let query = query::parse(request.uri.query().unwrap_or_default());
        let query = query.map_err(Failure::BadQuery)?;
        let headers = &request.headers;
        let (began, most) = (Instant::now(), of_scrape(headers, self.limits.timeout));
        let permit = timeout(most, Arc::clone(&self.permits).acquire_owned()).await;
        // Acquiring cannot fail, because the semaphore is never closed.
        let Ok(Ok(permit)) = permit else {
            return Err(Failure::Busy);
        };
        let permit = Arc::new(permit);
        let options = RequestOptions::new(query, headers, self.limits.debug);
        let left = most.saturating_sub(began.elapsed());
        let body = timeout(left, self.body(&options, &permit)).await;
        let body = body.map_err(|_| Failure::TimedOut)??;
        Ok(options.answer(body))
    }

    /// Gathers and encodes the body. After a timeout, the work that was started holds the permit until it ends.
    async fn body(
        &self,
        options: &RequestOptions,
        permit: &Arc<OwnedSemaphorePermit>,
    ) -> Result<(Bytes, bool), Failure> {
        #[cfg(feature = "testing")]
        let held = hold_paused_clock();
        let bodies = self.gathering.found(Arc::clone(permit)).await?;
        let (options, permit, limits) = (options.clone(), Arc::clone(permit), self.limits);
        let write = move || {
            let _permit = permit;
            if bodies.gathered.is_partial && !limits.serve_partial {
                return Err(Failure::Panicked);
            }
            let written = options.write(&bodies, limits.max_body_bytes);
            written.map_err(|TooLarge| Failure::TooLarge)
        };
        let written = tokio::task::spawn_blocking(write);
        #[cfg(feature = "testing")]
        drop(held);
        let written = written.await;
        written.unwrap_or_else(|error| {
            Err(if error.is_panic() {
                Failure::Bug
            } else {
                Failure::Stopping
            })
        })
    }
}

/// Stops tokio's paused clock from advancing until the sender is dropped, because it does not advance while a blocking task runs.
/// Otherwise it would jump to the scrape's timeout, because the runtime is idle during a gather.
#[cfg(feature = "testing")]
fn hold_paused_clock() -> std::sync::mpsc::Sender<()> {
    let (held, is_released) = std::sync::mpsc::channel();
    tokio::task::spawn_blocking(move || is_released.recv());
    held
}

/// The options of a request.
#[derive(Clone)]
struct RequestOptions {
    filter: Arc<Filter>,
    format: ExpositionFormat,
    content_type: &'static str,
    #[cfg(feature = "gzip")]
    gzip: bool,
}

impl RequestOptions {
    fn new(query: Query, headers: &HeaderMap, debug: bool) -> Self {
        let lines = |name| {
            let values = headers.get_all(name).iter();
            values.filter_map(|value: &HeaderValue| value.to_str().ok())
        };
        let shown = query.debug.filter(|_| debug);
        let format = shown.unwrap_or_else(|| negotiation::format(lines(header::ACCEPT)));
        let content_type = match shown {
            Some(_) => "text/plain; charset=utf-8",
            None => format.content_type(),
        };
        Self {
            filter: Arc::new(query.filter),
            format,
            content_type,
            #[cfg(feature = "gzip")]
            gzip: negotiation::takes_gzip(lines(header::ACCEPT_ENCODING)),
        }
    }

    /// Returns the body, and whether it is compressed.
    fn write(&self, bodies: &Bodies, most: usize) -> Result<(Bytes, bool), TooLarge> {
        let plain = bodies.plain(self.format, &self.filter, most)?;
        #[cfg(feature = "gzip")]
        if self.gzip && plain.len() > WORTH_ZIPPING {
            return Ok((bodies.zipped(self.format, &self.filter, &plain), true));
        }
        Ok((plain, false))
    }

    fn answer(&self, (body, is_zipped): (Bytes, bool)) -> Response {
        let mut response = Response::new(Body::from(body));
        let headers = response.headers_mut();
        let content_type = HeaderValue::from_static(self.content_type);
        headers.insert(header::CONTENT_TYPE, content_type);
        if is_zipped {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        response
    }
}

pub(crate) async fn metrics(State(handler): State<Arc<Handler>>, request: Request) -> Response {
    let scrape = Scrape::begin();
    let (request, _) = request.into_parts();
    let is_head = request.method == Method::HEAD;
    let mut response = match request.method {
        Method::GET | Method::HEAD => match refusal(handler.auth.as_ref(), &request).await {
            Some(refusal) => refusal,
            None => serve(&handler, &request, &scrape).await,
        },
        Method::OPTIONS => (StatusCode::NO_CONTENT, [(header::ALLOW, ALLOW)]).into_response(),
        _ => {
            reject(Rejection::Method);
            let message = "method not allowed; use GET\n";
            let allow = [(header::ALLOW, ALLOW)];
            (StatusCode::METHOD_NOT_ALLOWED, allow, message).into_response()
        }
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::VARY, "Accept, Accept-Encoding"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    scrape.responded(response.status());
    if is_head {
        without_body(response)
    } else {
        response
    }
}

async fn serve(handler: &Handler, request: &Parts, scrape: &Scrape) -> Response {
    let answer = handler.answer(request).await;
    if let Ok(answer) = &answer
        && request.method != Method::HEAD
    {
        scrape.served(answer.body().size_hint().lower());
    }
    answer.unwrap_or_else(Failure::respond)
}

/// Removes the body, but keeps its length in `Content-Length`.
fn without_body(response: Response) -> Response {
    let (mut head, body) = response.into_parts();
    if let Some(length) = body.size_hint().exact() {
        head.headers.insert(header::CONTENT_LENGTH, length.into());
    }
    Response::from_parts(head, Body::empty())
}
