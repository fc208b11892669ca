//! What is no request, or too long a one.

use crate::attackers::{Attack, bombs};
use crate::target::{Target, growth};
use crate::{JOBS, small};

const MIB: usize = 1 << 20;

#[test]
#[ignore = "takes a core for seconds: run `./test attacks`"]
fn what_is_no_request_is_answered_and_ends_the_connection() {
    let target = Target::start(small(), |server| server);
    for (name, bytes, status) in bombs() {
        let answer = target.send(bytes).unwrap();
        let line = answer.lines().next().unwrap_or_default();
        let found = line.split(' ').nth(1).unwrap_or_default();
        assert_eq!(found, status, "{name}");
        target.assert_at_rest();
    }
}

#[test]
#[ignore = "takes a core for seconds: run `./test attacks`"]
fn what_is_no_request_in_a_loop_keeps_nobody_out_and_memory_bounded() {
    let target = Target::start(small(), |server| server);
    let attacked = || {
        target.under(Attack::Bombs, 100, |target| {
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
#[ignore = "takes a core for seconds: run `./test attacks`"]
fn a_body_is_not_read_and_what_follows_a_request_is_its_own_request() {
    let target = Target::start(small(), |server| server);
    let get = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n";
    let answer = "HTTP/1.1 200 OK";
    for (name, request, statuses) in [
        (
            "a body",
            format!("{get}Content-Length: 4\r\nConnection: close\r\n\r\nbody"),
            vec![answer],
        ),
        (
            "a body without an end",
            format!("{get}Content-Length: 1000000000\r\n\r\n{}", "x".repeat(MIB)),
            vec![answer],
        ),
        (
            "chunks without an end",
            format!(
                "{get}Transfer-Encoding: chunked\r\n\r\nfffffff\r\n{}",
                "x".repeat(MIB)
            ),
            vec![answer],
        ),
        (
            "two requests",
            format!("{get}\r\n{get}Connection: close\r\n\r\n"),
            vec![answer, answer],
        ),
        (
            "a request and garbage",
            format!("{get}\r\n\0\0\0\0\r\n\r\n"),
            vec![answer, "HTTP/1.1 400 Bad Request"],
        ),
    ] {
        let answers = target.send(request).unwrap();
        let found: Vec<_> = answers
            .lines()
            .filter(|line| line.starts_with("HTTP/"))
            .collect();
        assert_eq!(found, statuses, "{name}");
        target.assert_at_rest();
    }
}
