//! The agents. Work goes from planner to fixer to reviewer, and from fixer to self-repair if a fixer fails.
//!
//! Planners and the reviewer are threads; fixers and self-repair are tasks. Metrics are statics that both can update, so no metric is
//! passed to an agent.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use fastrand::Rng;
use pforge_metrics::catalog::{
    AgentType, ErrorKind, Outcome, PFORGE_AGENT_ERRORS_TOTAL, PFORGE_AGENTS_ACTIVE,
    PFORGE_HANDOFFS_TOTAL, PFORGE_PATCHES_APPLIED_TOTAL, PFORGE_PLANS_PROPOSED_TOTAL,
    PFORGE_TOKENS_USED_TOTAL, PforgeHandoffsTotalLabels, Vendor,
};
use tokio::sync::mpsc::{Receiver, Sender};
use tokio::time::sleep;

use crate::board::{Board, Position};
use crate::budget::Budget;
use crate::log::PlanLog;
use crate::patch::{self, Patch};
use crate::plan::{Plan, plans_for};
use crate::queue::PlanQueue;
use crate::vendor::{self, PatchResult};

/// The maximum number of waiting plans. The board changes, so old plans become useless.
const MAX_WAITING_PLANS: usize = 2;

/// The state that all agents share.
pub struct Workspace {
    pub plans: PlanQueue,
    pub budget: Budget,
    log: Arc<PlanLog>,
    board: Mutex<Board>,
    /// Whether the reviewer reverts every patch.
    is_stalled: bool,
}

impl Workspace {
    pub fn new(board: Board, budget: Budget, log: Arc<PlanLog>) -> Workspace {
        Workspace {
            plans: PlanQueue::new(),
            budget,
            log,
            board: Mutex::new(board),
            is_stalled: false,
        }
    }

    /// Returns the workspace with every patch being reverted.
    pub fn stalled(self) -> Workspace {
        Workspace {
            is_stalled: true,
            ..self
        }
    }

    pub fn board(&self) -> MutexGuard<'_, Board> {
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why a plan goes to self-repair.
pub enum Failure {
    /// The call to the model failed.
    CallFailed(Position),
    /// No piece at the position improves the board.
    DeadEnd(Position),
}

/// Proposes plans for the most urgent positions that `needs_work` selects.
pub fn planner(workspace: &Workspace, needs_work: fn(&Board, Position) -> bool, mut rng: Rng) {
    let _active = PFORGE_AGENTS_ACTIVE
        .with(AgentType::Planner)
        .track_in_flight();
    think(&mut rng);
    let board = workspace.board();
    let positions = board
        .positions()
        .filter(|&position| needs_work(&board, position))
        .collect();
    let room = MAX_WAITING_PLANS.saturating_sub(workspace.plans.len());
    let plans = plans_for(&board, positions, &mut rng).into_iter();
    for plan in plans
        .filter(|&plan| workspace.plans.propose(plan))
        .take(room)
    {
        PFORGE_PLANS_PROPOSED_TOTAL.with(plan.priority()).inc();
        workspace.log.proposed(plan.priority());
        count_handoff(AgentType::Planner, AgentType::Fixer);
    }
}

/// Calls a model of `vendor` to write a patch for each plan, until the budget is spent.
pub async fn fixer(
    vendor: Vendor,
    workspace: Arc<Workspace>,
    patches: Sender<Patch>,
    failures: Sender<Failure>,
    mut rng: Rng,
) {
    while let Some(Plan { position, .. }) = workspace.plans.next().await {
        let _active = PFORGE_AGENTS_ACTIVE
            .with(AgentType::Fixer)
            .track_in_flight();
        let Some(result) = call(vendor, &workspace, position, &mut rng).await else {
            PFORGE_AGENT_ERRORS_TOTAL
                .with((AgentType::Fixer, ErrorKind::Budget))
                .inc();
            return;
        };
        let failure = match result {
            Ok(Some(patch)) => {
                count_handoff(AgentType::Fixer, AgentType::Reviewer);
                patches.send(patch).await.ok();
                continue;
            }
            Ok(None) => Failure::DeadEnd(position),
            Err(kind) => {
                PFORGE_AGENT_ERRORS_TOTAL
                    .with((AgentType::Fixer, kind))
                    .inc();
                Failure::CallFailed(position)
            }
        };
        count_handoff(AgentType::Fixer, AgentType::SelfRepair);
        failures.send(failure).await.ok();
    }
}

/// Calls a model. Returns `None` if the budget does not cover the maximum cost of a call.
async fn call(
    vendor: Vendor,
    workspace: &Workspace,
    position: Position,
    rng: &mut Rng,
) -> Option<PatchResult> {
    let reserved = workspace.budget.reserve(vendor::MAX_TOKENS)?;
    let response = vendor::request_patch(&workspace.board(), position, rng);
    sleep(response.latency).await;
    PFORGE_TOKENS_USED_TOTAL
        .with(vendor)
        .inc_by(response.tokens);
    drop(reserved);
    Some(response.result)
}

/// Applies the patches that reduce the flaws of the board, and reverts the others. Returns when all fixers have stopped.
pub fn reviewer(workspace: &Workspace, mut patches: Receiver<Patch>, mut rng: Rng) {
    while let Some(patch) = patches.blocking_recv() {
        let _active = PFORGE_AGENTS_ACTIVE
            .with(AgentType::Reviewer)
            .track_in_flight();
        think(&mut rng);
        let outcome = if workspace.is_stalled {
            Outcome::Reverted
        } else {
            patch::review(&mut workspace.board(), patch)
        };
        PFORGE_PATCHES_APPLIED_TOTAL.with(outcome).inc();
        if outcome != Outcome::Merged {
            count_handoff(AgentType::Reviewer, AgentType::Planner);
        }
        workspace.plans.close(patch.position);
    }
}

/// Handles the failures of fixers, and returns the positions to the planners.
pub async fn self_repair(workspace: Arc<Workspace>, mut failures: Receiver<Failure>, mut rng: Rng) {
    while let Some(failure) = failures.recv().await {
        let _active = PFORGE_AGENTS_ACTIVE
            .with(AgentType::SelfRepair)
            .track_in_flight();
        sleep(pause(&mut rng)).await;
        let position = match failure {
            Failure::CallFailed(position) => position,
            Failure::DeadEnd(position) if workspace.is_stalled => position,
            Failure::DeadEnd(position) => {
                patch::open_up(&mut workspace.board(), position, &mut rng);
                position
            }
        };
        count_handoff(AgentType::SelfRepair, AgentType::Planner);
        workspace.plans.close(position);
    }
}

fn count_handoff(from: AgentType, to: AgentType) {
    PFORGE_HANDOFFS_TOTAL
        .with(PforgeHandoffsTotalLabels { from, to })
        .inc();
}

fn think(rng: &mut Rng) {
    thread::sleep(pause(rng));
}

fn pause(rng: &mut Rng) -> Duration {
    Duration::from_millis(rng.u64(5..120))
}
