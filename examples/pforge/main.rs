//! One worker solves a jigsaw.

mod board;
mod patch;
mod plan;
mod puzzle;
mod survey;

use fastrand::Rng;

use crate::board::Board;
use crate::patch::{best, open_up, review, wild_guess};
use crate::plan::plans_for;
use crate::survey::survey;

fn main() {
    let mut rng = Rng::with_seed(1);
    let mut board = Board::shuffled(1);
    while board.flaws() > 0 {
        println!("{:?}", survey(&board));
        let flaws = board.places().filter(|&place| board.is_flaw(place));
        let plans = plans_for(&board, flaws.collect(), &mut rng);
        let Some(plan) = rng.choice(plans.iter().take(4)) else {
            return;
        };
        println!("{:?} priority, {:?}", plan.priority(), plan.place);
        let patch = match rng.u8(..10) {
            0 => wild_guess(&board, plan.place, &mut rng),
            _ => best(&board, plan.place, &mut rng),
        };
        match patch {
            Some(patch) => println!(
                "{} {}",
                review(&mut board, patch),
                patch.place == plan.place
            ),
            None => open_up(&mut board, plan.place, &mut rng),
        }
    }
    println!("{:?}", survey(&board));
}
