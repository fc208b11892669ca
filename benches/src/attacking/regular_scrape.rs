//! A regular scrape, and the resident memory of this process.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

/// The default timeout of Prometheus.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The timeout for recovery after an attack.
const RECOVERY_TIMEOUT: Duration = Duration::from_mins(1);

/// The durations of scrapes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    /// The median.
    pub median: Duration,
    /// The maximum.
    pub slowest: Duration,
}

/// Scrapes like Prometheus does at first: on a new connection. It sends credentials, which a server without authentication ignores.
pub struct RegularScrape {
    target: SocketAddr,
    length: usize,
    at_rest: Duration,
}

impl RegularScrape {
    /// Scrapes a few times to learn the length and the duration of a response.
    pub fn new(target: SocketAddr) -> Result<Self> {
        let mut this = Self {
            target,
            length: 0,
            at_rest: TIMEOUT,
        };
        this.length = this.scrape()?.0;
        this.at_rest = this.times(3)?.median;
        Ok(this)
    }

    /// Returns the times of several scrapes.
    ///
    /// # Errors
    ///
    /// If a scrape fails.
    pub fn times(&self, scrapes: usize) -> Result<Times> {
        let mut times = Vec::with_capacity(scrapes);
        for _ in 0..scrapes {
            let (length, time) = self.scrape()?;
            ensure!(
                self.length.abs_diff(length) < 1_000,
                "unexpected response of {length} bytes"
            );
            times.push(time);
        }
        times.sort();
        Ok(Times {
            median: times[scrapes / 2],
            slowest: times[scrapes - 1],
        })
    }

    /// Waits until a response takes at most twice the initial duration, so that all queues are empty.
    pub fn wait_for_rest(&self) -> Result<()> {
        let start = Instant::now();
        while self.times(3)?.median > self.at_rest * 2 {
            ensure!(
                start.elapsed() < RECOVERY_TIMEOUT,
                "the server does not recover"
            );
        }
        Ok(())
    }

    /// Returns the length of a response, and the time from connecting to its last byte.
    fn scrape(&self) -> Result<(usize, Duration)> {
        let start = Instant::now();
        let mut stream = TcpStream::connect_timeout(&self.target, TIMEOUT)?;
        stream.set_read_timeout(Some(TIMEOUT))?;
        stream.write_all(
            b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer right\r\n\r\n",
        )?;
        let mut response = Vec::with_capacity(self.length);
        stream.read_to_end(&mut response)?;
        ensure!(
            response.starts_with(b"HTTP/1.1 200 "),
            "the response is not 200 OK"
        );
        Ok((response.len(), start.elapsed()))
    }
}

/// Resets the peak to the current resident memory, and returns it.
pub fn reset_peak() -> Result<usize> {
    // proc_pid_clear_refs(5)
    fs::write("/proc/self/clear_refs", "5")?;
    resident("VmRSS:")
}

/// The peak of resident memory in bytes since the last reset.
pub fn peak() -> Result<usize> {
    resident("VmHWM:")
}

fn resident(name: &str) -> Result<usize> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kibibytes = line.and_then(|line| line.split_ascii_whitespace().next());
    Ok(kibibytes
        .context("missing memory size in /proc/self/status")?
        .parse::<usize>()?
        * 1_024)
}
