//! The orchestrator: sets a swarm on a puzzle and ticks until the puzzle is solved or the budget spent.

use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use pforge_metrics::Exemplar;
use pforge_metrics::catalog::{
    PFORGE_BUDGET_REMAINING_TOKENS, PFORGE_PHASE, PFORGE_TICK_DURATION_SECONDS, PFORGE_TICKS_TOTAL,
    Phase, Vendor, update_state_gauges,
};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::interval;

use crate::agents::{Desk, fixer, planner, reviewer, self_repair};
use crate::board::Board;
use crate::survey::survey;
use crate::vendor;

/// A tick begins this often.
const TICK: Duration = Duration::from_millis(200);

/// Work that waits for the next agent.
const BACKLOG: usize = 16;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Solved,
    BudgetSpent,
}

/// Solves a puzzle with agents of its own. If the future is dropped they stop too.
pub async fn solve(desk: Desk, mut rng: Rng) -> End {
    let desk = Arc::new(desk);
    let mut agents = start_agents(&desk, &mut rng);
    let mut clock = interval(TICK);
    PFORGE_PHASE.set(Phase::Repairing);
    let end = loop {
        clock.tick().await;
        // Made up: a program that traces has the ids of the tick's span.
        let span = Exemplar::new(rng.u128(1..), rng.u64(1..));
        let timer = PFORGE_TICK_DURATION_SECONDS.start_timer();
        let end = tick(&desk, &mut rng).await;
        timer.stop_with_exemplar(&span);
        if let Some(end) = end {
            break end;
        }
    };
    PFORGE_PHASE.set(match end {
        End::Solved => Phase::Solved,
        End::BudgetSpent => Phase::OutOfBudget,
    });
    agents.shutdown().await;
    end
}

/// One fixer a vendor, one reviewer, one agent for self-repair. The planners are started by each tick.
fn start_agents(desk: &Arc<Desk>, rng: &mut Rng) -> JoinSet<()> {
    let (patches, to_review) = mpsc::channel(BACKLOG);
    let (troubles, to_repair) = mpsc::channel(BACKLOG);
    let mut agents = JoinSet::new();
    for &vendor in Vendor::ALL {
        agents.spawn(fixer(
            vendor,
            Arc::clone(desk),
            patches.clone(),
            troubles.clone(),
            rng.fork(),
        ));
    }
    agents.spawn(self_repair(Arc::clone(desk), to_repair, rng.fork()));
    let (desk, rng) = (Arc::clone(desk), rng.fork());
    // A thread, which shutdown cannot abort: it ends by itself when the fixers' ends of its channel are gone.
    agents.spawn_blocking(move || reviewer(&desk, to_review, rng));
    agents
}

/// Publishes where the swarm stands, then has the planners look for more to do.
async fn tick(desk: &Arc<Desk>, rng: &mut Rng) -> Option<End> {
    PFORGE_TICKS_TOTAL.inc();
    let state = survey(&desk.board());
    update_state_gauges(&state);
    let remaining = desk.budget.remaining();
    PFORGE_BUDGET_REMAINING_TOKENS.set(i64::try_from(remaining).unwrap_or(i64::MAX));

    if state.gaps == 0 && state.misfits == 0 {
        return Some(End::Solved);
    }
    if remaining < vendor::MAX_TOKENS {
        return Some(End::BudgetSpent);
    }
    let mut planners = JoinSet::new();
    for concern in [Board::is_gap, Board::is_misfit] {
        let (desk, rng) = (Arc::clone(desk), rng.fork());
        planners.spawn_blocking(move || planner(&desk, concern, rng));
    }
    planners.join_all().await;
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::Budget;

    #[tokio::test]
    async fn a_solved_puzzle_ends_at_the_first_tick() {
        let budget = Budget::grant(u64::MAX);
        let desk = Desk::new(Board::solved(), budget, Arc::default());
        let end = solve(desk, Rng::with_seed(1)).await;
        assert_eq!(end, End::Solved);
    }

    #[tokio::test]
    async fn a_spent_budget_stops_the_swarm() {
        let budget = Budget::grant(vendor::MAX_TOKENS - 1);
        let desk = Desk::new(Board::shuffled(1), budget, Arc::default());
        let end = solve(desk, Rng::with_seed(1)).await;
        assert_eq!(end, End::BudgetSpent);
    }
}
