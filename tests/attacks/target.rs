//! The server under attack, a client that means well, and what is to be given back.

use crate::attackers::{Attack, Attackers};
use pforge_metrics::exporter::metrics::promhttp::PROMHTTP_METRIC_HANDLER_REQUESTS_IN_FLIGHT;
use pforge_metrics::exporter::{Exporter, ExporterBuilder, Server};
use std::fs;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// How long a client waits for a response. Prometheus gives up after 10 s; a busy machine may need longer, and what these tests
/// find is a server that never responds.
const SCRAPE_TIMEOUT: Duration = Duration::from_secs(60);

/// How long it may take until everything is given back.
///
/// What a crowd leaves in the listener's queue when it is gone comes out as the kernel sends it again: after one second, two, four
/// and so on.
pub const BOUND: Duration = Duration::from_secs(60);

/// What the test `attack` is run by.
const AS_ATTACKERS: [&str; 4] = ["--exact", "attack", "--ignored", "--nocapture"];

/// A server that runs until this is dropped. One at a time: what they use is counted for the whole process.
pub struct Target {
    address: SocketAddr,
    runtime: Runtime,
    files_at_rest: usize,
    _alone: MutexGuard<'static, ()>,
}

impl Target {
    /// The limits are those that a server has unless told otherwise, but for what a test is about.
    pub fn start(exporter: ExporterBuilder, limits: impl FnOnce(Server) -> Server) -> Self {
        static ALONE: Mutex<()> = Mutex::new(());
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let exporter: Exporter = exporter.build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(limits(exporter.server()).serve(listener));
        Self {
            address,
            runtime,
            files_at_rest: open_files(),
            _alone: alone,
        }
    }

    /// Attacks, does something meanwhile, and waits until all is given back.
    pub fn under<T>(
        &self,
        attack: Attack,
        clients: usize,
        meanwhile: impl FnOnce(&Self) -> T,
    ) -> T {
        let attackers = Attackers::start(attack, self.address, clients, &AS_ATTACKERS).unwrap();
        let done = meanwhile(self);
        // The 64 places, one client that waits for one, what the scheduler has not closed yet, and what reads this.
        let files = open_files() - self.files_at_rest;
        assert!(files < 64 + 16, "{files} connections are open");
        drop(attackers);
        self.assert_at_rest();
        done
    }

    /// The response to a scrape as Prometheus does it, on a connection of its own.
    pub fn answer(&self, headers: &str) -> String {
        let began = Instant::now();
        let answer = self.send(format!(
            "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n"
        ));
        answer.unwrap_or_else(|error| panic!("after {:?}: {error}", began.elapsed()))
    }

    /// The body of a scrape that is served.
    pub fn scrape(&self, headers: &str) -> String {
        let answer = self.answer(headers);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200 "), "{head}\n{body}");
        let length = format!("content-length: {}", body.len());
        assert!(head.contains(&length), "{head}");
        body.to_owned()
    }

    /// The answer to some bytes, up to the end of the connection.
    pub fn send(&self, bytes: impl AsRef<[u8]>) -> io::Result<String> {
        let mut stream = TcpStream::connect_timeout(&self.address, SCRAPE_TIMEOUT)?;
        stream.set_read_timeout(Some(SCRAPE_TIMEOUT))?;
        // Of what is too long the server need not read all.
        _ = stream.write_all(bytes.as_ref());
        let mut answer = Vec::new();
        match stream.read_to_end(&mut answer) {
            // Closed with something unread.
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset && !answer.is_empty() => {}
            read => _ = read?,
        }
        Ok(String::from_utf8(answer).unwrap())
    }

    /// No connection is open, no scrape in flight, and no file is left.
    pub fn assert_at_rest(&self) {
        let in_flight = || PROMHTTP_METRIC_HANDLER_REQUESTS_IN_FLIGHT.get();
        let is_at_rest = || in_flight() == 0 && open_files() <= self.files_at_rest;
        wait_until(is_at_rest, || {
            let files = open_files();
            format!(
                "{} in flight, {files} files for {}",
                in_flight(),
                self.files_at_rest
            )
        });
        // Blocking threads and all tasks but the server's are done.
        let metrics = self.runtime.metrics();
        wait_until(
            || metrics.num_alive_tasks() <= 1,
            || "tasks are left".to_owned(),
        );
    }
}

fn wait_until(is_so: impl Fn() -> bool, otherwise: impl FnOnce() -> String) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < BOUND, "{}", otherwise());
        std::thread::yield_now();
    }
}

fn open_files() -> usize {
    fs::read_dir("/proc/self/fd").unwrap().count()
}

/// Bytes, from what the kernel tells of this process.
pub fn memory(name: &str) -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    let kibibytes = line.split_ascii_whitespace().nth(1).unwrap();
    kibibytes.parse::<usize>().unwrap() * 1024
}

/// By how much memory grew at most while something was done.
pub fn growth<T>(work: impl FnOnce() -> T) -> (T, usize) {
    // This lowers the peak to what is resident now: proc_pid_clear_refs(5).
    fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = memory("VmRSS:");
    let done = work();
    (done, memory("VmHWM:").saturating_sub(before))
}
