//! What the command line of pforge-metrics does with expositions, for tests as well.
//!
//! A test that everything is exposed as declared, against whatever text the program under test serves:
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
//!   = help: declare what is exposed, or register it as what is declared
//!
//! 1 finding: 0 of 1 metrics, 0 of 1 series
//! ",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]

pub mod comparison;
mod created;
pub mod exposition;
#[doc(hidden)]
pub mod files;
mod inference;
mod printable;
mod selection;

pub use comparison::{Comparison, Finding, Problem, compare};
pub use inference::infer;
pub use selection::Selection;

use anyhow::{Context, Result};
use exposition::{Exposition, Format};

/// Holds what a program exposes against its schema: the file, with what it includes.
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
