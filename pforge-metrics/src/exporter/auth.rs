//! Authentication of scrapes.
//!
//! [`Auth`] checks the head of a request before the exporter does any other work. `credentials.rs` parses the header, `bearer.rs`
//! and `basic.rs` compare the secrets. `request/admission.rs` writes the response to a rejected request. TLS checks client
//! certificates before the first request.

#[cfg(feature = "basic-auth")]
mod basic;
mod bearer;
mod credentials;
mod error;
mod verdict;

pub use error::AuthError;
pub use verdict::Verdict;

use super::file_cache::{ContentSource, FileCache};
use axum::http::request::Parts;
#[cfg(feature = "basic-auth")]
use basic::Users;
use bearer::Tokens;
use credentials::Credentials;
use std::fmt;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use verdict::Refusals;

/// Authenticates requests by bearer tokens, passwords or a custom check.
///
/// Clones share the state, such as tokens read from files. `Debug` shows the methods but no secrets.
///
/// ```
/// use pforge_metrics::exporter::Auth;
///
/// let tokens = Auth::bearers(["the-new-one", "the-old-one"])?;
/// assert_eq!(format!("{tokens:?}"), "Auth([Bearer])");
/// assert!(Auth::bearer("").is_err());
/// # Ok::<(), pforge_metrics::exporter::AuthError>(())
/// ```
#[derive(Clone)]
pub struct Auth {
    methods: Vec<Method>,
}

#[derive(Clone)]
enum Method {
    Bearer(Arc<Tokens>),
    BearerFile(Arc<FileCache<Tokens, AuthError>>),
    #[cfg(feature = "basic-auth")]
    Basic(Arc<Users>),
    Custom(Arc<Custom>),
}

type Custom = dyn Fn(&Parts) -> Pin<Box<dyn Future<Output = Verdict> + Send>> + Send + Sync;

impl Auth {
    /// Allows requests with the header `Authorization: Bearer TOKEN`.
    ///
    /// # Errors
    ///
    /// Returns an error if the token is empty or contains a character that is not visible ASCII, which no client can send.
    pub fn bearer(token: impl AsRef<str>) -> Result<Self, AuthError> {
        Self::bearers([token])
    }

    /// Allows requests with one of several tokens, for example the old and the new one during a rotation.
    ///
    /// Compares a request with every token in constant time.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no token, or if one is invalid for [`bearer`](Self::bearer).
    pub fn bearers<T: AsRef<str>>(tokens: impl IntoIterator<Item = T>) -> Result<Self, AuthError> {
        Tokens::new(tokens).map(|tokens| Self::of(Method::Bearer(Arc::new(tokens))))
    }

    /// Allows requests with one of the tokens in a file.
    ///
    /// The file has one token per line. Blank lines and whitespace around tokens are ignored. A request causes the file to be read
    /// again, at most once a second and on tokio's blocking pool, so tokens can be replaced without a restart. While the file is
    /// unreadable, empty or invalid, the last valid tokens apply. To reject all requests, write a random token. Replace the file
    /// atomically, by renaming another file: a reader might otherwise see an incomplete token.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read, has no token, or has one that is invalid for [`bearer`](Self::bearer).
    ///
    /// ```no_run
    /// use pforge_metrics::exporter::Auth;
    ///
    /// let auth = Auth::bearer_file("/run/secrets/metrics-tokens")?;
    /// # Ok::<(), pforge_metrics::exporter::AuthError>(())
    /// ```
    pub fn bearer_file(path: impl Into<PathBuf>) -> Result<Self, AuthError> {
        let files = vec![ContentSource::File(path.into())];
        let tokens = FileCache::new(files, Tokens::parse)?;
        Ok(Self::of(Method::BearerFile(Arc::new(tokens))))
    }

    /// Allows requests with HTTP basic authentication. Takes user names and the bcrypt hashes of their passwords, as in
    /// `basic_auth_users` of Prometheus' web configuration file. `htpasswd -nBC 10 ""` prints a hash after the colon.
    ///
    /// # Cost of password checks
    ///
    /// The exporter caches a digest of each user's correct password, so later requests do not wait. Any other attempt computes a
    /// bcrypt hash on tokio's blocking pool, one at a time. A pause of the same length follows each wrong password, so guessing uses
    /// at most half a core. The last 1,000 wrong attempts are cached and cost nothing.
    ///
    /// Up to 16 attempts wait for a check. Further attempts get 429, but keep their position for when the same name and password
    /// are sent again. Two of three checks are for repeated attempts. A user's first login therefore succeeds by the second
    /// request, after at most two checks, however many other clients send each guess once. Clients that repeat their guesses
    /// wait in the same queue as users. The queue remembers about 100,000 rejected attempts.
    ///
    /// An unknown name computes a hash of cost 10. Use that cost for all users if the response time must not reveal which names
    /// exist. bcrypt only uses the first 72 bytes of a password.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no user, if a name is empty, duplicate, or contains a colon or control character, or if a hash is
    /// not a bcrypt hash with a cost of 4 to 18. Higher costs take seconds per check.
    ///
    /// ```
    /// use pforge_metrics::exporter::Auth;
    ///
    /// // What `htpasswd -nbBC 10 "" PASSWORD` prints after the colon, here of the password
    /// // `correct horse battery staple`.
    /// let hash = "$2y$10$X0h1gDsPszWURQaxFh.zouw5IzLmveCxQ9LnHWv8DLcK8I1P1wlk.";
    /// # assert!(bcrypt::verify("correct horse battery staple", hash).is_ok_and(|is_right| is_right));
    /// let auth = Auth::basic([("prometheus", hash)])?;
    /// assert_eq!(format!("{auth:?}"), "Auth([Basic])");
    /// # Ok::<(), pforge_metrics::exporter::AuthError>(())
    /// ```
    #[cfg(feature = "basic-auth")]
    pub fn basic<N, H>(users: impl IntoIterator<Item = (N, H)>) -> Result<Self, AuthError>
    where
        N: Into<String>,
        H: Into<String>,
    {
        Users::new(users).map(|users| Self::of(Method::Basic(Arc::new(users))))
    }

