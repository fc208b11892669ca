//! Tests of what guessers cost, and of how long a user waits while they guess.
//!
//! The clock is virtual and there is one thread: each check takes 50 ms of virtual time, so a run is the same on every machine,
//! however slow or busy it is.

use super::{Checked, Password, Users};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::{JoinHandle, JoinSet, yield_now};
use tokio::time::{Instant, sleep};

/// The virtual time of one check. A wrong password rests for as long again.
const CHECK: Duration = Duration::from_millis(50);

/// A hash for `Users::new`. No check reads it.
const HASH: &str = "$2b$04$Vajm0Cg.KTe81dyLO3xXt.l9DtjzwL7sv71ryV0eoBBSNEOiqvD1a";

/// A server with two users whose password is `secret`. It records the passwords that it checks.
#[derive(Clone)]
struct Server {
    users: Arc<Users>,
    checked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn new() -> Self {
        let users = Users::new([("user", HASH), ("other", HASH)]).unwrap();
        Self {
            users: Arc::new(users),
            checked: Arc::default(),
        }
    }

    async fn log_in(&self, name: &str, password: &str) -> Password {
        let check = |password: Vec<u8>, _| self.clone().check(password);
        let (name, password) = (name.as_bytes(), password.as_bytes());
        self.users.checked(name, password, check).await
    }

    async fn check(self, password: Vec<u8>) -> Option<Checked> {
        let is_right = password == b"secret";
        let password = String::from_utf8(password).unwrap();
        self.checked.lock().unwrap().push(password);
        sleep(CHECK).await;
        Some(Checked {
            is_right,
            took: CHECK,
        })
    }

    /// Sends a request, and returns its task once it is in line.
    async fn send(&self, password: impl Into<String>) -> JoinHandle<Password> {
        let (server, password) = (self.clone(), password.into());
        let request = tokio::spawn(async move { server.log_in("user", &password).await });
        yield_now().await;
        request
    }

    fn checked(&self) -> Vec<String> {
        self.checked.lock().unwrap().clone()
    }
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

/// Guesses for ever, with a pause of 1 to 8 ms after each response.
async fn guess(server: Server, guesses: Guesses, client: u64) {
    for number in 0_u64.. {
        let password = match guesses {
            Guesses::OfList => ((client * 20 + number) % 1_000).to_string(),
            Guesses::Once | Guesses::UntilChecked => format!("{client}-{number}"),
        };
        loop {
            let response = server.log_in("user", &password).await;
            assert_ne!(response, Password::Right);
            sleep(Duration::from_millis(1 + (client + number) % 8)).await;
            let is_again = matches!(guesses, Guesses::UntilChecked);
            if !is_again || response != Password::Unchecked {
                break;
            }
        }
    }
}

/// The virtual time until a user is in who comes first after half a second, and again a second after each `Later`, as
/// `Retry-After` asks.
async fn first_login(guesses: Guesses, clients: u64) -> Duration {
    let server = Server::new();
    let mut tasks = JoinSet::new();
    for client in 0..clients {
        tasks.spawn(guess(server.clone(), guesses, client));
    }
    sleep(Duration::from_millis(500)).await;
    let began = Instant::now();
    while server.log_in("user", "secret").await != Password::Right {
        assert!(began.elapsed() < Duration::from_secs(100), "never");
        sleep(Duration::from_secs(1)).await;
    }
    began.elapsed()
}

#[tokio::test(start_paused = true)]
async fn a_right_first_login_gets_in_within_seconds_while_others_guess() {
    // Once: after a second, the check that runs and one more.
    for (guesses, clients, milliseconds) in [
        (Guesses::Once, 1, 150),
        (Guesses::Once, 17, 1_250),
        (Guesses::Once, 200, 1_250),
        (Guesses::OfList, 17, 2_000),
        (Guesses::OfList, 50, 8_000),
        (Guesses::UntilChecked, 17, 4_000),
        (Guesses::UntilChecked, 50, 10_000),
    ] {
        let waited = first_login(guesses, clients).await;
        let is_soon = waited <= Duration::from_millis(milliseconds);
        assert!(is_soon, "{guesses:?}, {clients} guessers: {waited:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn one_check_runs_at_a_time_and_known_users_do_not_wait() {
    let server = Server::new();
    assert_eq!(server.log_in("user", "secret").await, Password::Right);
    let began = Instant::now();
    let mut requests = Vec::new();
    for number in 0..100 {
        requests.push(server.send(number.to_string()).await);
    }
    assert_eq!(server.log_in("user", "secret").await, Password::Right);
    // One is checked, and 16 wait.
    assert_eq!(server.checked(), ["secret", "0"]);
    let finished = requests.iter().filter(|it| it.is_finished()).count();
    assert_eq!(finished, 83);
    assert_eq!(began.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn guesses_take_half_a_core() {
    let server = Server::new();
    let began = Instant::now();
    let mut guesses = Vec::new();
    for number in 0..10 {
        guesses.push(server.send(number.to_string()).await);
    }
    for guess in guesses {
        assert_eq!(guess.await.unwrap(), Password::Wrong);
    }
    // After each wrong password the queue rests for as long as the check took, and no response waits for the last rest.
    assert_eq!(began.elapsed(), 19 * CHECK);
    assert_eq!(server.log_in("user", "secret").await, Password::Right);
    assert_eq!(began.elapsed(), 21 * CHECK);
    // The queue does not rest after a right password.
    assert_eq!(server.log_in("other", "secret").await, Password::Right);
    assert_eq!(began.elapsed(), 22 * CHECK);
}

#[tokio::test(start_paused = true)]
async fn attempts_that_come_again_have_two_of_three_turns() {
    let server = Server::new();
    // One is checked, and 16 wait.
    let mut requests = Vec::new();
    for number in 0..17 {
        requests.push(server.send(number.to_string()).await);
    }
    for late in ["first late", "second late"] {
        let request = server.send(late).await;
        assert_eq!(request.await.unwrap(), Password::Unchecked);
    }
    for late in ["first late", "second late"] {
        requests.push(server.send(late).await);
    }
    let mut unchecked = Vec::new();
    for (number, request) in requests.into_iter().enumerate() {
        if request.await.unwrap() == Password::Unchecked {
            unchecked.push(number);
        }
    }
    // The last of those that came once made room.
    assert_eq!(unchecked, [15, 16]);
    let expected = ["0", "second late", "first late", "1", "2", "3"];
    assert_eq!(server.checked()[..6], expected);
}

#[tokio::test(start_paused = true)]
async fn a_guess_that_was_wrong_is_not_checked_again() {
    let server = Server::new();
    for name in ["user", "nobody"] {
        assert_eq!(server.log_in(name, "guess").await, Password::Wrong);
        // A check would wait for the rest of the first one.
        let began = Instant::now();
        assert_eq!(server.log_in(name, "guess").await, Password::Wrong);
        assert_eq!(began.elapsed(), Duration::ZERO);
    }
    assert_eq!(server.checked(), ["guess", "guess"]);
}

#[tokio::test(start_paused = true)]
async fn a_check_goes_on_when_its_client_has_gone() {
    let server = Server::new();
    let began = Instant::now();
    let request = server.send("guess").await;
    request.abort();
    assert_eq!(server.log_in("user", "secret").await, Password::Right);
    assert_eq!(began.elapsed(), 3 * CHECK);
}
