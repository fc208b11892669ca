//! Measures the cost of attacks on the exporter's port: CPU time of updates, memory, and the duration of regular scrapes.
//!
//! The server and the updates share this process. The attackers run in another process (`tests/attacks/attackers.rs`). With this
//! many busy threads, wall time depends on the scheduler. So this table measures the CPU time of the updating thread, and compares
//! it with that of plain arithmetic, which the exporter cannot affect.

#[path = "../../tests/attacks/attackers.rs"]
mod attackers;
mod cost;
mod regular_scrape;

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context, Result};
use pforge_metrics::exporter::{Auth, Exporter};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::args::Effort;
use crate::markdown;
use crate::schema::{counters_100k, updating};

use self::attackers::Attackers;
use self::cost::Cost;
use self::regular_scrape::{RegularScrape, Times};

pub use self::attackers::{Attack, run_attack_process};

/// Each attack, with its number of clients and its name in the table. The attacks that need the most memory come last, because the
/// allocator may not return that memory.
const ATTACKS: [(Attack, usize, &str); 7] = [
    (
        Attack::SlowHead,
        500,
        "500 clients send a request head byte by byte",
    ),
    (Attack::Idle, 10_000, "10,000 idle connections"),
    (
        Attack::GuessCredentials,
        200,
        "200 clients guess tokens and passwords",
    ),
    (
        Attack::InvalidRequests,
        100,
        "100 clients send invalid or oversized requests",
    ),
    (
        Attack::Disconnect,
        50,
        "50 clients disconnect in the middle of a request",
    ),
    (
        Attack::ConcurrentScrapes,
        1_000,
        "1,000 concurrent scrapes in a loop",
    ),
    (Attack::NoRead, 200, "200 clients do not read the response"),
];

/// The results of all attacks. Empty if none was measured.
pub type AttackResults = BTreeMap<Attack, AttackResult>;

/// The result of an attack.
#[derive(Clone, Copy, Debug)]
pub struct AttackResult {
    at_rest: Cost,
    attacked: Cost,
    /// The time from connecting to the last byte.
    scrape: Duration,
    scrape_attacked: Times,
    /// The peak of resident memory minus the resident memory before the first attack.
    growth: usize,
}

impl AttackResult {
    /// The slowdown of an update relative to the slowdown of arithmetic.
    pub fn slowdown(&self) -> f64 {
        let updates = self.attacked.updates / self.at_rest.updates;
        updates / self.arithmetic_slowdown()
    }

    fn arithmetic_slowdown(&self) -> f64 {
        self.attacked.arithmetic / self.at_rest.arithmetic
    }
}

/// Measures all attacks.
pub fn measure(effort: Effort) -> Result<AttackResults> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    // The usual bcrypt cost.
    let hash = "$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG";
    let auth = Auth::any_of([Auth::bearer("right")?, Auth::basic([("user", hash)])?])?;
    let open = serve(&runtime, None)?;
    let guarded = serve(&runtime, Some(auth))?;
    let mut results = AttackResults::new();
    // The first responses allocate the buffers.
    for target in [open, guarded] {
        RegularScrape::new(target)?;
    }
    let before = regular_scrape::reset_peak()?;
    for (attack, clients, shown) in ATTACKS {
        let target = if attack == Attack::GuessCredentials {
            guarded
        } else {
            open
        };
        let result = result(effort, attack, (clients, target), before);
        results.insert(attack, result.with_context(|| shown)?);
    }
    Ok(results)
}

/// The table as Markdown.
pub fn markdown(results: &AttackResults) -> String {
    let header = [
        "",
        "ns per update, idle",
        "under attack",
        "arithmetic: under attack / idle",
        "updates: the same ratio, relative to arithmetic",
        "ms per scrape, idle",
        "under attack",
        "slowest",
        "memory growth, MiB",
    ];
    let rows = ATTACKS.iter().filter_map(|(attack, _, shown)| {
        let result = results.get(attack)?;
        let milliseconds = |time: Duration| time.div_duration_f64(Duration::from_millis(1));
        let figures = [
            result.at_rest.updates,
            result.attacked.updates,
            result.arithmetic_slowdown(),
            result.slowdown(),
            milliseconds(result.scrape),
            milliseconds(result.scrape_attacked.median),
            milliseconds(result.scrape_attacked.slowest),
            result.growth as f64 / f64::from(1 << 20),
        ];
        let figures = figures.into_iter().map(markdown::three_digits);
        Some([(*shown).to_owned()].into_iter().chain(figures).collect())
    });
    let table = markdown::table(header, rows);
    format!("## Under attack, 100 k counters\n\n{table}")
}

/// Serves the catalogs on a free port, with the default limits.
fn serve(runtime: &Runtime, auth: Option<Auth>) -> Result<SocketAddr> {
    let exporter = Exporter::builder()
        .catalog(&counters_100k::CATALOG)
        .catalog(&updating::CATALOG)
        .auth(auth)
        .build()?;
    let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
    let address = listener.local_addr()?;
    runtime.spawn(exporter.server().serve(listener));
    Ok(address)
}

fn result(
    effort: Effort,
    attack: Attack,
    (clients, target): (usize, SocketAddr),
    before: usize,
) -> Result<AttackResult> {
    let (rounds, scrapes) = match effort {
        Effort::Quick => (50, 5),
        Effort::Full => (300, 15),
    };
    let scrape = RegularScrape::new(target)?;
    let (at_rest, times_at_rest) = (cost::measure(rounds)?, scrape.times(scrapes)?);
    regular_scrape::reset_peak()?;
    let attackers = Attackers::start(attack, target, clients, &["--attack"])?;
    let (attacked, scrape_attacked) = (cost::measure(rounds)?, scrape.times(scrapes)?);
    drop(attackers);
    let growth = regular_scrape::peak()?.saturating_sub(before);
    scrape.wait_for_rest()?;
    Ok(AttackResult {
        at_rest,
        attacked,
        scrape: times_at_rest.median,
        scrape_attacked,
        growth,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slowdown_is_relative_to_arithmetic() {
        let result = |updates, arithmetic| AttackResult {
            at_rest: Cost {
                updates: 0.5,
                arithmetic: 1.0,
            },
            attacked: Cost {
                updates,
                arithmetic,
            },
            scrape: Duration::ZERO,
            scrape_attacked: Times::default(),
            growth: 0,
        };
        assert!((result(1.0, 2.0).slowdown() - 1.0).abs() < 1e-9);
        assert!((result(1.5, 2.0).slowdown() - 1.5).abs() < 1e-9);
    }
}
