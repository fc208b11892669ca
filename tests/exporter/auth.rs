//! Who may scrape, and what those hear who may not.

use axum::http::{HeaderValue, Request, header, request::Parts};
use pforge_metrics::exporter::{Auth, AuthError, Verdict};
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::client::folder;

/// Of `secret`, at the least cost that there is.
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
async fn any_of_several_tokens_is_right() {
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
async fn nonsense_is_unauthorized() {
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
async fn a_file_of_tokens_is_read_again_when_it_changes() {
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
fn what_nobody_could_send_is_refused() {
    let path = folder("bad-tokens").join("tokens");
    let file = |text: &str| {
        fs::write(&path, text).unwrap();
        Auth::bearer_file(&path).unwrap_err().to_string()
    };
    let no_token = "there is no bearer token";
    assert_eq!(file(""), no_token);
    assert_eq!(file(" \n\n"), no_token);
    assert_eq!(
        file("good\n\nnot so good"),
        "bearer token 3 is empty or has a character other than visible ASCII"
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
            .starts_with("can't read the bearer tokens in `/")
    );
    assert!(std::error::Error::source(&missing).is_some());
    assert!(matches!(Auth::any_of([]), Err(AuthError::NoMethod)));
}

#[test]
fn users_that_could_never_log_in_are_refused() {
    let good = hash("secret");
    let refused = |users: &[(&str, &str)]| {
        let error = Auth::basic(users.iter().copied()).unwrap_err().to_string();
        assert!(
            !error.contains("secret") && !error.contains("$2"),
            "{error}"
        );
        error
    };
    assert_eq!(refused(&[]), "there is no user");
    for name in ["", "a:b", "a\n"] {
        assert!(refused(&[(name, &good)]).starts_with("the user name `"));
    }
    assert!(refused(&[("a", &good), ("a", &good)]).ends_with("or is there twice"));
    let costly = good.replacen("$04$", "$19$", 1);
    for hash in ["", "secret", "$2y$10$short", &costly] {
        assert_eq!(
            refused(&[("a", hash)]),
            "the password of user `a` is no bcrypt hash with a cost of 4 to 18"
        );
    }
}

#[tokio::test]
async fn users_log_in_with_their_passwords() {
    let php = hash("p:w \u{fc}").replacen("$2b$", "$2y$", 1);
    let auth = Auth::basic([("a", hash("secret")), ("b", php)]).unwrap();
    let wrong = unauthorized("Basic realm=\"metrics\", charset=\"UTF-8\"");
    // Twice, since the second time it is known.
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

#[test]
fn wrong_passwords_in_a_loop_leave_the_blocking_pool_to_others() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .max_blocking_threads(2)
        .enable_time()
        .build()
        .unwrap();
    runtime.block_on(async {
        let auth = Auth::basic([("user", bcrypt::hash("secret", 8).unwrap())]).unwrap();
        assert_eq!(auth.check(&basic("user:secret")).await, Verdict::Allowed);
        let (wrong, later) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        for attempt in 0..100 {
            let (auth, wrong, later) = (auth.clone(), Arc::clone(&wrong), Arc::clone(&later));
            tokio::spawn(async move {
                let verdict = auth.check(&basic(&format!("user:{attempt}"))).await;
                let count = if verdict == Verdict::Later {
                    later
                } else {
                    wrong
                };
                count.fetch_add(1, Relaxed);
            });
        }
        // All of them begin; then a thread is free, and who is known need not wait.
        tokio::task::yield_now().await;
        tokio::task::spawn_blocking(|| {}).await.unwrap();
        assert_eq!(auth.check(&basic("user:secret")).await, Verdict::Allowed);
        // One is checked, and 16 wait. What else was checked by now depends on the machine.
        assert!(later.load(Relaxed) + wrong.load(Relaxed) >= 83);
    });
}

/// The clock of the runtime stands while a password is checked, and jumps when all wait.
#[tokio::test(start_paused = true)]
async fn who_guesses_passwords_gets_half_a_core() {
    let hash = bcrypt::hash("secret", 8).unwrap();
    let auth = Auth::basic([("user", hash.clone()), ("other", hash)]).unwrap();
    let (began, paused) = (Instant::now(), tokio::time::Instant::now());
    let guess = |number: u32| {
        let auth = auth.clone();
        tokio::spawn(async move { auth.check(&basic(&format!("user:{number}"))).await })
    };
    let guesses: Vec<_> = (0..10).map(guess).collect();
    for guess in guesses {
        assert_ne!(guess.await.unwrap(), Verdict::Allowed);
    }
    // After the last one nobody waits.
    assert!(paused.elapsed() > began.elapsed() / 2);
    assert_eq!(auth.check(&basic("user:secret")).await, Verdict::Allowed);
    let rested = paused.elapsed();
    assert_eq!(auth.check(&basic("other:secret")).await, Verdict::Allowed);
    assert_eq!(paused.elapsed(), rested);
}

/// What guessers do with a guess.
#[derive(Clone, Copy, Debug)]
enum Guesses {
    /// Send it once.
    Once,
    /// Send it again until it is checked.
    UntilChecked,
    /// Take it from a list of a thousand, which all of them go through again and again.
    OfList,
}

async fn guess(auth: Auth, guesses: Guesses, client: u64) {
    for number in 0_u64.. {
        let guess = match guesses {
            Guesses::OfList => format!("user:{}", (client * 20 + number) % 1_000),
            _ => format!("user:{client}-{number}"),
        };
        loop {
            let verdict = auth.check(&basic(&guess)).await;
            assert_ne!(verdict, Verdict::Allowed);
            sleep(Duration::from_millis(1 + (client + number) % 8)).await;
            if verdict != Verdict::Later || !matches!(guesses, Guesses::UntilChecked) {
                break;
            }
        }
    }
}

/// A clock that stands while a password is checked, and jumps over the pause of the same length that follows a wrong one.
/// Guessers come again after milliseconds, the user after the second that `Retry-After` names. The bound is some seconds
/// and the pauses after 50 checks, however slow the machine checks.
#[tokio::test(start_paused = true)]
async fn a_right_first_login_gets_in_within_seconds_while_others_guess() {
    let hash = bcrypt::hash("secret", 6).unwrap();
    for (guesses, guessers, seconds) in [
        (Guesses::Once, 1, 3),
        (Guesses::Once, 17, 3),
        (Guesses::Once, 200, 3),
        (Guesses::OfList, 50, 5),
        (Guesses::UntilChecked, 17, 20),
    ] {
        let auth = Auth::basic([("user", &hash)]).unwrap();
        let mut tasks = JoinSet::new();
        for guesser in 0..guessers {
            tasks.spawn(guess(auth.clone(), guesses, guesser));
        }
        sleep(Duration::from_millis(500)).await;
        let (began, mut slowest) = (tokio::time::Instant::now(), Duration::ZERO);
        while auth.check(&basic("user:secret")).await != Verdict::Allowed {
            let check = Instant::now();
            assert!(!bcrypt::verify("wrong", &hash).unwrap());
            slowest = slowest.max(check.elapsed());
            let is_late = began.elapsed() > Duration::from_secs(seconds) + 50 * slowest;
            assert!(!is_late, "{guesses:?}, {guessers} guessers");
            sleep(Duration::from_secs(1)).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn attempts_that_come_again_have_two_of_three_turns() {
    let auth = Auth::basic([("user", bcrypt::hash("secret", 8).unwrap())]).unwrap();
    let checked = Arc::new(Mutex::new(Vec::new()));
    // Returns the task once its attempt waits.
    let attempt = async |password: &str| {
        let (auth, checked, password) = (auth.clone(), Arc::clone(&checked), password.to_owned());
        let attempt = tokio::spawn(async move {
            let verdict = auth.check(&basic(&format!("user:{password}"))).await;
            if verdict != Verdict::Later {
                checked.lock().unwrap().push(password);
            }
            verdict
        });
        tokio::task::yield_now().await;
        [attempt]
    };
    // One is checked, and 16 wait.
    let mut attempts = Vec::new();
    for number in 0..17 {
        attempts.extend(attempt(&number.to_string()).await);
    }
    for late in ["first late", "second late"] {
        let [task] = attempt(late).await;
        assert_eq!(task.await.unwrap(), Verdict::Later);
    }
    for late in ["first late", "second late"] {
        attempts.extend(attempt(late).await);
    }
    let mut verdicts = Vec::new();
    for attempt in attempts {
        verdicts.push(attempt.await.unwrap());
    }
    let later = verdicts.iter().enumerate();
    let later = later.filter(|(_, verdict)| **verdict == Verdict::Later);
    // The last of those that came once made room.
    let later: Vec<_> = later.map(|(attempt, _)| attempt).collect();
    assert_eq!(later, [15, 16]);
    let checked = checked.lock().unwrap();
    let expected = ["0", "second late", "first late", "1", "2", "3"];
    assert_eq!(checked[..6], expected);
}

#[tokio::test(start_paused = true)]
async fn a_guess_that_was_wrong_is_not_checked_again() {
    let auth = Auth::basic([("user", hash("secret"))]).unwrap();
    for guess in ["user:guess", "nobody:guess"] {
        let verdict = auth.check(&basic(guess)).await;
        assert_ne!(verdict, Verdict::Allowed);
        // It would wait for the pause after the check.
        let began = tokio::time::Instant::now();
        assert_eq!(auth.check(&basic(guess)).await, verdict);
        assert_eq!(began.elapsed(), Duration::ZERO);
    }
}

#[tokio::test]
async fn a_check_of_ones_own_allows_forbids_or_asks() {
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
