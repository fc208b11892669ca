//! Compares the strict parser with that of Python on mutations of valid expositions.

mod differences;
mod mutations;

use crate::python;
use differences::{By, DIFFERENCES};
use fastrand::Rng;
use pforge_metrics_cli::exposition::{Exposition, Format};
use serde_json::Value;

const MUTANTS: usize = 20_000;

/// The error of a parser that rejects a text.
type Verdict = Result<(), String>;

#[test]
#[ignore = "needs prometheus_client: run `./test parsers`"]
fn the_strict_parser_and_python_agree_except_for_known_differences() {
    let mut rng = Rng::with_seed(2);
    let texts: Vec<_> = (0..MUTANTS).map(|_| mutations::mutant(&mut rng)).collect();
    let (mut accepted, mut refused) = (0, 0);
    let mut unknown = Vec::new();
    for (text, pythons) in texts.iter().zip(by_python(&texts)) {
        let (by, message) = match (by_us(text), pythons) {
            (Ok(()), Ok(())) => {
                accepted += 1;
                continue;
            }
            (Err(_), Err(_)) => {
                refused += 1;
                continue;
            }
            (Err(message), Ok(())) => (By::Us, message),
            (Ok(()), Err(message)) => (By::Python, message),
        };
        if !DIFFERENCES.iter().any(|it| it.is_of(by, &message)) {
            unknown.push(format!("{text}rejected by {by:?}: {message}"));
        }
    }
    println!("both accept {accepted} and refuse {refused} of {MUTANTS}");
    assert!(unknown.is_empty(), "{}", unknown.join("\n\n"));
    assert!(accepted > 2_000 && refused > 10_000);
}

/// A stale entry would hide new differences.
#[test]
#[ignore = "needs prometheus_client: run `./test parsers`"]
fn each_known_difference_still_exists() {
    let texts = DIFFERENCES
        .iter()
        .map(|it| it.example.to_owned() + "# EOF\n");
    let texts: Vec<_> = texts.collect();
    let pythons = by_python(&texts);
    for ((difference, text), pythons) in DIFFERENCES.iter().zip(&texts).zip(pythons) {
        let (refused, accepted) = match difference.by {
            By::Us => (by_us(text), pythons),
            By::Python => (pythons, by_us(text)),
        };
        let message = refused.expect_err(difference.why);
        assert!(difference.is_of(difference.by, &message), "{text}{message}");
        assert_eq!(accepted, Ok(()), "{text}{}", difference.why);
    }
}

#[test]
#[ignore = "needs prometheus_client: run `./test parsers`"]
fn both_parsers_accept_the_sample_expositions() {
    let texts = mutations::MODELS.map(str::to_owned);
    for (text, pythons) in texts.iter().zip(by_python(&texts)) {
        assert_eq!((by_us(text), pythons), (Ok(()), Ok(())), "{text}");
    }
}

fn by_us(text: &str) -> Verdict {
    match Exposition::parse_as(Format::OpenMetrics, text) {
        Ok(_) => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

fn by_python(texts: &[String]) -> Vec<Verdict> {
    let verdicts = python("verdicts", Value::from(texts).to_string().as_bytes());
    let verdicts = verdicts.as_array().unwrap().iter();
    let verdicts = verdicts.map(|it| it.as_str().map_or(Ok(()), |it| Err(it.to_owned())));
    verdicts.collect()
}
