//! Many open connections.

use crate::attackers::Attack;
use crate::target::{Target, growth};
use crate::{JOBS, large, small};
use pforge_metrics::exporter::Exporter;
use std::process::Command;

const MIB: usize = 1 << 20;

#[test]
#[ignore = "uses a core for seconds: run `./test attacks`"]
fn slow_request_heads_do_not_block_scrapes() {
    let target = Target::start(small(), |server| server);
    target.under(Attack::SlowHead, 500, |target| {
        for _ in 0..3 {
            assert_eq!(target.scrape(""), JOBS);
        }
    });
}

#[test]
#[ignore = "uses a core for seconds: run `./test attacks`"]
fn clients_that_do_not_read_do_not_block_scrapes_and_use_one_body_each() {
    let exporter = Exporter::builder().catalog(&large::CATALOG);
    let target = Target::start(exporter, |server| server);
    let body = target.scrape("").len();
    let attacked = || {
        target.under(Attack::NoRead, 200, |target| {
            for _ in 0..3 {
                assert_eq!(target.scrape("").len(), body);
            }
        });
    };
    let ((), growth) = growth(attacked);
    // One body for each of the 64 connection slots, and those that are being written.
    assert!(growth < 80 * body, "{} MiB", growth / MIB);
}

/// The hard limit on open files of child processes.
fn max_open_files() -> usize {
    let shell = Command::new("sh").args(["-c", "ulimit -Hn"]).output();
    let printed = String::from_utf8(shell.unwrap().stdout).unwrap();
    printed.trim().parse().unwrap_or(usize::MAX)
}

#[test]
#[ignore = "uses a core for seconds: run `./test attacks`"]
fn ten_thousand_idle_connections_do_not_block_scrapes() {
    let max = max_open_files();
    assert!(
        max > 2_000,
        "`ulimit -Hn` is {max}, expected more than 2,000"
    );
    let clients = 10_000.min(max - 100);
    if clients < 10_000 {
        eprintln!("{clients} connections instead of 10,000: `ulimit -Hn` is {max}");
    }
    let target = Target::start(small(), |server| server);
    let attacked = || {
        target.under(Attack::Idle, clients, |target| {
            for _ in 0..2 {
                assert_eq!(target.scrape(""), JOBS);
            }
        });
    };
    let ((), growth) = growth(attacked);
    assert!(growth < 16 * MIB, "{} MiB", growth / MIB);
}

#[test]
#[ignore = "uses a core for seconds: run `./test attacks`"]
fn a_disconnect_in_the_middle_of_a_request_leaks_nothing() {
    let target = Target::start(small(), |server| server);
    target.under(Attack::Disconnect, 50, |target| {
        for _ in 0..20 {
            assert_eq!(target.scrape(""), JOBS);
        }
    });
}
