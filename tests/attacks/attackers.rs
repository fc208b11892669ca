//! Attacking clients. They run in a separate process, so that they do not share memory and file descriptors with the server.
//!
//! The benchmarks also use them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{interval, sleep};

// The path is explicit, because the benchmarks include this file by its path.
#[path = "invalid_requests.rs"]
mod invalid_requests;

pub use invalid_requests::invalid_requests;

/// What each client does in a loop.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Attack {
    /// Send a request head byte by byte, without completing it.
    SlowHead,
    /// Connect and send nothing. Reconnect a second after the connection was closed.
    Idle,
    /// Send a request, and do not read the response.
    NoRead,
    /// Scrape concurrently.
    ConcurrentScrapes,
    /// Scrape on persistent connections with wrong credentials.
    GuessCredentials,
    /// Send invalid or oversized requests.
    InvalidRequests,
    /// Send a part of a request, and disconnect.
    Disconnect,
}

impl Attack {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::SlowHead,
        Self::Idle,
        Self::NoRead,
        Self::ConcurrentScrapes,
        Self::GuessCredentials,
        Self::InvalidRequests,
        Self::Disconnect,
    ];
}

/// The line that is printed when the attack is under way.
const UNDER_WAY: &str = "the attack is under way";

/// The timeout for the connections of the clients.
const TIMEOUT: Duration = Duration::from_secs(45);

/// The environment variable with the attack, the target and the number of clients.
const ATTACK_VARIABLE: &str = "PFORGE_ATTACK";

/// A process of attackers, which is killed when this is dropped.
pub struct Attackers(Child);

impl Attackers {
    /// Starts this program with arguments that lead to [`run_attack_process`], and waits until the attack is under
    /// way.
    pub fn start(
        attack: Attack,
        target: SocketAddr,
        clients: usize,
        arguments: &[&str],
    ) -> io::Result<Self> {
        // The shell raises the limit on open files to the maximum.
        let script = "ulimit -n \"$(ulimit -Hn)\" && exec \"$@\"";
        let child = Command::new("sh")
            .args(["-c", script, "sh"])
            .arg(std::env::current_exe()?)
            .args(arguments)
            .env(ATTACK_VARIABLE, format!("{attack:?} {target} {clients}"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut this = Self(child);
        let output = this.0.stdout.take().into_iter();
        let mut lines = output.flat_map(|output| BufReader::new(output).lines());
        if lines.any(|line| line.is_ok_and(|line| line == UNDER_WAY)) {
            return Ok(this);
        }
        Err(io::Error::other("the attackers gave up"))
    }
}

impl Drop for Attackers {
    fn drop(&mut self) {
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

/// Runs the attack in the environment variable, if it is set.
pub fn run_attack_process() -> io::Result<()> {
    let arguments = std::env::var(ATTACK_VARIABLE).unwrap_or_default();
    let [attack, target, clients] = arguments.split(' ').collect::<Vec<_>>()[..] else {
        return Ok(());
    };
    let attack = Attack::ALL
        .into_iter()
        .find(|it| format!("{it:?}") == attack);
    match (attack, target.parse(), clients.parse()) {
        (Some(attack), Ok(target), Ok(clients)) => run(attack, target, clients),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}

const REQUEST: &str = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n";

/// Attacks until the standard input is closed, at the latest when the parent process ends.
fn run(attack: Attack, target: SocketAddr, clients: usize) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let connected = Arc::new(AtomicUsize::new(0));
    std::thread::spawn(|| {
        _ = io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    runtime.block_on(async {
        for number in 0..clients {
            let connected = Arc::clone(&connected);
            tokio::spawn(async move {
                loop {
                    // Errors are expected.
                    if once(attack, target, number, &connected).await.is_err() {
                        sleep(Duration::from_millis(5)).await;
                    }
                }
            });
        }
        let mut ticks = interval(Duration::from_millis(10));
        let began = Instant::now();
        while connected.load(Relaxed) < clients.min(1_000) {
            ticks.tick().await;
            if began.elapsed() > TIMEOUT {
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
        println!("\n{UNDER_WAY}");
        io::stdout().flush()?;
        std::future::pending().await
    })
}

async fn once(
    attack: Attack,
    target: SocketAddr,
    number: usize,
    connected: &AtomicUsize,
) -> io::Result<()> {
    let mut stream = TcpStream::connect(target).await?;
    connected.fetch_add(1, Relaxed);
    match attack {
        Attack::SlowHead => {
            stream.write_all(REQUEST.as_bytes()).await?;
            stream.write_all(b"X-Slow: ").await?;
            again_and_again(&mut stream, b"x").await
        }
        Attack::Idle => {
            _ = read_to_end(&mut stream).await;
            sleep(Duration::from_secs(1)).await;
            Ok(())
        }
        Attack::NoRead => {
            stream
                .write_all(format!("{REQUEST}\r\n").as_bytes())
                .await?;
            again_and_again(&mut stream, b"\r\n").await
        }
        Attack::ConcurrentScrapes => {
            let request = format!("{REQUEST}Connection: close\r\n\r\n");
            stream.write_all(request.as_bytes()).await?;
            read_to_end(&mut stream).await
        }
        Attack::GuessCredentials => guess(&mut stream, number).await,
        Attack::InvalidRequests => {
            let invalid_requests = invalid_requests();
            let (_, request, _) = &invalid_requests[number % invalid_requests.len()];
            // The server may close the connection before it has read everything.
            _ = stream.write_all(request).await;
            _ = stream.shutdown().await;
            read_to_end(&mut stream).await
        }
        Attack::Disconnect => {
            let part = number % REQUEST.len();
            stream.write_all(&REQUEST.as_bytes()[..part]).await
        }
    }
}

/// Sends bytes repeatedly until the connection is closed.
async fn again_and_again(stream: &mut TcpStream, bytes: &[u8]) -> io::Result<()> {
    let mut ticks = interval(Duration::from_millis(50));
    loop {
        ticks.tick().await;
        stream.write_all(bytes).await?;
    }
}

async fn read_to_end(stream: &mut TcpStream) -> io::Result<()> {
    let mut buffer = vec![0; 1 << 16];
    while stream.read(&mut buffer).await? > 0 {}
    Ok(())
}

/// Half of the clients guess tokens, and half guess passwords. No guess is repeated. The response is short enough to arrive in one
/// read.
async fn guess(stream: &mut TcpStream, number: usize) -> io::Result<()> {
    static GUESSES: AtomicUsize = AtomicUsize::new(0);
    let mut buffer = [0; 4096];
    loop {
        let guess = GUESSES.fetch_add(1, Relaxed);
        let credentials = if number.is_multiple_of(2) {
            format!("Bearer {guess}")
        } else {
            format!("Basic {}", STANDARD.encode(format!("user:{guess}")))
        };
        let request = format!("{REQUEST}Authorization: {credentials}\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        if stream.read(&mut buffer).await? == 0 {
            return Ok(());
        }
    }
}
