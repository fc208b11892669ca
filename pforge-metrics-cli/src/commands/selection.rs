//! The arguments that select families.

use crate::input::selection::Selection;

/// Which families to read.
#[derive(clap::Args)]
pub struct SelectionArgs {
    /// Takes names that begin so for the program's own; may be given several times
    #[arg(long, value_name = "PREFIX")]
    prefix: Vec<String>,

    /// Leaves out names like this, `*` for any text; may be given several times
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
