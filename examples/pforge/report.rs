//! The output of the example. It reads the figures from the metrics.

use std::fmt::Display;
use std::io::{Write, stdout};
use std::net::SocketAddr;
use std::time::Instant;

use pforge_metrics::catalog::{
    PFORGE_EFFICIENCY, PFORGE_TICKS_TOTAL, PFORGE_TOKENS_USED_TOTAL, PuzzleState, Vendor,
};

use crate::swarm::StopReason;

/// The number of solved puzzles, and the start of the current one.
pub struct Report {
    solved: u32,
    started: Instant,
    efficiency: f64,
}

impl Report {
    pub fn start(address: SocketAddr) -> Report {
        say(format_args!(
            "\
A swarm of agents solves jigsaw puzzles. Metrics: http://{address}/metrics

  curl -s http://{address}/metrics | grep ^pforge_

In Prometheus:
  pforge_gaps + pforge_misfits                          remaining flaws, 0 when the puzzle is solved
  sum by (vendor) (rate(pforge_tokens_used_total[1m]))  tokens per second by vendor

Press Ctrl-C to stop.
"
        ));
        Report {
            solved: 0,
            started: Instant::now(),
            efficiency: 0.0,
        }
    }

    pub fn puzzle_started(&mut self, seed: u64, state: PuzzleState) {
        let PuzzleState {
            efficiency,
            entropy,
            gaps,
            misfits,
        } = state;
        self.started = Instant::now();
        self.efficiency = efficiency;
        say(format_args!(
            "puzzle {seed}: E = {efficiency:.2}, H = {entropy:.2} bits, {gaps} gaps, {misfits} misfits"
        ));
    }

    pub fn puzzle_stopped(&mut self, reason: StopReason) {
        let seconds = self.started.elapsed().as_secs();
        let tokens = PFORGE_TOKENS_USED_TOTAL.total();
        match reason {
            StopReason::Solved => {
                self.solved += 1;
                say(format_args!(
                    "  solved in {seconds} s, {tokens} tokens used so far"
                ));
            }
            StopReason::BudgetSpent => {
                say(format_args!(
                    "  budget spent in {seconds} s, {tokens} tokens used so far"
                ));
                say("  The swarm has stopped. Its metrics are still served.");
            }
        }
    }

    pub fn finish(&self) {
        let (before, after) = (self.efficiency, PFORGE_EFFICIENCY.get());
        say(format_args!("\npuzzles solved  {}", self.solved));
        say(format_args!(
            "last puzzle     E from {before:.3} to {after:.3}, ΔE = {:+.3}",
            after - before
        ));
        say(format_args!("ticks           {}", PFORGE_TICKS_TOTAL.get()));
        say(format_args!(
            "tokens used     {}",
            PFORGE_TOKENS_USED_TOTAL.total()
        ));
        for &vendor in Vendor::ALL {
            say(format_args!(
                "  {vendor:<12}  {}",
                PFORGE_TOKENS_USED_TOTAL.with(vendor).get()
            ));
        }
    }
}

/// Prints a line. Unlike `println!`, it ignores a closed pipe, as after `| head`.
pub fn say(line: impl Display) {
    writeln!(stdout(), "{line}").ok();
}
