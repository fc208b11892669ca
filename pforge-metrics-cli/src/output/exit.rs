//! Exit codes.

use std::io;
use std::process::ExitCode;

/// The outcome of a command. Usage errors end with 2, by clap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: nothing is wrong.
    Sound,
    /// 1: what was looked for was found.
    Findings,
    /// 3: it could not be done.
    Failed,
}

/// The exit codes, for `--help`.
pub const CODES: &str = "\
Exit codes:
  0  nothing is wrong
  1  something was found, and is shown
  2  the arguments make no sense
  3  it could not be done: a file that can't be read, for example";

impl Exit {
    /// Prints why a command failed, unless its reader closed the pipe.
    #[must_use]
    pub fn failed(error: &anyhow::Error) -> Self {
        let is_closed = |cause: &(dyn std::error::Error + 'static)| {
            let io = cause.downcast_ref::<io::Error>();
            io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
        };
        if !error.chain().any(is_closed) {
            anstream::eprintln!("error: {error:#}");
        }
        Self::Failed
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Sound => Self::SUCCESS,
            Exit::Findings => Self::from(1),
            Exit::Failed => Self::from(3),
        }
    }
}
