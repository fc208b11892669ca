//! The arguments that select families.

use crate::input::selection::Selection;

/// Which families to read.
#[derive(clap::Args)]
pub struct SelectionArgs {
    /// Treat names with this prefix as the program's own; repeatable
    #[arg(long, value_name = "PREFIX")]
    prefix: Vec<String>,

    /// Ignore names that match this pattern, with `*` for any text; repeatable
    #[arg(long, value_name = "PATTERN")]
    ignore: Vec<String>,
}

impl SelectionArgs {
    pub fn selection(&self) -> Selection {
        Selection {
            prefixes: self.prefix.clone(),
            ignored: self.ignore.clone(),
        }
    }
}
