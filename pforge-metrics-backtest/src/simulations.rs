//! Measures how often the verdict is right, on simulated data with a known effect.
//!
//! Tests hold rates within bounds that chance does not leave. `rates` prints those in docs/backtest.md:
//! `cargo test --release -p pforge-metrics-backtest rates -- --ignored --nocapture`

use crate::deltas::Deltas;
use crate::numbers::{float, whole};
use crate::plans::Plan;
use crate::study::{Settings, Study, WINDOWS_PER_BLOCK};
use crate::values::Values;
use crate::verdict::{Answer, Verdict};
use fastrand::Rng;

/// Seconds.
const WINDOW: f64 = 300.0;
const STEP: f64 = 15.0;

/// A gauge that wanders, and plans that have something to do with it or not.
#[derive(Clone, Copy)]
struct World {
    name: &'static str,
    /// Hours.
    lasts: f64,
    /// Seconds between plans, on average.
    pause: f64,
    /// Seconds for which a priority is kept, on average: planners are in a mood for a while. 0 if each has its own.
    mood: f64,
    /// How much of a step of the gauge is in the next one: 0 is a random walk, more is a trend that turns.
    inertia: f64,
    /// How far the gauge is drawn back to zero at each step, as a share: 0 is a random walk.
    pull: f64,
    /// By how much plans make the gauge stray wider for each priority above the lowest.
    spread: f64,
    /// By how much a plan lifts the gauge for each priority above the lowest, in steps of the walk.
    effect: f64,
}

/// 72 windows, with five plans in each.
const WALK: World = World {
    name: "random walk, priorities independent",
    lasts: 6.0,
    pause: 60.0,
    mood: 0.0,
    inertia: 0.0,
    pull: 0.0,
    spread: 0.0,
    effect: 0.0,
};

const MOODY: World = World {
    name: "random walk, priorities kept for 15m",
    mood: 900.0,
    ..WALK
};

const STRAYING: World = World {
    name: "as before, urgent plans make the gauge stray wider",
    spread: 0.2,
    ..MOODY
};

const TURNING: World = World {
    name: "as before, trends that last 2.5m",
    inertia: 0.9,
    ..MOODY
};

/// More than blocks can make up for.
const TRENDING: World = World {
    name: "as before, trends that last 12.5m",
    inertia: 0.98,
    ..MOODY
};

const HELD: World = World {
    name: "as before, drawn back to a mean within 2.5m",
    pull: 0.1,
    ..MOODY
};

const LIFTED: World = World {
    name: "a plan lifts by 1 step a priority",
    effect: 1.0,
    ..WALK
};

const LIFTED_TWICE: World = World {
    name: "a plan lifts by 2 steps a priority",
    effect: 2.0,
    ..WALK
};

const LIFTED_MOODY: World = World {
    name: "the same, priorities kept for 15m",
    effect: 2.0,
    ..MOODY
};

const LOWERED: World = World {
    name: "a plan lowers by 2 steps a priority",
    effect: -2.0,
    ..WALK
};

impl World {
    fn plans(self, rng: &mut Rng) -> Vec<Plan> {
        let (mut plans, mut time, mut level) = (Vec::new(), 0.0, 0);
        while time < self.lasts * 3_600.0 {
            let is_kept =
                self.mood > 0.0 && !plans.is_empty() && rng.f64() > self.pause / self.mood;
            level = if is_kept { level } else { rng.usize(..3) };
            plans.push(Plan {
                time,
                id: String::new(),
                level,
            });
            time -= self.pause * (1.0 - rng.f64()).ln();
        }
        plans
    }

    /// The gauge while plans are at work, each for as long as the window.
    fn values(self, plans: &[Plan], rng: &mut Rng) -> Values {
        let steps = whole(self.lasts * 3_600.0 / STEP);
        let mut urgency = vec![0.0; steps + 1];
        for plan in plans {
            let first = whole(plan.time / STEP) + 1;
            let last = (first + whole(WINDOW / STEP)).min(steps);
            urgency[first.min(steps)..last]
                .iter_mut()
                .for_each(|it| *it += float(plan.level));
        }
        let (mut value, mut moved) = (0.0, 0.0);
        let samples = urgency.into_iter().enumerate().map(|(step, urgency)| {
            moved = self.inertia * moved + (1.0 + self.spread * urgency) * normal(rng);
            value += moved - self.pull * value + self.effect * urgency * STEP / WINDOW;
            (float(step) * STEP, value)
        });
        Values::new(samples.collect())
    }

