//! The agents. Work goes from planner to fixer to reviewer, and to self-repair when it fails.
//!
//! Planners and the reviewer are threads, fixers and self-repair are tasks: a metric is a static that either may
//! update, so no agent is handed one.

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

use crate::board::{Board, Place};
use crate::budget::Budget;
use crate::log::PlanLog;
use crate::patch::{self, Patch};
use crate::plan::{Plan, plans_for};
use crate::queue::PlanQueue;
use crate::vendor::{self, Answer};

/// How many plans may wait for a fixer: the board moves on, and old plans are worth little.
const PLANS_AHEAD: usize = 2;

/// What all agents sit around.
pub struct Desk {
    pub plans: PlanQueue,
    pub budget: Budget,
    log: Arc<PlanLog>,
    board: Mutex<Board>,
    /// Nothing that anybody does to the board stays.
    is_stalled: bool,
}

impl Desk {
    pub fn new(board: Board, budget: Budget, log: Arc<PlanLog>) -> Desk {
        Desk {
            plans: PlanQueue::new(),
            budget,
            log,
            board: Mutex::new(board),
            is_stalled: false,
        }
    }

    /// The same, at which nobody gets anywhere.
    pub fn stalled(self) -> Desk {
        Desk {
            is_stalled: true,
            ..self
        }
    }

    pub fn board(&self) -> MutexGuard<'_, Board> {
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why a plan goes to self-repair.
pub enum Trouble {
    /// The call failed, for a reason that is counted.
    CallFailed(Place),
    /// Nothing that could be put at the place would help.
    DeadEnd(Place),
}

/// Looks over the board once and plans for the most urgent places of its concern.
pub fn planner(desk: &Desk, concern: fn(&Board, Place) -> bool, mut rng: Rng) {
    let _at_work = PFORGE_AGENTS_ACTIVE
        .with(AgentType::Planner)
        .track_in_flight();
    think(&mut rng);
    let board = desk.board();
    let places = board
        .places()
        .filter(|&place| concern(&board, place))
        .collect();
    let room = PLANS_AHEAD.saturating_sub(desk.plans.len());
    let plans = plans_for(&board, places, &mut rng).into_iter();
    for plan in plans.filter(|&plan| desk.plans.propose(plan)).take(room) {
        PFORGE_PLANS_PROPOSED_TOTAL.with(plan.priority()).inc();
        desk.log.proposed(plan.priority());
        hand_over(AgentType::Planner, AgentType::Fixer);
    }
}

/// Has a model of `vendor` write a patch for one plan after another, as long as the budget allows.
pub async fn fixer(
    vendor: Vendor,
    desk: Arc<Desk>,
    patches: Sender<Patch>,
    troubles: Sender<Trouble>,
    mut rng: Rng,
) {
    while let Some(Plan { place, .. }) = desk.plans.next().await {
        let _at_work = PFORGE_AGENTS_ACTIVE
            .with(AgentType::Fixer)
            .track_in_flight();
        let Some(answer) = call(vendor, &desk, place, &mut rng).await else {
            PFORGE_AGENT_ERRORS_TOTAL
                .with((AgentType::Fixer, ErrorKind::Budget))
                .inc();
            return;
        };
        let trouble = match answer {
            Ok(Some(patch)) => {
                hand_over(AgentType::Fixer, AgentType::Reviewer);
                patches.send(patch).await.ok();
                continue;
            }
            Ok(None) => Trouble::DeadEnd(place),
            Err(kind) => {
                PFORGE_AGENT_ERRORS_TOTAL
                    .with((AgentType::Fixer, kind))
                    .inc();
                Trouble::CallFailed(place)
            }
        };
        hand_over(AgentType::Fixer, AgentType::SelfRepair);
        troubles.send(trouble).await.ok();
    }
}

/// One call and its answer, or none if the budget cannot cover the most that it may cost.
async fn call(vendor: Vendor, desk: &Desk, place: Place, rng: &mut Rng) -> Option<Answer> {
    let reserved = desk.budget.reserve(vendor::MAX_TOKENS)?;
    let reply = vendor::ask(&desk.board(), place, rng);
    sleep(reply.latency).await;
    PFORGE_TOKENS_USED_TOTAL.with(vendor).inc_by(reply.tokens);
    drop(reserved);
    Some(reply.answer)
}

/// Lets a patch stay if the board has fewer flaws with it. Returns when no fixer is left.
pub fn reviewer(desk: &Desk, mut patches: Receiver<Patch>, mut rng: Rng) {
    while let Some(patch) = patches.blocking_recv() {
        let _at_work = PFORGE_AGENTS_ACTIVE
            .with(AgentType::Reviewer)
            .track_in_flight();
        think(&mut rng);
        let outcome = if desk.is_stalled {
            Outcome::Reverted
        } else {
            patch::review(&mut desk.board(), patch)
        };
        PFORGE_PATCHES_APPLIED_TOTAL.with(outcome).inc();
        if outcome != Outcome::Merged {
            hand_over(AgentType::Reviewer, AgentType::Planner);
        }
        desk.plans.close(patch.place);
    }
}

/// Mends what a fixer could not, and gives the place back to the planners.
pub async fn self_repair(desk: Arc<Desk>, mut troubles: Receiver<Trouble>, mut rng: Rng) {
    while let Some(trouble) = troubles.recv().await {
        let _at_work = PFORGE_AGENTS_ACTIVE
            .with(AgentType::SelfRepair)
            .track_in_flight();
        sleep(pause(&mut rng)).await;
        let place = match trouble {
            Trouble::CallFailed(place) => place,
            Trouble::DeadEnd(place) if desk.is_stalled => place,
            Trouble::DeadEnd(place) => {
                patch::open_up(&mut desk.board(), place, &mut rng);
                place
            }
        };
        hand_over(AgentType::SelfRepair, AgentType::Planner);
        desk.plans.close(place);
    }
}

fn hand_over(from: AgentType, to: AgentType) {
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
