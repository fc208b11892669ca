//! Clients that mean no good, all in one process that is not the server's: so its memory and its file descriptors are its own.
//!
//! The benchmarks start them too.

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

// Named, since the benchmarks name this file.
#[path = "rubbish.rs"]
mod rubbish;

pub use rubbish::bombs;

/// What they do, each of them again and again.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Attack {
    /// Send a request's head byte by byte, and never the last.
    Drip,
    /// Connect, say nothing, and come again a second after it was closed.
    Silence,
    /// Ask, and take no answer.
    TakeNothing,
    /// Scrape, all of them at once.
    Stampede,
    /// Scrape on connections that they keep, with credentials that are wrong.
    Guess,
    /// Send what is no request, or too long a one.
    Bombs,
    /// Send a part of a request, and leave.
    Cut,
}

impl Attack {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Drip,
        Self::Silence,
        Self::TakeNothing,
        Self::Stampede,
        Self::Guess,
        Self::Bombs,
        Self::Cut,
    ];
}

/// When the attack is under way this is printed, on a line of its own.
const UNDER_WAY: &str = "the attack is under way";

/// How long it may take until so many have connected.
const BOUND: Duration = Duration::from_secs(45);

/// What tells the process of attackers what to do.
const TOLD: &str = "PFORGE_ATTACK";

/// A process of attackers, which ends with this.
pub struct Attackers(Child);

impl Attackers {
    /// Starts this program again with some arguments, which are to lead to [`run_attack_process`], and waits until the attack is under
    /// way.
    pub fn start(
        attack: Attack,
        target: SocketAddr,
        clients: usize,
        arguments: &[&str],
    ) -> io::Result<Self> {
        // The shell may raise the limit on open files, as far as it goes.
        let script = "ulimit -n \"$(ulimit -Hn)\" && exec \"$@\"";
        let child = Command::new("sh")
            .args(["-c", script, "sh"])
            .arg(std::env::current_exe()?)
            .args(arguments)
            .env(TOLD, format!("{attack:?} {target} {clients}"))
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

/// Attacks if this process was started for it.
pub fn run_attack_process() -> io::Result<()> {
    let told = std::env::var(TOLD).unwrap_or_default();
    let [attack, target, clients] = told.split(' ').collect::<Vec<_>>()[..] else {
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

/// Attacks until the standard input ends, which it does at the latest with the process that started this one.
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
                    // What goes wrong is what they are there for.
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
            if began.elapsed() > BOUND {
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
        Attack::Drip => {
            stream.write_all(REQUEST.as_bytes()).await?;
            stream.write_all(b"X-Slow: ").await?;
            again_and_again(&mut stream, b"x").await
        }
        Attack::Silence => {
            _ = read_to_end(&mut stream).await;
            sleep(Duration::from_secs(1)).await;
            Ok(())
        }
        Attack::TakeNothing => {
            stream
                .write_all(format!("{REQUEST}\r\n").as_bytes())
                .await?;
            again_and_again(&mut stream, b"\r\n").await
        }
        Attack::Stampede => {
            let request = format!("{REQUEST}Connection: close\r\n\r\n");
            stream.write_all(request.as_bytes()).await?;
            read_to_end(&mut stream).await
        }
        Attack::Guess => guess(&mut stream, number).await,
        Attack::Bombs => {
            let bombs = bombs();
            let (_, bomb, _) = &bombs[number % bombs.len()];
            // The server need not read it to its end.
            _ = stream.write_all(bomb).await;
            _ = stream.shutdown().await;
            read_to_end(&mut stream).await
        }
        Attack::Cut => {
            let part = number % REQUEST.len();
            stream.write_all(&REQUEST.as_bytes()[..part]).await
        }
    }
}

/// Until the connection is closed.
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

/// Every second guesser guesses tokens, the others guess passwords, and none sends a guess twice. The answer is short, and comes
/// in one piece.
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
