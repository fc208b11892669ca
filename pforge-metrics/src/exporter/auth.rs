//! Who may scrape.
//!
//! [`Auth`] tells it by the head of a request alone, before anything costly is done. `credentials.rs` reads the header,
//! `bearer.rs` and `basic.rs` know the secrets. Not here: the answer to a refused request, which the handler writes, and client
//! certificates, which end a connection before there is a request.

#[cfg(feature = "basic-auth")]
mod basic;
mod bearer;
mod credentials;
mod error;
mod verdict;

pub use error::AuthError;
pub use verdict::Verdict;

use super::reloaded::{Reloaded, Source};
use axum::http::request::Parts;
#[cfg(feature = "basic-auth")]
use basic::Users;
use bearer::Tokens;
use credentials::Given;
use std::fmt;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use verdict::Refusals;

/// Who may scrape: whoever knows a token or a password, or passes a check of yours.
///
/// A clone is the same `Auth`: it shares what was read from files. `Debug` shows the methods and no secret.
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
    BearerFile(Arc<Reloaded<Tokens, AuthError>>),
    #[cfg(feature = "basic-auth")]
    Basic(Arc<Users>),
    Custom(Arc<Custom>),
}

type Custom = dyn Fn(&Parts) -> Pin<Box<dyn Future<Output = Verdict> + Send>> + Send + Sync;

impl Auth {
    /// Whoever sends `Authorization: Bearer` with this token may scrape.
    ///
    /// # Errors
    ///
    /// If the token is empty, or has another character than the visible ones of ASCII: nobody could send it.
    pub fn bearer(token: impl AsRef<str>) -> Result<Self, AuthError> {
        Self::bearers([token])
    }

    /// Whoever sends one of several tokens may scrape: while a token is replaced, the old one and the new one.
    ///
    /// All of them are compared each time, in full and in constant time.
    ///
    /// # Errors
    ///
    /// If there is no token, or one that [`bearer`](Self::bearer) refuses.
    pub fn bearers<T: AsRef<str>>(tokens: impl IntoIterator<Item = T>) -> Result<Self, AuthError> {
        Tokens::new(tokens).map(|tokens| Self::of(Method::Bearer(Arc::new(tokens))))
    }

    /// Whoever sends a token that stands in a file may scrape.
    ///
    /// The file has a token on each line; blank lines and space around a token are ignored. It is read again when a request
    /// comes, at most once a second and on tokio's blocking pool, so tokens are replaced without a restart. While it
    /// can't be read, has no token or one that can't be sent, the last good tokens hold: to lock everybody out, write a
    /// token that nobody knows. Replace the file by renaming another to its name: of a file that is written in place
    /// half a token might be read.
    ///
    /// # Errors
    ///
    /// If the file can't be read, has no token, or one that [`bearer`](Self::bearer) refuses.
    ///
    /// ```no_run
    /// use pforge_metrics::exporter::Auth;
    ///
    /// let auth = Auth::bearer_file("/run/secrets/metrics-tokens")?;
    /// # Ok::<(), pforge_metrics::exporter::AuthError>(())
    /// ```
    pub fn bearer_file(path: impl Into<PathBuf>) -> Result<Self, AuthError> {
        let files = vec![Source::File(path.into())];
        let tokens = Reloaded::new(files, Tokens::parse)?;
        Ok(Self::of(Method::BearerFile(Arc::new(tokens))))
    }

    /// Users with passwords, known by their bcrypt hashes as in `basic_auth_users` of Prometheus' web configuration file:
    /// what `htpasswd -nBC 10 ""` prints after the colon.
    ///
    /// A password that was right is known again by a digest, one for each user, and never waits. Any other attempt costs a bcrypt
    /// on tokio's blocking pool, one at a time. After a wrong password there is a pause of the same length, so guessers get
    /// half a core, however many they are. The last thousand wrong attempts are remembered and cost nothing.
    ///
    /// 16 attempts wait for their turn; the others get the status 429. An attempt that is turned away keeps its place in line:
    /// when the same name and password come again, two of three turns are for attempts that came again. So the first login of
    /// a user succeeds at the second request at the latest, after two checks at most, whatever the number of guessers that
    /// send each guess once. Guessers that repeat their guesses wait in the same line as users. Places are kept for about
    /// 100,000 attempts.
    ///
    /// An unknown name costs a hash of cost 10, whatever the hashes of the users cost. If they have that cost too, unknown names
    /// take as long as known ones. Of a password bcrypt sees the first 72 bytes.
    ///
    /// # Errors
    ///
    /// If there is no user; if a name is empty, has a colon or control character, or is there twice; if a hash is none of
    /// bcrypt, or costs more than 18, which takes seconds.
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

    /// A check of your own. The closure sees the head of the request; what it needs of it in the future, it takes out before.
    ///
    /// If the closure or its future panics, the response is 500, nothing is gathered, and the exporter's
    /// [own metrics](super::metrics) count it. [`check`](Self::check) passes such a panic on.
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

    /// Whoever one of several allows may scrape. They are asked in their order, until one allows.
    ///
    /// If none does, the answer is [`Later`](Verdict::Later) or else [`Forbidden`](Verdict::Forbidden) if one said so, and
    /// [`Unauthorized`](Verdict::Unauthorized) with the challenges of all otherwise.
    ///
    /// # Errors
    ///
    /// If there is none: nobody could ever scrape.
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

    /// Whether a request with this head is allowed. The exporter asks this itself; ask it to guard other routes alike.
    ///
    /// Has to be polled inside a tokio runtime with time enabled. It is safe to drop at any time.
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
        let given = Given::read(&head.headers);
        let mut refusals = Refusals::default();
        for method in &self.methods {
            match method.check(head, &given).await {
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
    async fn check(&self, head: &Parts, given: &Given<'_>) -> Verdict {
        match self {
            Self::Bearer(tokens) => tokens.check(given),
            Self::BearerFile(tokens) => tokens.current().await.check(given),
            #[cfg(feature = "basic-auth")]
            Self::Basic(users) => users.check(given).await,
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