    /// Authenticates requests with a custom check. The closure receives the head of the request. Its future cannot borrow the head,
    /// so the closure must clone the values that the future uses.
    ///
    /// If the closure or its future panics, the exporter responds with 500, gathers nothing and counts the panic in its
    /// [own metrics](super::metrics). [`check`](Self::check) does not catch such a panic.
    ///
    /// ```
    /// use axum::http::HeaderValue;
    /// use pforge_metrics::exporter::{Auth, Verdict};
    ///
    /// let auth = Auth::custom(|head| {
    ///     let role = head.headers.get("x-role").cloned();
    ///     async move {
    ///         match role {
    ///             Some(role) if role == "operator" => Verdict::Allowed,
    ///             Some(_) => Verdict::Forbidden,
    ///             None => Verdict::unauthorized(HeaderValue::from_static("Role realm=\"metrics\"")),
    ///         }
    ///     }
    /// });
    /// ```
    pub fn custom<F, Fut>(check: F) -> Self
    where
        F: Fn(&Parts) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Verdict> + Send + 'static,
    {
        Self::of(Method::Custom(Arc::new(move |head| Box::pin(check(head)))))
    }

    /// Allows requests that any of several methods allows. Checks them in order until one allows the request.
    ///
    /// If none does, the verdict is [`Later`](Verdict::Later) if a method returned it, else [`Forbidden`](Verdict::Forbidden) if a
    /// method returned it, else [`Unauthorized`](Verdict::Unauthorized) with the challenges of all methods.
    ///
    /// # Errors
    ///
    /// Returns an error if `auths` is empty, because no request could be allowed.
    ///
    /// ```
    /// use pforge_metrics::exporter::Auth;
    ///
    /// let auth = Auth::any_of([Auth::bearer("first")?, Auth::bearer("second")?])?;
    /// assert!(Auth::any_of([]).is_err());
    /// # Ok::<(), pforge_metrics::exporter::AuthError>(())
    /// ```
    pub fn any_of(auths: impl IntoIterator<Item = Self>) -> Result<Self, AuthError> {
        let methods: Vec<Method> = auths.into_iter().flat_map(|auth| auth.methods).collect();
        if methods.is_empty() {
            return Err(AuthError::NoMethod);
        }
        Ok(Self { methods })
    }

    /// Checks whether a request with this head is allowed. The exporter calls this for its own route. Call it to protect other
    /// routes.
    ///
    /// The future must be polled inside a tokio runtime with time enabled. It is safe to drop at any time.
    ///
    /// # Panics
    ///
    /// Panics if a [custom](Self::custom) check panics.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use axum::http::Request;
    /// use pforge_metrics::exporter::{Auth, Verdict};
    ///
    /// let auth = Auth::bearer("secret")?;
    /// let (head, ()) = Request::get("/").header("Authorization", "Bearer secret").body(())?.into_parts();
    /// assert_eq!(auth.check(&head).await, Verdict::Allowed);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn check(&self, head: &Parts) -> Verdict {
        let credentials = Credentials::read(&head.headers);
        let mut refusals = Refusals::default();
        for method in &self.methods {
            match method.check(head, &credentials).await {
                Verdict::Allowed => return Verdict::Allowed,
                Verdict::Later => refusals.postpone(),
                Verdict::Forbidden => refusals.forbid(),
                Verdict::Unauthorized { challenge } => refusals.challenge(challenge),
            }
        }
        refusals.verdict()
    }

    fn of(method: Method) -> Self {
        Self {
            methods: vec![method],
        }
    }
}

impl Method {
    async fn check(&self, head: &Parts, credentials: &Credentials<'_>) -> Verdict {
        match self {
            Self::Bearer(tokens) => tokens.check(credentials),
            Self::BearerFile(tokens) => tokens.current().await.check(credentials),
            #[cfg(feature = "basic-auth")]
            Self::Basic(users) => users.check(credentials).await,
            Self::Custom(check) => check(head).await,
        }
    }
}

impl fmt::Debug for Auth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Auth").field(&self.methods).finish()
    }
}

impl fmt::Debug for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bearer(_) => "Bearer",
            Self::BearerFile(_) => "BearerFile",
            #[cfg(feature = "basic-auth")]
            Self::Basic(_) => "Basic",
            Self::Custom(_) => "Custom",
        })
    }
}
