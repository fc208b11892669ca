//! The plans that wait for a fixer. The most urgent is handed out first, and no place is planned twice at a time.

use std::collections::{BTreeSet, BinaryHeap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Semaphore;

use crate::board::Place;
use crate::plan::Plan;

/// A place is *open* from the proposal of a plan until it is closed: in between nobody else may plan for it.
pub struct PlanQueue {
    plans: Mutex<Plans>,
    /// One permit a waiting plan.
    waiting: Semaphore,
}

#[derive(Default)]
struct Plans {
    waiting: BinaryHeap<Plan>,
    open: BTreeSet<Place>,
}

impl PlanQueue {
    pub fn new() -> PlanQueue {
        PlanQueue {
            plans: Mutex::default(),
            waiting: Semaphore::new(0),
        }
    }

    /// Adds a plan, unless its place is open already; says whether it was added.
    pub fn propose(&self, plan: Plan) -> bool {
        let mut plans = self.lock();
        let added = plans.open.insert(plan.place);
        if added {
            plans.waiting.push(plan);
            self.waiting.add_permits(1);
        }
        added
    }

    /// The most urgent plan, as soon as there is one.
    pub async fn next(&self) -> Option<Plan> {
        self.waiting.acquire().await.ok()?.forget();
        self.lock().waiting.pop()
    }

    /// How many plans wait for a fixer.
    pub fn len(&self) -> usize {
        self.lock().waiting.len()
    }

    /// Allows plans for `place` again.
    pub fn close(&self, place: Place) {
        self.lock().open.remove(&place);
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
        let place = Board::solved().places().nth(number);
        Plan {
            evidence,
            place: place.expect("a place of the board"),
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
    async fn a_place_is_planned_once_until_it_is_closed() {
        let queue = PlanQueue::new();
        let plan = plan(1, 4);
        assert!(queue.propose(plan));
        assert!(!queue.propose(plan));
        assert_eq!(queue.next().await, Some(plan));
        assert!(!queue.propose(plan));
        queue.close(plan.place);
        assert!(queue.propose(plan));
    }

    #[tokio::test]
    async fn whoever_waits_gets_the_plan_that_comes_later() {
        let queue = PlanQueue::new();
        let (next, added) = tokio::join!(queue.next(), async { queue.propose(plan(1, 1)) });
        assert!(added);
        assert_eq!(next, Some(plan(1, 1)));
    }
}
