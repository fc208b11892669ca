//! HTTP with one client.

use super::bounded::{Bounded, Patience};
use super::places::Place;
#[cfg(feature = "tls")]
use crate::exporter::web_config::Tls;
use axum::Router;
use axum::http::{HeaderValue, header};
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use std::pin::pin;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
#[cfg(feature = "tls")]
use tokio::time::timeout;

/// How long the head of a request may be, and what a connection has of memory. A query may have 64 KiB.
const LONGEST_HEAD: usize = 128 * 1024;

/// What a connection starts with.
pub(super) struct Greeting {
    pub(super) router: Router,
    pub(super) patience: Patience,
    /// Closed when the server is to stop.
    pub(super) stopping: watch::Receiver<()>,
    #[cfg(feature = "tls")]
    pub(super) tls: Option<Tls>,
}

impl Greeting {
    /// Serves a client until it goes, is cut off, or the server is to stop. Being dropped ends it too.
    pub(super) async fn serve<S>(self, stream: S, place: Place)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        #[cfg(feature = "tls")]
        if let Some(tls) = &self.tls {
            if let Ok(Ok(stream)) = timeout(self.patience.head, tls.accept(stream)).await {
                self.serve_http(stream, place).await;
            }
            return;
        }
        self.serve_http(stream, place).await;
    }

    async fn serve_http<S>(mut self, stream: S, place: Place)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let stream = Bounded::new(stream, self.patience, place.answers.clone());
        let router = TowerToHyperService::new(self.router);
        let service = service_fn(move |request: Request<Incoming>| {
            let answer = place.answers.begin();
            let place = place.clone();
            let response = router.call(request);
            async move {
                let mut response = response.await;
                if let Ok(response) = &mut response
                    && place.is_wanted()
                {
                    let close = HeaderValue::from_static("close");
                    response.headers_mut().insert(header::CONNECTION, close);
                }
                drop(answer);
                response
            }
        });
        let mut http = http1::Builder::new();
        let http = http.max_buf_size(LONGEST_HEAD).header_read_timeout(None);
        let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service));
        tokio::select! {
            // What ends a connection is the client's doing, and its loss.
            _ = connection.as_mut() => return,
            _ = self.stopping.changed() => connection.as_mut().graceful_shutdown(),
        }
        _ = connection.await;
    }
}