    fn study(self, blocks: f64, seed: u64) -> (Study, Settings) {
        let mut rng = Rng::with_seed(seed);
        let plans = self.plans(&mut rng);
        let values = self.values(&plans, &mut rng);
        let deltas = Deltas::new(&plans, &values, WINDOW, STEP);
        let settings = Settings {
            block: blocks * WINDOW,
            resamples: 99,
            confidence: 0.95,
            seed,
        };
        (Study::new(&deltas.decisions, 3, settings), settings)
    }

    fn answer(self, blocks: f64, seed: u64) -> Answer {
        let (study, settings) = self.study(blocks, seed);
        Verdict::of(&study, settings).answer
    }

    /// The share of worlds in which the interval of the mean of the highest priority holds zero, as it is without an effect.
    fn coverage(self, blocks: f64, worlds: u64) -> f64 {
        let holds = |seed: &u64| {
            let mean = self.study(blocks, *seed).0.groups[2].mean;
            let interval = mean.and_then(|mean| mean.interval);
            interval.is_some_and(|(low, high)| low <= 0.0 && 0.0 <= high)
        };
        let holding = (0..worlds).filter(holds).count();
        float(holding) / float((0..worlds).count())
    }

    /// The shares of worlds of which the verdict is yes, and the opposite.
    fn rates(self, blocks: f64, worlds: u64) -> (f64, f64) {
        let answers: Vec<Answer> = (0..worlds).map(|seed| self.answer(blocks, seed)).collect();
        let share = |wanted| {
            let found = answers.iter().filter(|answer| **answer == wanted).count();
            float(found) / float(answers.len())
        };
        (share(Answer::Yes), share(Answer::Opposite))
    }
}

/// G. E. P. Box, M. E. Muller, "A Note on the Generation of Random Normal Deviates", Annals of Mathematical Statistics 29
/// (1958), 610–611.
fn normal(rng: &mut Rng) -> f64 {
    (-2.0 * (1.0 - rng.f64()).ln()).sqrt() * (std::f64::consts::TAU * rng.f64()).cos()
}

/// The bound is the level and three standard errors of 200 worlds.
#[test]
fn where_there_is_no_effect_claims_are_as_rare_as_the_level() {
    for world in [WALK, MOODY, STRAYING, TURNING, HELD] {
        let (yes, opposite) = world.rates(WINDOWS_PER_BLOCK, 200);
        assert!(
            yes + opposite <= 0.05 + 3.0 * 0.0154,
            "{}: {yes} and {opposite}",
            world.name
        );
    }
}

#[test]
fn planted_effects_are_found_and_not_taken_for_the_opposite() {
    for (world, least) in [(LIFTED, 0.5), (LIFTED_TWICE, 0.9), (LIFTED_MOODY, 0.9)] {
        let (yes, opposite) = world.rates(WINDOWS_PER_BLOCK, 100);
        assert!(
            yes >= least && opposite <= 0.02,
            "{}: {yes} and {opposite}",
            world.name
        );
    }
    let (yes, opposite) = LOWERED.rates(WINDOWS_PER_BLOCK, 100);
    assert!(opposite >= 0.9 && yes <= 0.02, "{yes} and {opposite}");
}

/// What a test that takes plans for independent would do, and why there are blocks.
#[test]
fn without_blocks_chance_would_be_taken_for_an_effect() {
    let (yes, opposite) = MOODY.rates(0.001, 100);
    assert!(yes + opposite >= 0.2, "{yes} and {opposite}");
}

/// Of 95 %: some twenty blocks are few, and intervals are a little too narrow.
#[test]
fn intervals_hold_the_mean_nearly_as_often_as_they_say() {
    for world in [WALK, MOODY] {
        let coverage = world.coverage(WINDOWS_PER_BLOCK, 200);
        assert!(coverage >= 0.82, "{}: {coverage}", world.name);
    }
}

#[test]
#[ignore = "takes minutes, and prints what docs/backtest.md tells"]
fn rates() {
    let blocks = [0.001, 1.0, 2.0, 4.0];
    for world in [
        WALK,
        MOODY,
        STRAYING,
        TURNING,
        TRENDING,
        HELD,
        LIFTED,
        LIFTED_TWICE,
        LIFTED_MOODY,
        LOWERED,
    ] {
        let rates = blocks.map(|blocks| {
            let (yes, opposite) = world.rates(blocks, 1_000);
            format!("{:.1} + {:.1}", yes * 100.0, opposite * 100.0)
        });
        println!("| {} | {} |", world.name, rates.join(" | "));
    }
    for world in [WALK, MOODY] {
        let coverage = blocks.map(|blocks| format!("{:.1}", world.coverage(blocks, 1_000) * 100.0));
        println!("| {} | {} |", world.name, coverage.join(" | "));
    }
}
