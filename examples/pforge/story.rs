//! What the example prints. The figures are read from the metrics themselves.

use std::io::{Write, stdout};
use std::net::SocketAddr;
use std::time::Instant;

use pforge_metrics::catalog::{
    PFORGE_EFFICIENCY, PFORGE_TICKS_TOTAL, PFORGE_TOKENS_USED_TOTAL, PuzzleState, Vendor,
};

use crate::swarm::End;

/// How many puzzles are solved, and how the last one began.
pub struct Story {
    solved: u32,
    begun: Instant,
    efficiency: f64,
}

impl Story {
    pub fn begin(address: SocketAddr) -> Story {
        say(&format!(
            "\
A swarm solves jigsaws. Its metrics: http://{address}/metrics

  curl -s http://{address}/metrics | grep ^pforge_

In Prometheus:
  pforge_gaps + pforge_misfits                          flaws left, 0 when a puzzle is solved
  sum by (vendor) (rate(pforge_tokens_used_total[1m]))  tokens a second, by vendor

Ctrl-C stops it.
"
        ));
        Story {
            solved: 0,
            begun: Instant::now(),
            efficiency: 0.0,
        }
    }

    pub fn puzzle_begins(&mut self, seed: u64, state: PuzzleState) {
        let PuzzleState {
            efficiency,
            entropy,
            gaps,
            misfits,
        } = state;
        self.begun = Instant::now();
        self.efficiency = efficiency;
        say(&format!(
            "puzzle {seed}: E = {efficiency:.2}, H = {entropy:.2} bits, {gaps} gaps, {misfits} misfits"
        ));
    }

    pub fn puzzle_ends(&mut self, end: End) {
        let seconds = self.begun.elapsed().as_secs();
        let tokens = PFORGE_TOKENS_USED_TOTAL.total();
        match end {
            End::Solved => {
                self.solved += 1;
                say(&format!(
                    "  solved in {seconds} s, {tokens} tokens used so far"
                ));
            }
            End::BudgetSpent => {
                say(&format!(
                    "  budget spent in {seconds} s, {tokens} tokens used so far"
                ));
                say("  The swarm rests; its metrics are still served.");
            }
        }
    }

    pub fn end(&self) {
        let (before, after) = (self.efficiency, PFORGE_EFFICIENCY.get());
        say(&format!("\npuzzles solved  {}", self.solved));
        say(&format!(
            "last puzzle     E from {before:.3} to {after:.3}, ΔE = {:+.3}",
            after - before
        ));
        say(&format!("ticks           {}", PFORGE_TICKS_TOTAL.get()));
        say(&format!(
            "tokens used     {}",
            PFORGE_TOKENS_USED_TOTAL.total()
        ));
        for &vendor in Vendor::ALL {
            say(&format!(
                "  {vendor:<12}  {}",
                PFORGE_TOKENS_USED_TOTAL.with(vendor).get()
            ));
        }
    }
}

/// Prints a line. Unlike `println!` it does not mind that nobody reads on, as after `| head`.
fn say(line: &str) {
    writeln!(stdout(), "{line}").ok();
}
