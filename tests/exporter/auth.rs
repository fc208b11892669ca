//! Authentication: credentials, and the responses to clients without them.

use axum::http::{HeaderValue, Request, header, request::Parts};
use pforge_metrics::exporter::{Auth, AuthError, Verdict};
use std::fs;
use std::time::{Duration, Instant};

use crate::client::folder;

/// The hash of `secret` with the minimum cost.
fn hash(password: &str) -> String {
    bcrypt::hash(password, 4).unwrap()
}

fn head(authorization: &[u8]) -> Parts {
    let request = Request::get("/metrics").header(header::AUTHORIZATION, authorization);
    request.body(()).unwrap().into_parts().0
}

fn basic(credentials: &str) -> Parts {
    use base64::Engine;
    let encoded = base64::engine::general_purpose::STANDARD.encode(credentials);
    head(format!("Basic {encoded}").as_bytes())
}

fn unauthorized(challenge: &'static str) -> Verdict {
    Verdict::unauthorized(HeaderValue::from_static(challenge))
}

#[tokio::test]
async fn each_of_several_tokens_is_accepted() {
    let auth = Auth::bearers(["old", "new"]).unwrap();
    for right in ["Bearer old", "bearer new", "BEARER  new"] {
        assert_eq!(auth.check(&head(right.as_bytes())).await, Verdict::Allowed);
    }
    let wrong = unauthorized("Bearer realm=\"metrics\", error=\"invalid_token\"");
    for token in [
        "Bearer ol",
        "Bearer oldnew",
        "Bearer old new",
        "Bearer \u{fc}",
    ] {
        assert_eq!(auth.check(&head(token.as_bytes())).await, wrong, "{token}");
    }
}

#[tokio::test]
async fn malformed_credentials_are_unauthorized() {
    let auth = Auth::any_of([
        Auth::bearer("secret").unwrap(),
        Auth::basic([("user", hash("secret"))]).unwrap(),
    ])
    .unwrap();
    let challenge = "Bearer realm=\"metrics\", Basic realm=\"metrics\", charset=\"UTF-8\"";
    let huge = format!("Bearer {}", "x".repeat(100_000));
    for nonsense in [
        &b""[..],
        b"secret",
        b"Bearer",
        b"Bearer ",
        b"Digest username=\"user\"",
        b"Basic",
        b"Basic !!!!",
        b"Basic dXNlcg==",
        b"Basic dXNlcjpzZWNyZXQ",
        b"Basic \xff\xfe",
        b"\xff\xfe secret",
        huge.as_bytes(),
    ] {
        let verdict = auth.check(&head(nonsense)).await;
        assert_eq!(verdict, unauthorized(challenge), "{nonsense:?}");
    }
    let mut twice = head(b"Bearer secret");
    let value = HeaderValue::from_static("Bearer secret");
    twice.headers.append(header::AUTHORIZATION, value);
    assert_eq!(auth.check(&twice).await, unauthorized(challenge));
    twice.headers.remove(header::AUTHORIZATION);
    assert_eq!(auth.check(&twice).await, unauthorized(challenge));
}

#[tokio::test]
async fn a_token_file_is_reloaded_when_it_changes() {
    let path = folder("tokens").join("tokens");
    fs::write(&path, "one\r\n\n  two  \n").unwrap();
    let auth = Auth::bearer_file(&path).unwrap();
    for right in [&b"Bearer one"[..], b"Bearer two"] {
        assert_eq!(auth.check(&head(right)).await, Verdict::Allowed);
    }
    fs::write(&path, "three\n").unwrap();
    let began = Instant::now();
    while auth.check(&head(b"Bearer three")).await != Verdict::Allowed {
        assert!(began.elapsed() < Duration::from_secs(30));
        tokio::task::yield_now().await;
    }
    assert_ne!(auth.check(&head(b"Bearer one")).await, Verdict::Allowed);
}

