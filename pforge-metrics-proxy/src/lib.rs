//! The way of an HTTP request through the proxy that the environment names, for clients that use [`ureq`].
//!
//! [`Route::to`] reads the environment variables that curl reads. ureq itself takes [`Route::Direct`] and [`Route::Tunnel`].
//! For [`Route::Forward`] it would ask the proxy for a tunnel, which most proxies make to port 443 alone; [`forward`] sends the whole
//! URL to the proxy instead.
//!
//! ```
//! use pforge_metrics_proxy::{Route, address};
//!
//! let environment = |name: &str| (name == "http_proxy").then(|| "http://user:secret@proxy.example:3128".to_owned());
//! let Route::Forward(proxy) = Route::to(&"http://gateway.example/metrics".parse()?, environment)? else {
//!     panic!("plain HTTP is forwarded");
//! };
//! assert_eq!(address(&proxy), "proxy.example:3128");
//! assert_eq!(Route::to(&"http://localhost/metrics".parse()?, environment)?, Route::Direct);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The crate is made for `pforge-metrics`, which pushes, and for `pforge-metrics-cli`, which scrapes.

#![forbid(unsafe_code)]

mod forward;
mod route;

pub use forward::{Body, forward};
pub use route::{InvalidProxy, Route, address};
