//! What the commands write: standard output and standard error, exit codes, findings, and the parts that generated files share.

pub mod exit;
pub mod findings;
pub mod markdown;
pub mod scale;
pub mod terminal;
pub mod time;
pub mod unified_diff;
pub mod yaml;

pub use exit::Exit;
pub use scale::Scale;
pub use terminal::{is_quiet, print, print_findings, say};
pub use unified_diff::unified_diff;
