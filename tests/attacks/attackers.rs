//! Clients that mean no good, all in one process that is not the server's: so its memory and its file descriptors are its own.
//!
//! The benchmarks start them too.

use std::io::{self, Read, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{interval, sleep};

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

    /// By the name that `Debug` shows.
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|attack| format!("{attack:?}") == name)
    }
}

/// When the attack is under way this is printed, on a line of its own.
pub const UNDER_WAY: &str = "the attack is under way";

const REQUEST: &str = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n";

/// Attacks until the standard input ends, which it does at the latest with the process that started this one.
pub fn run(attack: Attack, target: SocketAddr, clients: usize) -> io::Result<()> {
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
        while connected.load(Relaxed) < clients.min(1_000) {
            ticks.tick().await;
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

/// Every second one a token, the others a password. The answer is short, and comes in one piece.
async fn guess(stream: &mut TcpStream, number: usize) -> io::Result<()> {
    let credentials = if number.is_multiple_of(2) {
        "Bearer guess"
    } else {
        "Basic dXNlcjpndWVzcw=="
    };
    let request = format!("{REQUEST}Authorization: {credentials}\r\n\r\n");
    let mut buffer = [0; 4096];
    loop {
        stream.write_all(request.as_bytes()).await?;
        if stream.read(&mut buffer).await? == 0 {
            return Ok(());
        }
    }
}

/// What is no request, or too long a one: its name, its bytes, and the status of the answer, if there is one.
pub fn bombs() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    const MIB: usize = 1 << 20;
    let header = |name: &str, length| {
        let value = "x".repeat(length);
        format!("{REQUEST}{name}: {value}\r\n\r\n").into_bytes()
    };
    vec![
        ("10 MiB of Accept", header("Accept", 10 * MIB), "431"),
        (
            "10 MiB of Authorization",
            header("Authorization", 10 * MIB),
            "431",
        ),
        (
            "100,000 headers",
            format!("{REQUEST}{}\r\n", "X: x\r\n".repeat(100_000)).into_bytes(),
            "431",
        ),
        (
            "101 headers",
            format!("{REQUEST}{}\r\n", "X: x\r\n".repeat(100)).into_bytes(),
            "431",
        ),
        (
            "a request line of 1 MiB",
            format!("GET /metrics?{} HTTP/1.1\r\n\r\n", "x".repeat(MIB)).into_bytes(),
            "431",
        ),
        (
            "a request line of 100 KiB",
            format!("GET /metrics?{} HTTP/1.1\r\n\r\n", "x".repeat(100 << 10)).into_bytes(),
            "414",
        ),
        ("1 MiB without a line", vec![b'x'; MIB], "431"),
        (
            "TLS",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
            "400",
        ),
        ("zeros", vec![0; MIB], "400"),
        ("HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(), ""),
        (
            "two lengths",
            format!("{REQUEST}Content-Length: 1\r\nContent-Length: 2\r\n\r\n").into_bytes(),
            "400",
        ),
    ]
}
