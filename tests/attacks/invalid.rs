//! Invalid and oversized requests.

use crate::attackers::{Attack, invalid_requests};
use crate::target::{Target, growth};
use crate::{JOBS, small};

const MIB: usize = 1 << 20;

#[test]
#[ignore = "uses a core for seconds: run `./test attacks`"]
fn an_invalid_request_gets_a_response_and_closes_the_connection() {
    let target = Target::start(small(), |server| server);
    for (name, bytes, status) in invalid_requests() {
        let response = target.send(bytes).unwrap();
        let line = response.lines().next().unwrap_or_default();
        let found = line.split(' ').nth(1).unwrap_or_default();
        assert_eq!(found, status, "{name}");
        target.assert_at_rest();
    }
}

#[test]
#[ignore = "uses a core for seconds: run `./test attacks`"]
fn invalid_requests_in_a_loop_do_not_block_scrapes_or_exhaust_memory() {
    let target = Target::start(small(), |server| server);
    let attacked = || {
        target.under(Attack::InvalidRequests, 100, |target| {
            for _ in 0..3 {
                assert_eq!(target.scrape(""), JOBS);
            }
        });
    };
    let ((), growth) = growth(attacked);
    // 64 heads of 128 KiB are 8 MiB.
    assert!(growth < 32 * MIB, "{} MiB", growth / MIB);
}

#[test]
#[ignore = "uses a core for seconds: run `./test attacks`"]
fn request_bodies_are_ignored_and_pipelined_requests_are_served() {
    let target = Target::start(small(), |server| server);
    let get = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n";
    let response = "HTTP/1.1 200 OK";
    for (name, request, statuses) in [
        (
            "a body",
            format!("{get}Content-Length: 4\r\nConnection: close\r\n\r\nbody"),
            vec![response],
        ),
        (
            "a body without an end",
            format!("{get}Content-Length: 1000000000\r\n\r\n{}", "x".repeat(MIB)),
            vec![response],
        ),
        (
            "chunks without an end",
            format!(
                "{get}Transfer-Encoding: chunked\r\n\r\nfffffff\r\n{}",
                "x".repeat(MIB)
            ),
            vec![response],
        ),
        (
            "two requests",
            format!("{get}\r\n{get}Connection: close\r\n\r\n"),
            vec![response, response],
        ),
        (
            "a request and garbage",
            format!("{get}\r\n\0\0\0\0\r\n\r\n"),
            vec![response, "HTTP/1.1 400 Bad Request"],
        ),
    ] {
        let responses = target.send(request).unwrap();
        let found: Vec<_> = responses
            .lines()
            .filter(|line| line.starts_with("HTTP/"))
            .collect();
        assert_eq!(found, statuses, "{name}");
        target.assert_at_rest();
    }
}
