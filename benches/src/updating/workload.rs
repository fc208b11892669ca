//! The inputs of the updates, which are the same for all contestants.

use std::hint::black_box;

use crate::schema::updating::{AgentType, Vendor};

/// The length of the input sequence of a thread. It is too long for a branch predictor to learn, and short enough that inputs of one
/// byte stay in the first-level cache.
pub const LENGTH: usize = 8_192;

/// The maximum number of threads of a trial.
pub const THREADS: usize = 2;

/// The bounds of the histograms. Random observations cover all buckets.
pub const BOUNDS: [f64; 11] = [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];

/// An operation with its inputs. The arguments are the thread number and the number of operations.
pub type Runner = Box<dyn Fn(usize, usize) + Send + Sync>;

/// One sequence of inputs for each thread.
#[derive(Clone)]
pub struct Sequence<T> {
    per_thread: [Vec<T>; THREADS],
}

/// The input sequences of all operations.
pub struct Workload {
    /// For operations without a label.
    pub nothing: Sequence<()>,
    /// Random vendors.
    pub vendor: Sequence<Vendor>,
    /// Always the same vendor.
    pub same_vendor: Sequence<Vendor>,
    /// Random pairs.
    pub vendor_and_agent: Sequence<(Vendor, AgentType)>,
    /// Random observations.
    pub seconds: Sequence<f64>,
    /// Random vendors and observations.
    pub vendor_and_seconds: Sequence<(Vendor, f64)>,
    /// Random vendors, and random times from a millisecond to a second, evenly distributed on a logarithmic scale.
    pub vendor_and_wait: Sequence<(Vendor, f64)>,
}

impl Workload {
    /// Creates the sequences, which are the same in every run.
    pub fn new() -> Self {
        let vendor = Sequence::random(1, |random| Vendor::ALL[random.below(Vendor::ALL.len())]);
        let agent_type = Sequence::random(2, |random| {
            AgentType::ALL[random.below(AgentType::ALL.len())]
        });
        let seconds = Sequence::random(3, Random::observation);
        let wait = Sequence::random(4, |random| 0.001 * 1_000_f64.powf(random.fraction()));
        Self {
            nothing: vendor.map(|_| ()),
            same_vendor: vendor.map(|_| Vendor::ALL[0]),
            vendor_and_agent: vendor.zip(&agent_type),
            vendor_and_seconds: vendor.zip(&seconds),
            vendor_and_wait: vendor.zip(&wait),
            vendor,
            seconds,
        }
    }
}

impl<T: Copy> Sequence<T> {
    fn random(seed: u64, mut input: impl FnMut(&mut Random) -> T) -> Self {
        let mut random = Random(seed);
        Self {
            per_thread: std::array::from_fn(|_| (0..LENGTH).map(|_| input(&mut random)).collect()),
        }
    }

    fn zip<U: Copy>(&self, other: &Sequence<U>) -> Sequence<(T, U)> {
        let pairs = |thread: usize| {
            let (left, right) = (&self.per_thread[thread], &other.per_thread[thread]);
            left.iter().copied().zip(right.iter().copied()).collect()
        };
        Sequence {
            per_thread: std::array::from_fn(pairs),
        }
    }

    /// Converts the inputs to the types of a contestant, so that the loop does not contain the conversion.
    pub fn map<U>(&self, translate: impl Fn(T) -> U) -> Sequence<U> {
        Sequence {
            per_thread: self
                .per_thread
                .each_ref()
                .map(|inputs| inputs.iter().copied().map(&translate).collect()),
        }
    }
}

impl<T: Copy + Send + Sync + 'static> Sequence<T> {
    /// Binds an operation to these inputs.
    ///
    /// The empty `black_box` after each operation is a compiler barrier without an instruction. Without it, the compiler could move a
    /// lookup out of the loop, or merge several increments. The loop is unrolled to eight operations per iteration.
    pub fn runner(&self, operation: impl Fn(T) + Send + Sync + 'static) -> Runner {
        let per_thread = self.per_thread.clone();
        Box::new(move |thread, operations| {
            let chunks = per_thread[thread].as_chunks::<8>().0;
            let mut left = operations / 8;
            while left > 0 {
                let chunks = &chunks[..left.min(chunks.len())];
                for chunk in chunks {
                    for &input in chunk {
                        operation(input);
                        black_box(());
                    }
                }
                left -= chunks.len();
            }
        })
    }
}

/// `SplitMix64`: Guy Steele, Doug Lea and Christine Flood, "Fast splittable pseudorandom number generators", 2014.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        let remainder = self.next() % u64::try_from(limit).unwrap_or(u64::MAX);
        usize::try_from(remainder).unwrap_or_default()
    }

    /// A multiple of 10⁻⁶ from 0 to 1.
    fn fraction(&mut self) -> f64 {
        const STEPS: u32 = 1_000_000;
        let step = self.below(STEPS as usize);
        f64::from(u32::try_from(step).unwrap_or(STEPS)) / f64::from(STEPS)
    }

    /// The middle of a random bucket, including the bucket above the last bound.
    fn observation(&mut self) -> f64 {
        let bucket = self.below(BOUNDS.len() + 1);
        let lower = if bucket == 0 { 0.0 } else { BOUNDS[bucket - 1] };
        let upper = BOUNDS.get(bucket).copied().unwrap_or(2.0 * lower);
        f64::midpoint(lower, upper)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn a_runner_performs_the_given_number_of_operations() {
        let performed = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&performed);
        let runner = Workload::new()
            .vendor
            .runner(move |_| _ = counter.fetch_add(1, Ordering::Relaxed));
        runner(0, 64);
        runner(1, 2 * LENGTH + 8);
        assert_eq!(performed.load(Ordering::Relaxed), 64 + 2 * LENGTH + 8);
    }

    #[test]
    fn observations_cover_every_bucket() {
        let seconds = &Workload::new().seconds.per_thread[0];
        let bucket = |seconds: &f64| BOUNDS.iter().filter(|bound| seconds > bound).count();
        let mut counts = [0_usize; BOUNDS.len() + 1];
        for observation in seconds {
            counts[bucket(observation)] += 1;
        }
        let expected = LENGTH / counts.len();
        assert!(
            counts
                .iter()
                .all(|count| count.abs_diff(expected) < expected / 4),
            "{counts:?}"
        );
    }

    #[test]
    fn threads_have_different_inputs() {
        let [first, second] = Workload::new().vendor.per_thread;
        assert_ne!(first, second);
    }
}
