//! What attacks on the exporter's port cost the program around it: its updates, its memory, and the scrapes of those who mean
//! well.
//!
//! Server and updates share this process, attackers have one of their own (`tests/attacks/attackers.rs`). With as many busy
//! threads as that, wall time tells who got a processor and not what an update costs: what counts is the processor time of the
//! updating thread, and beside it that of plain arithmetic, which has nothing to do with us.

#[path = "../../tests/attacks/attackers.rs"]
mod attackers;
mod cost;
mod good_scrape;

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
use self::good_scrape::{GoodScrape, Times};

pub use self::attackers::{Attack, run_as_told};

/// Each attack, with its clients and how it reads in the table. Those that need most memory come last: what an allocator
/// keeps would be counted again.
const ATTACKS: [(Attack, usize, &str); 7] = [
    (Attack::Drip, 500, "500 clients send a head byte by byte"),
    (
        Attack::Silence,
        10_000,
        "10,000 connections that say nothing",
    ),
    (Attack::Guess, 200, "200 clients guess tokens and passwords"),
    (Attack::Bombs, 100, "100 clients send what is no request"),
    (
        Attack::Cut,
        50,
        "50 clients leave in the middle of a request",
    ),
    (Attack::Stampede, 1_000, "1,000 scrapes at once, in a loop"),
    (Attack::TakeNothing, 200, "200 clients take no answer"),
];

/// What came of the attacks; empty if there were none.
pub type Outcomes = BTreeMap<Attack, Outcome>;

/// What came of an attack.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    at_rest: Cost,
    attacked: Cost,
    /// From connecting to the last byte.
    scrape: Duration,
    scrape_attacked: Times,
    /// By how much the peak of resident memory was above what was resident before the first attack.
    growth: usize,
}

impl Outcome {
    /// How much an update slowed down, over what arithmetic did.
    pub fn slowdown(&self) -> f64 {
        let updates = self.attacked.updates / self.at_rest.updates;
        updates / self.arithmetic_slowdown()
    }

    fn arithmetic_slowdown(&self) -> f64 {
        self.attacked.arithmetic / self.at_rest.arithmetic
    }
}

/// Attacks a server in every way.
pub fn measure(effort: Effort) -> Result<Outcomes> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    // bcrypt at the cost that is common.
    let hash = "$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG";
    let auth = Auth::any_of([Auth::bearer("right")?, Auth::basic([("user", hash)])?])?;
    let open = serve(&runtime, None)?;
    let guarded = serve(&runtime, Some(auth))?;
    let mut outcomes = Outcomes::new();
    // Its first answers bring the buffers with them.
    for target in [open, guarded] {
        GoodScrape::new(target)?;
    }
    let before = good_scrape::lower_peak()?;
    for (attack, clients, shown) in ATTACKS {
        let target = if attack == Attack::Guess {
            guarded
        } else {
            open
        };
        let outcome = outcome(effort, attack, (clients, target), before);
        outcomes.insert(attack, outcome.with_context(|| shown)?);
    }
    Ok(outcomes)
}

/// The table as Markdown.
pub fn markdown(outcomes: &Outcomes) -> String {
    let header = [
        "",
        "ns an update, at rest",
        "attacked",
        "arithmetic: attacked / at rest",
        "updates: the same, over arithmetic",
        "ms a scrape, at rest",
        "attacked",
        "the slowest",
        "MiB of memory",
    ];
    let rows = ATTACKS.iter().filter_map(|(attack, _, shown)| {
        let outcome = outcomes.get(attack)?;
        let milliseconds = |time: Duration| time.div_duration_f64(Duration::from_millis(1));
        let figures = [
            outcome.at_rest.updates,
            outcome.attacked.updates,
            outcome.arithmetic_slowdown(),
            outcome.slowdown(),
            milliseconds(outcome.scrape),
            milliseconds(outcome.scrape_attacked.median),
            milliseconds(outcome.scrape_attacked.slowest),
            outcome.growth as f64 / f64::from(1 << 20),
        ];
        let figures = figures.into_iter().map(markdown::three_digits);
        Some([(*shown).to_owned()].into_iter().chain(figures).collect())
    });
    let table = markdown::table(header, rows);
    format!("## Under attack, 100 k counters\n\n{table}")
}

/// Serves all that is updated and scraped here, on a free port, with the limits that a server has unless told otherwise.
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

fn outcome(
    effort: Effort,
    attack: Attack,
    (clients, target): (usize, SocketAddr),
    before: usize,
) -> Result<Outcome> {
    let (rounds, scrapes) = match effort {
        Effort::Quick => (50, 5),
        Effort::Full => (300, 15),
    };
    let scrape = GoodScrape::new(target)?;
    let (at_rest, times_at_rest) = (cost::measure(rounds)?, scrape.times(scrapes)?);
    good_scrape::lower_peak()?;
    let attackers = Attackers::start(attack, target, clients, &["--attack"])?;
    let (attacked, scrape_attacked) = (cost::measure(rounds)?, scrape.times(scrapes)?);
    drop(attackers);
    let growth = good_scrape::peak()?.saturating_sub(before);
    scrape.wait_for_rest()?;
    Ok(Outcome {
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
    fn what_slows_arithmetic_down_alike_is_not_ours() {
        let outcome = |updates, arithmetic| Outcome {
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
        assert!((outcome(1.0, 2.0).slowdown() - 1.0).abs() < 1e-9);
        assert!((outcome(1.5, 2.0).slowdown() - 1.5).abs() < 1e-9);
    }
}
