//! Wrong credentials in a loop.

use crate::attackers::Attack;
use crate::target::{TIMEOUT, Target};
use crate::{JOBS, small};
use pforge_metrics::exporter::Auth;
use std::time::{Duration, Instant};

#[test]
#[ignore = "uses a core for seconds: run `./test attacks`"]
fn guessing_clients_do_not_block_clients_with_credentials() {
    let user = ("user", bcrypt::hash("secret", 10).unwrap());
    let auth = Auth::any_of([Auth::bearer("right").unwrap(), Auth::basic([user]).unwrap()]);
    let target = Target::start(small().auth(auth.unwrap()), |server| server);
    let bearer = "Authorization: Bearer right\r\n";
    let basic = "Authorization: Basic dXNlcjpzZWNyZXQ=\r\n";
    assert_eq!(target.scrape(basic), JOBS);
    target.under(Attack::GuessCredentials, 200, |target| {
        for credentials in [bearer, basic].repeat(5) {
            assert_eq!(target.scrape(credentials), JOBS);
        }
    });
}

#[test]
#[ignore = "uses a core for seconds: run `./test attacks`"]
fn a_first_login_succeeds_while_others_guess() {
    let user = ("user", bcrypt::hash("secret", 10).unwrap());
    let auth = Auth::basic([user]).unwrap();
    let target = Target::start(small().auth(auth), |server| server);
    let basic = "Authorization: Basic dXNlcjpzZWNyZXQ=\r\n";
    target.under(Attack::GuessCredentials, 200, |target| {
        let began = Instant::now();
        let mut response = target.get(basic);
        while response.starts_with("HTTP/1.1 429 ") {
            assert!(began.elapsed() < TIMEOUT);
            // The value of `Retry-After`.
            std::thread::sleep(Duration::from_secs(1));
            response = target.get(basic);
        }
        assert!(response.starts_with("HTTP/1.1 200 "), "{response}");
    });
}
