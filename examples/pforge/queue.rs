//! The queue of plans for fixers. It returns the most urgent plan first, and holds at most one plan for each position.

use std::collections::{BTreeSet, BinaryHeap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Semaphore;

use crate::board::Position;
use crate::plan::Plan;

/// A position is *open* from the proposal of a plan until [`PlanQueue::close`]. Open positions accept no other plan.
pub struct PlanQueue {
    plans: Mutex<Plans>,
    /// Has one permit for each waiting plan.
    waiting: Semaphore,
}

#[derive(Default)]
struct Plans {
    waiting: BinaryHeap<Plan>,
    open: BTreeSet<Position>,
}

impl PlanQueue {
    pub fn new() -> PlanQueue {
        PlanQueue {
            plans: Mutex::default(),
            waiting: Semaphore::new(0),
        }
    }

    /// Adds a plan unless its position is open. Returns whether it was added.
    pub fn propose(&self, plan: Plan) -> bool {
        let mut plans = self.lock();
        let added = plans.open.insert(plan.position);
        if added {
            plans.waiting.push(plan);
            self.waiting.add_permits(1);
        }
        added
    }

    /// Waits for a plan, and removes the most urgent one.
    pub async fn next(&self) -> Option<Plan> {
        self.waiting.acquire().await.ok()?.forget();
        self.lock().waiting.pop()
    }

    /// The number of waiting plans.
    pub fn len(&self) -> usize {
        self.lock().waiting.len()
    }

    /// Allows plans for `position` again.
    pub fn close(&self, position: Position) {
        self.lock().open.remove(&position);
    }

    fn lock(&self) -> MutexGuard<'_, Plans> {
        self.plans.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::Board;

    fn plan(number: usize, evidence: u32) -> Plan {
        let position = Board::solved().positions().nth(number);
        Plan {
            evidence,
            position: position.expect("a position of the board"),
        }
    }

    #[tokio::test]
    async fn the_most_urgent_plan_is_handed_out_first() {
        let queue = PlanQueue::new();
        for proposal in [plan(1, 0), plan(2, 3), plan(3, 2)] {
            assert!(queue.propose(proposal));
        }
        assert_eq!(queue.next().await, Some(plan(2, 3)));
        assert_eq!(queue.next().await, Some(plan(3, 2)));
        assert_eq!(queue.len(), 1);
    }

    #[tokio::test]
    async fn a_position_is_planned_once_until_it_is_closed() {
        let queue = PlanQueue::new();
        let plan = plan(1, 4);
        assert!(queue.propose(plan));
        assert!(!queue.propose(plan));
        assert_eq!(queue.next().await, Some(plan));
        assert!(!queue.propose(plan));
        queue.close(plan.position);
        assert!(queue.propose(plan));
    }

    #[tokio::test]
    async fn a_waiting_fixer_receives_the_next_plan() {
        let queue = PlanQueue::new();
        let (next, added) = tokio::join!(queue.next(), async { queue.propose(plan(1, 1)) });
        assert!(added);
        assert_eq!(next, Some(plan(1, 1)));
    }
}
