//! A scrape that means well, and the memory that the kernel counts.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

/// Prometheus' own, unless it is told another.
const TIMEOUT: Duration = Duration::from_secs(10);

/// How long it may take until the answers are as quick as before the attack.
const BOUND: Duration = Duration::from_mins(1);

/// How long scrapes took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    /// The one in the middle.
    pub median: Duration,
    /// The longest.
    pub slowest: Duration,
}

/// Like Prometheus at its first scrape: on a connection of its own, with credentials that servers which want none ignore.
pub struct GoodScrape {
    target: SocketAddr,
    length: usize,
    at_rest: Duration,
}

impl GoodScrape {
    /// Scrapes once, to know how long an answer is and how long it takes.
    pub fn new(target: SocketAddr) -> Result<Self> {
        let mut this = Self {
            target,
            length: 0,
            at_rest: TIMEOUT,
        };
        this.length = this.answer()?.0;
        this.at_rest = this.times(3)?.median;
        Ok(this)
    }

    /// The times of some scrapes, none of which may fail.
    pub fn times(&self, scrapes: usize) -> Result<Times> {
        let mut times = Vec::with_capacity(scrapes);
        for _ in 0..scrapes {
            let (length, time) = self.answer()?;
            ensure!(
                self.length.abs_diff(length) < 1_000,
                "an answer of {length} bytes"
            );
            times.push(time);
        }
        times.sort();
        Ok(Times {
            median: times[scrapes / 2],
            slowest: times[scrapes - 1],
        })
    }

    /// Until an answer takes no more than twice what it took at first: what was left in queues is worked off.
    pub fn wait_for_rest(&self) -> Result<()> {
        let began = Instant::now();
        while self.times(3)?.median > self.at_rest * 2 {
            ensure!(began.elapsed() < BOUND, "the server does not recover");
        }
        Ok(())
    }

    /// The length of an answer, and its time from connecting to the last byte.
    fn answer(&self) -> Result<(usize, Duration)> {
        let began = Instant::now();
        let mut stream = TcpStream::connect_timeout(&self.target, TIMEOUT)?;
        stream.set_read_timeout(Some(TIMEOUT))?;
        stream.write_all(
            b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer right\r\n\r\n",
        )?;
        let mut answer = Vec::with_capacity(self.length);
        stream.read_to_end(&mut answer)?;
        ensure!(answer.starts_with(b"HTTP/1.1 200 "), "no answer of 200");
        Ok((answer.len(), began.elapsed()))
    }
}

/// Lowers the peak to what is resident now, and tells how much that is.
pub fn lower_peak() -> Result<usize> {
    // proc_pid_clear_refs(5)
    fs::write("/proc/self/clear_refs", "5")?;
    resident("VmRSS:")
}

/// The most bytes that were resident since.
pub fn peak() -> Result<usize> {
    resident("VmHWM:")
}

fn resident(name: &str) -> Result<usize> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kibibytes = line.and_then(|line| line.split_ascii_whitespace().next());
    Ok(kibibytes
        .context("no size of this process")?
        .parse::<usize>()?
        * 1_024)
}
