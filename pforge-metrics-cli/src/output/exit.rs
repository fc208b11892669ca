//! Exit codes.

use std::io;
use std::process::ExitCode;

/// The outcome of a command. clap exits with 2 on usage errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: no findings.
    Sound,
    /// 1: findings.
    Findings,
    /// 3: the command failed.
    Failed,
}

/// The exit codes, for `--help`.
pub const CODES: &str = "\
Exit codes:
  0  success, no findings
  1  findings
  2  usage error
  3  failure, such as an unreadable file";

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
