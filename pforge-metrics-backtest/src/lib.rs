//! Tests whether plans of higher priority were followed by a larger change of a gauge. `pforge-metrics backtest` runs it as pForge's
//! verifier.
//!
//! [`Log`] and [`Values`] are the input: proposed plans with a priority each, and the gauge over time. [`Deltas`] holds the change
//! of the gauge (ΔE) in a window after each plan, [`Study`] the rank correlation of priority and ΔE with its uncertainty, and
//! [`Verdict`] the answer. [docs/backtest.md] describes the method, and how often the verdict is right.
//!
//! The crate reads texts and computes. The command line opens files, asks servers and prints. Error messages name its
//! options.
//!
//! ```
//! use pforge_metrics_backtest::{Answer, Deltas, Log, Settings, Study, Values, Verdict};
//!
//! // A plan every 10 s. An urgent one moves the gauge by 2, another one by 1, in turns.
//! let (mut log, mut values, mut value) = (String::new(), String::new(), 0);
//! for plan in 0..200 {
//!     let (time, is_urgent) = (plan * 10, plan % 2 == 1);
//!     let priority = if is_urgent { "high" } else { "low" };
//!     log += &format!(r#"{{"event":"PLAN.PROPOSED","time":{time},"id":{plan},"priority":"{priority}"}}"#);
//!     log += "\n";
//!     values += &format!("{time},{value}\n");
//!     value += if is_urgent { 2 } else { 1 };
//! }
//!
//! let log = Log::parse(log.as_bytes(), &[], false)?;
//! let values = Values::parse(&values)?;
//! let deltas = Deltas::new(&log.plans, &values, 10.0, 2.5);
//! let settings = Settings {
//!     block: 40.0,
//!     resamples: 199,
//!     confidence: 0.95,
//!     seed: 1,
//! };
//! let study = Study::new(&deltas.decisions, log.order.len(), settings);
//! assert_eq!(Verdict::of(&study, settings).answer, Answer::Yes);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [docs/backtest.md]: https://docs.rs/crate/pforge-metrics-backtest/latest/source/docs/backtest.md

#![forbid(unsafe_code)]

mod blocks;
mod deltas;
mod numbers;
mod plans;
mod rank;
mod sample;
#[cfg(test)]
mod simulations;
mod study;
pub mod time;
mod values;
mod verdict;

pub use deltas::{Decision, Deltas};
pub use plans::{Log, Plan};
pub use study::{Estimate, Group, Settings, Study, WINDOWS_PER_BLOCK};
pub use values::{Matrix, Values, matrix};
pub use verdict::{Answer, CAUTIONS, Verdict, format_p};
