//! The command line of pforge-metrics, and as a library what tests need of it: [`exposition`] reads scrapes, [`compare`] and
//! [`verify()`] compare them with a schema, and [`infer`] drafts a schema from one.
//!
//! A test that a program exposes everything as declared, given the text that it serves:
//!
//! ```
//! # let folder = std::env::temp_dir().join(format!("pforge-metrics-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! # std::env::set_current_dir(&folder)?;
//! # std::fs::write("metrics.toml", "
//! # prefix = 'app_'
//! # [counter.app_jobs_total]
//! # help = 'Jobs done.'
//! # ")?;
//! let scrape = "\
//! ## HELP app_jobs_total Jobs done.
//! ## TYPE app_jobs_total gauge
//! app_jobs_total 3
//! ";
//! let comparison = pforge_metrics_cli::verify("metrics.toml", scrape)?;
//! assert_eq!(
//!     comparison.to_string(),
//!     "\
//! error[wrong_type]: counter `app_jobs_total` is exposed as a gauge
//!   --> metrics.toml:3:10
//!   = exposed on line 1
//!   = help: change the schema or the program so that both have the same type
//!
//! 1 finding: 0 of 1 metrics, 0 of 1 series
//! ",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]

#[doc(hidden)]
pub mod commands;
pub mod comparison;
mod dashboards;
mod fix;
mod inference;
mod input;
mod numbers;
mod output;
mod printable;
mod reference;
mod rules;

pub use comparison::{Comparison, Finding, Problem, compare};
pub use inference::infer;
pub use input::exposition;
pub use input::selection::Selection;

use anyhow::{Context, Result};
use exposition::{Exposition, Format};
use input::files;

/// Compares a scrape with a schema file and the files that it includes.
///
/// # Errors
///
/// If the schema can't be read or has errors, or a line of the text can't be read.
pub fn verify(schema: &str, scrape: &str) -> Result<Comparison> {
    let compiled = files::sound(schema)?;
    let exposition = Exposition::read_as(Format::of(scrape), scrape);
    let exposition = exposition.context("the scrape can't be read")?;
    Ok(compare(&compiled, &exposition, &Selection::default()))
}
