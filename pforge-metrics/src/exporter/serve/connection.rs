//! One HTTP connection.

use super::slots::ConnectionSlot;
use super::timeout_stream::{TimeoutStream, Timeouts};
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

/// The maximum size of a request head, and of the buffer of a connection. A query of 64 KiB must fit.
const MAX_HEAD_BYTES: usize = 128 * 1024;

/// The shared state that a new connection receives.
pub(super) struct ConnectionSetup {
    pub(super) router: Router,
    pub(super) timeouts: Timeouts,
    /// Closed when the server stops.
    pub(super) stopping: watch::Receiver<()>,
    #[cfg(feature = "tls")]
    pub(super) tls: Option<Tls>,
}

impl ConnectionSetup {
    /// Serves a connection until the client closes it, a timeout expires, the server stops or the future is dropped.
    pub(super) async fn serve<S>(self, stream: S, slot: ConnectionSlot)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        #[cfg(feature = "tls")]
        if let Some(tls) = &self.tls {
            if let Ok(Ok(stream)) = timeout(self.timeouts.head, tls.accept(stream)).await {
                self.serve_http(stream, slot).await;
            }
            return;
        }
        self.serve_http(stream, slot).await;
    }

    async fn serve_http<S>(mut self, stream: S, slot: ConnectionSlot)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let stream = TimeoutStream::new(stream, self.timeouts, slot.responses.clone());
        let router = TowerToHyperService::new(self.router);
        let service = service_fn(move |request: Request<Incoming>| {
            let response_guard = slot.responses.begin();
            let slot = slot.clone();
            let response = router.call(request);
            async move {
                let mut response = response.await;
                if let Ok(response) = &mut response
                    && slot.should_close()
                {
                    let close = HeaderValue::from_static("close");
                    response.headers_mut().insert(header::CONNECTION, close);
                }
                drop(response_guard);
                response
            }
        });
        let mut http = http1::Builder::new();
        let http = http.max_buf_size(MAX_HEAD_BYTES).header_read_timeout(None);
        let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service));
        tokio::select! {
            // Errors of a connection only concern its client.
            _ = connection.as_mut() => return,
            _ = self.stopping.changed() => connection.as_mut().graceful_shutdown(),
        }
        _ = connection.await;
    }
}
