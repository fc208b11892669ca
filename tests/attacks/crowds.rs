//! Many connections that are kept open.

use crate::attackers::Attack;
use crate::target::{Target, growth};
use crate::{JOBS, large, small};
use pforge_metrics::exporter::Exporter;
use std::process::Command;

const MIB: usize = 1 << 20;

#[test]
#[ignore = "takes a core for seconds: run `./test attacks`"]
fn who_sends_a_head_by_bytes_keeps_nobody_out() {
    let target = Target::start(small(), |server| server);
    target.under(Attack::Drip, 500, |target| {
        for _ in 0..3 {
            assert_eq!(target.scrape(""), JOBS);
        }
    });
}

#[test]
#[ignore = "takes a core for seconds: run `./test attacks`"]
fn who_takes_no_answer_keeps_nobody_out_and_has_one_answer_of_memory() {
    let exporter = Exporter::builder().catalog(&large::CATALOG);
    let target = Target::start(exporter, |server| server);
    let body = target.scrape("").len();
    let attacked = || {
        target.under(Attack::TakeNothing, 200, |target| {
            for _ in 0..3 {
                assert_eq!(target.scrape("").len(), body);
            }
        });
    };
    let ((), growth) = growth(attacked);
    // One for each of the 64 places, and what is being made.
    assert!(growth < 80 * body, "{} MiB", growth / MIB);
}

/// The hard limit on open files of whatever is started from here.
fn most_files() -> usize {
    let shell = Command::new("sh").args(["-c", "ulimit -Hn"]).output();
    let printed = String::from_utf8(shell.unwrap().stdout).unwrap();
    printed.trim().parse().unwrap_or(usize::MAX)
}

#[test]
#[ignore = "takes a core for seconds: run `./test attacks`"]
fn ten_thousand_connections_that_say_nothing_keep_nobody_out() {
    let most = most_files();
    assert!(most > 2_000, "`ulimit -Hn` is {most}: that is no crowd");
    let clients = 10_000.min(most - 100);
    if clients < 10_000 {
        eprintln!("{clients} connections instead of 10,000: `ulimit -Hn` is {most}");
    }
    let target = Target::start(small(), |server| server);
    let attacked = || {
        target.under(Attack::Silence, clients, |target| {
            for _ in 0..2 {
                assert_eq!(target.scrape(""), JOBS);
            }
        });
    };
    let ((), growth) = growth(attacked);
    assert!(growth < 16 * MIB, "{} MiB", growth / MIB);
}

#[test]
#[ignore = "takes a core for seconds: run `./test attacks`"]
fn who_leaves_in_the_middle_of_a_request_leaves_nothing_behind() {
    let target = Target::start(small(), |server| server);
    target.under(Attack::Cut, 50, |target| {
        for _ in 0..20 {
            assert_eq!(target.scrape(""), JOBS);
        }
    });
}
