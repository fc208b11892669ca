//! A swarm of agents solves one jigsaw after another, and serves what it does at `GET /metrics`.
//!
//! ```text
//! cargo run --example pforge
//! curl http://127.0.0.1:8000/metrics
//! ```
//!
//! With `--plans plans.jsonl` it logs the plans that it makes, and `pforge-metrics backtest` tells what they did to the
//! efficiency that a Prometheus has scraped. With `--stall` nothing gets merged, and a Prometheus that has loaded the rules of
//! `pforge-metrics rules` says so.
//!
//! The metrics are declared in metrics.toml at the root of the repository. How they are updated is seen best in
//! `agents` (counting, agents in flight), `swarm` (timing a tick, publishing the puzzle's state) and `budget` (reading a
//! counter). The rest is the puzzle: `puzzle` cuts it, `board` holds it, `survey` measures it, `plan` says what to mend
//! first, and `patch` changes it.

mod agents;
mod board;
mod budget;
mod flags;
mod log;
mod patch;
mod plan;
mod puzzle;
mod queue;
mod story;
mod survey;
mod swarm;
mod vendor;

use std::future::pending;
use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use pforge_metrics::catalog;
use tokio::net::TcpListener;
use tokio::signal::ctrl_c;
#[cfg(unix)]
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::sleep;

use crate::agents::Desk;
use crate::board::Board;
use crate::budget::Budget;
use crate::flags::Flags;
use crate::log::PlanLog;
use crate::story::{Story, say};
use crate::survey::survey;
use crate::swarm::{End, solve};

/// How long a solved puzzle is left to be looked at: longer than the usual scrape interval of a demonstration.
const PAUSE: Duration = Duration::from_secs(5);

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match flags::parse(std::env::args_os().skip(1)) {
        Ok(Some(flags)) => run(&flags).await,
        Ok(None) => {
            say(flags::HELP);
            Ok(())
        }
        Err(error) => Err(format!("{error}\nhelp: `--help` lists the flags")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(flags: &Flags) -> Result<(), String> {
    let log = Arc::new(open_log(flags.plans.as_deref())?);
    let listener = listen(flags.port).await?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let mut story = Story::begin(address);
    tokio::select! {
        served = axum::serve(listener, catalog::router()) => {
            served.map_err(|error| format!("cannot serve: {error}"))?;
        }
        stopped = stop_signal() => {
            stopped.map_err(|error| format!("cannot wait for Ctrl-C: {error}"))?;
        }
        () = solve_puzzles(flags, &log, &mut story) => {}
    }
    story.end();
    Ok(())
}

/// Solves one puzzle after another, each with a budget of its own. Rests for good once a budget is spent.
async fn solve_puzzles(flags: &Flags, log: &Arc<PlanLog>, story: &mut Story) {
    for seed in (0..).map(|number| flags.seed.wrapping_add(number)) {
        let board = Board::shuffled(seed);
        story.puzzle_begins(seed, survey(&board));
        let desk = Desk::new(board, Budget::grant(flags.budget), Arc::clone(log));
        let desk = if flags.stall { desk.stalled() } else { desk };
        let end = solve(desk, Rng::with_seed(seed)).await;
        story.puzzle_ends(end);
        match end {
            End::Solved => sleep(PAUSE).await,
            End::BudgetSpent => pending().await,
        }
    }
}

fn open_log(path: Option<&Path>) -> Result<PlanLog, String> {
    path.map_or(Ok(PlanLog::default()), |path| {
        PlanLog::open(path).map_err(|error| {
            format!(
                "cannot write {}: {error}\nhelp: `--plans` takes a file to append plans to",
                path.display()
            )
        })
    })
}

async fn listen(port: u16) -> Result<TcpListener, String> {
    let listener = TcpListener::bind(("127.0.0.1", port)).await;
    listener.map_err(|error| {
        format!("cannot listen on 127.0.0.1:{port}: {error}\nhelp: `--port` takes another port, or 0 for any that is free")
    })
}

/// Ctrl-C, or what a script sends.
async fn stop_signal() -> io::Result<()> {
    #[cfg(unix)]
    {
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            pressed = ctrl_c() => pressed,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    ctrl_c().await
}
