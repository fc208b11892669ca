//! Parses the command line.

use std::ffi::OsString;
use std::fmt::Display;
use std::path::PathBuf;
use std::str::FromStr;

use lexopt::Parser;
use lexopt::prelude::*;

pub const HELP: &str = "\
Runs a swarm of agents that solves jigsaw puzzles, and serves its metrics at http://127.0.0.1:PORT/metrics.

Usage: cargo run --example pforge -- [--port PORT] [--seed SEED] [--budget TOKENS] [--plans FILE] [--stall]

  --port PORT      Port of the metrics server, or 0 for any free port [default: 8000]
  --seed SEED      Random seed of the first puzzle; each following puzzle increments it [default: 1]
  --budget TOKENS  Token budget of each puzzle; the swarm stops when it is spent [default: 500000]
  --plans FILE     Append a line of JSON to FILE for each proposed plan
  --stall          Revert every patch: the agents spend tokens without making progress
  --help           Print this help";

#[derive(Debug, PartialEq, Eq)]
pub struct Flags {
    pub port: u16,
    pub seed: u64,
    pub budget: u64,
    pub plans: Option<PathBuf>,
    pub stall: bool,
}

/// Parses the arguments. Returns `None` for `--help`.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Option<Flags>, String> {
    let mut flags = Flags {
        port: 8_000,
        seed: 1,
        budget: 500_000,
        plans: None,
        stall: false,
    };
    let mut parser = Parser::from_args(args.into_iter().collect::<Vec<_>>());
    while let Some(arg) = parser.next().map_err(|error| error.to_string())? {
        match arg {
            Long("port") => flags.port = number("port", u16::MAX, &mut parser)?,
            Long("seed") => flags.seed = number("seed", u64::MAX, &mut parser)?,
            Long("budget") => flags.budget = number("budget", u64::MAX, &mut parser)?,
            Long("plans") => flags.plans = Some(file("plans", &mut parser)?),
            Long("stall") => flags.stall = true,
            Long("help") | Short('h') => return Ok(None),
            Long(flag) => return Err(format!("unknown flag `--{flag}`")),
            Short(flag) => return Err(format!("unknown flag `-{flag}`")),
            Value(value) => {
                return Err(format!("unexpected argument `{}`", value.to_string_lossy()));
            }
        }
    }
    Ok(Some(flags))
}

fn number<N: Copy + Display + FromStr>(
    flag: &str,
    max: N,
    parser: &mut Parser,
) -> Result<N, String> {
    let range = format!("expected an integer from 0 to {max} for `--{flag}`");
    let value = parser.value().map_err(|_| range.clone())?;
    let value = value.to_string_lossy();
    value
        .parse()
        .map_err(|_| format!("{range}, found `{value}`"))
}

fn file(flag: &str, parser: &mut Parser) -> Result<PathBuf, String> {
    let value = parser.value();
    let path = value.map_err(|_| format!("expected a file name for `--{flag}`"))?;
    Ok(path.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_words(words: &str) -> Result<Option<Flags>, String> {
        parse(words.split_whitespace().map(OsString::from))
    }

    #[test]
    fn flags_have_defaults() {
        assert_eq!(
            parse_words(""),
            Ok(Some(Flags {
                port: 8_000,
                seed: 1,
                budget: 500_000,
                plans: None,
                stall: false,
            }))
        );
        let flags = Flags {
            port: 0,
            seed: 7,
            budget: 20,
            plans: Some("log/plans.jsonl".into()),
            stall: true,
        };
        assert_eq!(
            parse_words("--port 0 --seed=7 --budget 20 --plans log/plans.jsonl --stall"),
            Ok(Some(flags))
        );
    }

    #[test]
    fn help_ignores_the_arguments_after_it() {
        assert_eq!(parse_words("--port 1 --help --nonsense"), Ok(None));
    }

    #[test]
    fn errors_name_the_flag_and_the_value() {
        let cases = [
            ("--port", "expected an integer from 0 to 65535 for `--port`"),
            (
                "--port 99999",
                "expected an integer from 0 to 65535 for `--port`, found `99999`",
            ),
            (
                "--seed=x",
                "expected an integer from 0 to 18446744073709551615 for `--seed`, found `x`",
            ),
            (
                "--budget -5",
                "expected an integer from 0 to 18446744073709551615 for `--budget`, found `-5`",
            ),
            (
                "--stall=yes",
                "unexpected argument for option '--stall': \"yes\"",
            ),
            ("--plans", "expected a file name for `--plans`"),
            ("--prot 1", "unknown flag `--prot`"),
            ("-p 1", "unknown flag `-p`"),
            ("8000", "unexpected argument `8000`"),
        ];
        for (words, message) in cases {
            assert_eq!(parse_words(words), Err(message.to_owned()), "{words}");
        }
    }
}
