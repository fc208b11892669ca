//! Runs a swarm of agents that solves jigsaw puzzles, and serves its metrics at `GET /metrics`.
//!
//! ```text
//! cargo run --example pforge
//! curl http://127.0.0.1:8000/metrics
//! ```
//!
//! With `--plans plans.jsonl`, it logs the proposed plans. `pforge-metrics backtest` then measures their effect on the efficiency that
//! Prometheus has recorded. With `--stall`, no patch is merged, and a Prometheus server that has loaded the rules of
//! `pforge-metrics rules` fires an alert.
//!
//! The metrics are declared in metrics.toml at the root of the repository. See `agents` for counters and in-flight gauges, `swarm` for
//! a timer and a state that is published at once, and `budget` for reading a counter. The other modules are the puzzle: `puzzle` cuts
//! it, `board` stores it, `survey` measures it, `plan` chooses what to repair first, and `patch` changes it.

mod agents;
mod board;
mod budget;
mod flags;
mod log;
mod patch;
mod plan;
mod puzzle;
mod queue;
mod report;
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

use crate::agents::Workspace;
use crate::board::Board;
use crate::budget::Budget;
use crate::flags::Flags;
use crate::log::PlanLog;
use crate::report::{Report, say};
use crate::survey::survey;
use crate::swarm::{StopReason, solve};

/// The pause after a solved puzzle. It is longer than the usual scrape interval of a demonstration, so that a scrape sees the result.
const PAUSE: Duration = Duration::from_secs(5);

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match flags::parse(std::env::args_os().skip(1)) {
        Ok(Some(flags)) => run(&flags).await,
        Ok(None) => {
            say(flags::HELP);
            Ok(())
        }
        Err(error) => Err(format!(
            "{error}\nhelp: run with `--help` to list the flags"
        )),
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
    let mut report = Report::start(address);
    tokio::select! {
        served = axum::serve(listener, catalog::router()) => {
            served.map_err(|error| format!("can't serve the metrics: {error}"))?;
        }
        stopped = stop_signal() => {
            stopped.map_err(|error| format!("can't wait for Ctrl-C: {error}"))?;
        }
        () = solve_puzzles(flags, &log, &mut report) => {}
    }
    report.finish();
    Ok(())
}

/// Solves puzzles, each with its own budget. Waits forever once a budget is spent.
async fn solve_puzzles(flags: &Flags, log: &Arc<PlanLog>, report: &mut Report) {
    for seed in (0..).map(|number| flags.seed.wrapping_add(number)) {
        let board = Board::shuffled(seed);
        report.puzzle_started(seed, survey(&board));
        let workspace = Workspace::new(board, Budget::grant(flags.budget), Arc::clone(log));
        let workspace = if flags.stall {
            workspace.stalled()
        } else {
            workspace
        };
        let reason = solve(workspace, Rng::with_seed(seed)).await;
        report.puzzle_stopped(reason);
        match reason {
            StopReason::Solved => sleep(PAUSE).await,
            StopReason::BudgetSpent => pending().await,
        }
    }
}

fn open_log(path: Option<&Path>) -> Result<PlanLog, String> {
    path.map_or(Ok(PlanLog::default()), |path| {
        PlanLog::open(path).map_err(|error| {
            format!(
                "can't write `{}`: {error}\nhelp: pass a writable file to `--plans`",
                path.display()
            )
        })
    })
}

async fn listen(port: u16) -> Result<TcpListener, String> {
    let listener = TcpListener::bind(("127.0.0.1", port)).await;
    listener.map_err(|error| {
        format!("can't listen on 127.0.0.1:{port}: {error}\nhelp: choose another port with `--port`, or use 0 for any free port")
    })
}

/// Waits for Ctrl-C or, on Unix, SIGTERM.
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
