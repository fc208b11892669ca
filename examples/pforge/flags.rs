//! The command line.

use std::ffi::OsString;
use std::fmt::Display;
use std::path::PathBuf;
use std::str::FromStr;

use lexopt::Parser;
use lexopt::prelude::*;

pub const HELP: &str = "\
A swarm of agents solves one jigsaw after another, and serves its metrics on 127.0.0.1 at /metrics.

Usage: cargo run --example pforge -- [--port PORT] [--seed SEED] [--budget TOKENS] [--plans FILE] [--stall]

  --port PORT      port to serve the metrics on, 0 for any that is free [default: 8000]
  --seed SEED      of the first puzzle; each next one has the next seed [default: 1]
  --budget TOKENS  granted for each puzzle; the swarm stops when they are spent [default: 500000]
  --plans FILE     appends a line of JSON for each plan that is proposed
  --stall          takes back every patch: agents work, tokens are spent, and nothing comes of it
  --help           show this";

#[derive(Debug, PartialEq, Eq)]
pub struct Flags {
    pub port: u16,
    pub seed: u64,
    pub budget: u64,
    pub plans: Option<PathBuf>,
    pub stall: bool,
}

/// Reads the arguments; none if they ask for help.
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
    most: N,
    parser: &mut Parser,
) -> Result<N, String> {
    let range = format!("`--{flag}` takes a whole number from 0 to {most}");
    let value = parser.value().map_err(|_| range.clone())?;
    let value = value.to_string_lossy();
    value.parse().map_err(|_| format!("{range}, not `{value}`"))
}

fn file(flag: &str, parser: &mut Parser) -> Result<PathBuf, String> {
    let value = parser.value();
    let path = value.map_err(|_| format!("`--{flag}` takes the name of a file"))?;
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
    fn help_wins_over_what_follows() {
        assert_eq!(parse_words("--port 1 --help --nonsense"), Ok(None));
    }

    #[test]
    fn errors_name_the_flag_and_the_value() {
        let cases = [
            ("--port", "`--port` takes a whole number from 0 to 65535"),
            (
                "--port 99999",
                "`--port` takes a whole number from 0 to 65535, not `99999`",
            ),
            (
                "--seed=x",
                "`--seed` takes a whole number from 0 to 18446744073709551615, not `x`",
            ),
            (
                "--budget -5",
                "`--budget` takes a whole number from 0 to 18446744073709551615, not `-5`",
            ),
            (
                "--stall=yes",
                "unexpected argument for option '--stall': \"yes\"",
            ),
            ("--plans", "`--plans` takes the name of a file"),
            ("--prot 1", "unknown flag `--prot`"),
            ("-p 1", "unknown flag `-p`"),
            ("8000", "unexpected argument `8000`"),
        ];
        for (words, message) in cases {
            assert_eq!(parse_words(words), Err(message.to_owned()), "{words}");
        }
    }
}
