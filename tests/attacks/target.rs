//! The server under attack, a regular client, and the resources that must be released.

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

/// The timeout of a client. The default of Prometheus is 10 s. A busy machine may need longer, and these tests only detect servers that
/// never respond.
const SCRAPE_TIMEOUT: Duration = Duration::from_secs(60);

/// The timeout for the release of all resources.
///
/// Connections in the accept queue of clients that are gone are removed when the kernel retransmits: after one second, two, four
/// and so on.
pub const TIMEOUT: Duration = Duration::from_secs(60);

/// The arguments that run the test `attack`.
const AS_ATTACKERS: [&str; 4] = ["--exact", "attack", "--ignored", "--nocapture"];

/// A server that runs until this is dropped. Only one runs at a time, because resources are measured for the whole process.
pub struct Target {
    address: SocketAddr,
    runtime: Runtime,
    files_at_rest: usize,
    _guard: MutexGuard<'static, ()>,
}

impl Target {
    /// Starts a server with the default limits, which `limits` can change.
    pub fn start(exporter: ExporterBuilder, limits: impl FnOnce(Server) -> Server) -> Self {
        static LOCK: Mutex<()> = Mutex::new(());
        let guard = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
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
            _guard: guard,
        }
    }

    /// Runs `meanwhile` during an attack, and waits until all resources are released.
    pub fn under<T>(
        &self,
        attack: Attack,
        clients: usize,
        meanwhile: impl FnOnce(&Self) -> T,
    ) -> T {
        let attackers = Attackers::start(attack, self.address, clients, &AS_ATTACKERS).unwrap();
        let done = meanwhile(self);
        // The 64 connection slots, a waiting client, connections that are about to be closed, and the open directory.
        let files = open_files() - self.files_at_rest;
        assert!(files < 64 + 16, "{files} connections are open");
        drop(attackers);
        self.assert_at_rest();
        done
    }

    /// The response to a scrape on a new connection.
    pub fn get(&self, headers: &str) -> String {
        let began = Instant::now();
        let response = self.send(format!(
            "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n"
        ));
        response.unwrap_or_else(|error| panic!("after {:?}: {error}", began.elapsed()))
    }

    /// The body of a successful scrape.
    pub fn scrape(&self, headers: &str) -> String {
        let response = self.get(headers);
        let (head, body) = response.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200 "), "{head}\n{body}");
        let length = format!("content-length: {}", body.len());
        assert!(head.contains(&length), "{head}");
        body.to_owned()
    }

    /// Sends bytes, and reads the response up to the end of the connection.
    pub fn send(&self, bytes: impl AsRef<[u8]>) -> io::Result<String> {
        let mut stream = TcpStream::connect_timeout(&self.address, SCRAPE_TIMEOUT)?;
        stream.set_read_timeout(Some(SCRAPE_TIMEOUT))?;
        // The server may close the connection before it has read an oversized request.
        _ = stream.write_all(bytes.as_ref());
        let mut response = Vec::new();
        match stream.read_to_end(&mut response) {
            // The server closed the connection with unread data.
            Err(error)
                if error.kind() == io::ErrorKind::ConnectionReset && !response.is_empty() => {}
            read => _ = read?,
        }
        Ok(String::from_utf8(response).unwrap())
    }

    /// Checks that no connection, scrape or file is open.
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
        // Blocking threads and all tasks except that of the server have ended.
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
        assert!(began.elapsed() < TIMEOUT, "{}", otherwise());
        std::thread::yield_now();
    }
}

fn open_files() -> usize {
    fs::read_dir("/proc/self/fd").unwrap().count()
}

/// A size of this process in bytes, from /proc/self/status.
pub fn memory(name: &str) -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    let kibibytes = line.split_ascii_whitespace().nth(1).unwrap();
    kibibytes.parse::<usize>().unwrap() * 1024
}

/// Runs `work`, and measures the peak growth of memory.
pub fn growth<T>(work: impl FnOnce() -> T) -> (T, usize) {
    // This lowers the peak to what is resident now: proc_pid_clear_refs(5).
    fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = memory("VmRSS:");
    let done = work();
    (done, memory("VmHWM:").saturating_sub(before))
}
