//! The orchestrator. It starts the agents for a puzzle, and ticks until the puzzle is solved or the budget is spent.

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

use crate::agents::{Workspace, fixer, planner, reviewer, self_repair};
use crate::board::Board;
use crate::survey::survey;
use crate::vendor;

/// The interval between ticks.
const TICK: Duration = Duration::from_millis(200);

/// The capacity of the channels between agents.
const CHANNEL_CAPACITY: usize = 16;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopReason {
    Solved,
    BudgetSpent,
}

/// Starts agents and solves a puzzle. Dropping the future stops the agents.
pub async fn solve(workspace: Workspace, mut rng: Rng) -> StopReason {
    let workspace = Arc::new(workspace);
    let mut agents = start_agents(&workspace, &mut rng);
    let mut clock = interval(TICK);
    PFORGE_PHASE.set(Phase::Repairing);
    let reason = loop {
        clock.tick().await;
        // Random ids. A program with tracing would use those of the current span.
        let span = Exemplar::new(rng.u128(1..), rng.u64(1..));
        let timer = PFORGE_TICK_DURATION_SECONDS.start_timer();
        let reason = tick(&workspace, &mut rng).await;
        timer.stop_with_exemplar(&span);
        if let Some(reason) = reason {
            break reason;
        }
    };
    PFORGE_PHASE.set(match reason {
        StopReason::Solved => Phase::Solved,
        StopReason::BudgetSpent => Phase::OutOfBudget,
    });
    agents.shutdown().await;
    reason
}

/// Starts one fixer for each vendor, one reviewer and one self-repair agent. Each tick starts its own planners.
fn start_agents(workspace: &Arc<Workspace>, rng: &mut Rng) -> JoinSet<()> {
    let (patches, to_review) = mpsc::channel(CHANNEL_CAPACITY);
    let (failures, to_repair) = mpsc::channel(CHANNEL_CAPACITY);
    let mut agents = JoinSet::new();
    for &vendor in Vendor::ALL {
        agents.spawn(fixer(
            vendor,
            Arc::clone(workspace),
            patches.clone(),
            failures.clone(),
            rng.fork(),
        ));
    }
    agents.spawn(self_repair(Arc::clone(workspace), to_repair, rng.fork()));
    let (workspace, rng) = (Arc::clone(workspace), rng.fork());
    // `JoinSet::shutdown` cannot abort this thread. It returns when the fixers have dropped their senders.
    agents.spawn_blocking(move || reviewer(&workspace, to_review, rng));
    agents
}

/// Publishes the state of the puzzle, and then runs the planners.
async fn tick(workspace: &Arc<Workspace>, rng: &mut Rng) -> Option<StopReason> {
    PFORGE_TICKS_TOTAL.inc();
    let state = survey(&workspace.board());
    update_state_gauges(&state);
    let remaining = workspace.budget.remaining();
    PFORGE_BUDGET_REMAINING_TOKENS.set(i64::try_from(remaining).unwrap_or(i64::MAX));

    if state.gaps == 0 && state.misfits == 0 {
        return Some(StopReason::Solved);
    }
    if remaining < vendor::MAX_TOKENS {
        return Some(StopReason::BudgetSpent);
    }
    let mut planners = JoinSet::new();
    for needs_work in [Board::is_gap, Board::is_misfit] {
        let (workspace, rng) = (Arc::clone(workspace), rng.fork());
        planners.spawn_blocking(move || planner(&workspace, needs_work, rng));
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
        let workspace = Workspace::new(Board::solved(), budget, Arc::default());
        let reason = solve(workspace, Rng::with_seed(1)).await;
        assert_eq!(reason, StopReason::Solved);
    }

    #[tokio::test]
    async fn a_spent_budget_stops_the_swarm() {
        let budget = Budget::grant(vendor::MAX_TOKENS - 1);
        let workspace = Workspace::new(Board::shuffled(1), budget, Arc::default());
        let reason = solve(workspace, Rng::with_seed(1)).await;
        assert_eq!(reason, StopReason::BudgetSpent);
    }
}