#[test]
fn tokens_that_cannot_be_sent_are_rejected() {
    let path = folder("bad-tokens").join("tokens");
    let file = |text: &str| {
        fs::write(&path, text).unwrap();
        Auth::bearer_file(&path).unwrap_err().to_string()
    };
    let no_token = "no bearer token configured";
    assert_eq!(file(""), no_token);
    assert_eq!(file(" \n\n"), no_token);
    assert_eq!(
        file("good\n\nnot so good"),
        "bearer token 3 is empty or contains a character that is not visible ASCII"
    );
    let none: [&str; 0] = [];
    assert_eq!(Auth::bearers(none).unwrap_err().to_string(), no_token);
    for token in ["", " ", "a b", "a\n", "\u{fc}"] {
        let refused = Auth::bearers(["good", token]).unwrap_err();
        assert!(matches!(refused, AuthError::InvalidToken { number: 2, .. }));
    }
    fs::remove_file(&path).unwrap();
    let missing = Auth::bearer_file(&path).unwrap_err();
    assert!(
        missing
            .to_string()
            .starts_with("cannot read the bearer tokens in `/")
    );
    assert!(std::error::Error::source(&missing).is_some());
    assert!(matches!(Auth::any_of([]), Err(AuthError::NoMethod)));
}

#[test]
fn users_that_can_never_log_in_are_rejected() {
    let good = hash("secret");
    let refused = |users: &[(&str, &str)]| {
        let error = Auth::basic(users.iter().copied()).unwrap_err().to_string();
        assert!(
            !error.contains("secret") && !error.contains("$2"),
            "{error}"
        );
        error
    };
    assert_eq!(refused(&[]), "no user configured");
    for name in ["", "a:b", "a\n"] {
        assert!(refused(&[(name, &good)]).starts_with("the user name `"));
    }
    assert!(refused(&[("a", &good), ("a", &good)]).ends_with("or is a duplicate"));
    let costly = good.replacen("$04$", "$19$", 1);
    for hash in ["", "secret", "$2y$10$short", &costly] {
        assert_eq!(
            refused(&[("a", hash)]),
            "the password of user `a` is not a bcrypt hash with a cost of 4 to 18"
        );
    }
}

#[tokio::test]
async fn users_log_in_with_their_passwords() {
    let php = hash("p:w \u{fc}").replacen("$2b$", "$2y$", 1);
    let auth = Auth::basic([("a", hash("secret")), ("b", php)]).unwrap();
    let wrong = unauthorized("Basic realm=\"metrics\", charset=\"UTF-8\"");
    // Twice, because the second time uses the cache.
    for _ in 0..2 {
        for right in ["a:secret", "b:p:w \u{fc}"] {
            assert_eq!(auth.check(&basic(right)).await, Verdict::Allowed);
        }
        for bad in [
            "a:p:w \u{fc}",
            "b:secret",
            "c:secret",
            "a:",
            ":secret",
            ":",
            "A:secret",
        ] {
            assert_eq!(auth.check(&basic(bad)).await, wrong, "{bad}");
        }
    }
}

#[tokio::test]
async fn a_custom_check_can_allow_forbid_or_challenge() {
    let own = Auth::custom(|head| {
        let role = head.headers.get("x-role").cloned();
        async move {
            tokio::task::yield_now().await;
            match role {
                Some(role) if role == "operator" => Verdict::Allowed,
                Some(_) => Verdict::Forbidden,
                None => unauthorized("Role realm=\"metrics\""),
            }
        }
    });
    let auth = Auth::any_of([own, Auth::bearer("secret").unwrap()]).unwrap();
    assert_eq!(format!("{auth:?}"), "Auth([Custom, Bearer])");
    let with_role = |role: &'static str, authorization: &[u8]| {
        let mut head = head(authorization);
        head.headers
            .insert("x-role", HeaderValue::from_static(role));
        head
    };
    assert_eq!(
        auth.check(&with_role("operator", b"")).await,
        Verdict::Allowed
    );
    assert_eq!(
        auth.check(&with_role("guest", b"")).await,
        Verdict::Forbidden
    );
    let guest = with_role("guest", b"Bearer secret");
    assert_eq!(auth.check(&guest).await, Verdict::Allowed);
    assert_eq!(
        auth.check(&head(b"")).await,
        unauthorized("Role realm=\"metrics\", Bearer realm=\"metrics\"")
    );
}
