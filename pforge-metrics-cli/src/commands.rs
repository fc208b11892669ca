//! One module for each subcommand: its arguments, and a `run` that reads the input, calls what does the work and writes the
//! output. Nothing but `main.rs` imports them, and none of them imports the argument parser: commands that need the
//! [`clap::Command`] of the program take it as a parameter.

pub use crate::output::exit::{CODES, Exit};
pub use crate::output::terminal::configure;

pub mod backtest;
pub mod check;
pub mod completions;
pub mod dashboard;
pub mod diff;
pub mod docs;
mod generated;
pub mod infer;
pub mod lock;
pub mod man;
pub mod rules;
pub mod schema;
mod selection;
pub mod verify;
