//! The strict reader of the command line beside Python's: both judge what mutations make of valid expositions.

mod differences;
mod mutations;

use crate::python;
use differences::{By, DIFFERENCES};
use fastrand::Rng;
use pforge_metrics_cli::exposition::{Exposition, Format};
use serde_json::Value;

const MUTANTS: usize = 20_000;

/// What a reader says of a text that it refuses.
type Verdict = Result<(), String>;

#[test]
#[ignore = "wants prometheus_client: run `./test parsers`"]
fn the_strict_reader_and_python_agree_but_where_a_reason_is_known() {
    let mut rng = Rng::with_seed(2);
    let mut texts = mutations::MODELS.map(str::to_owned).to_vec();
    texts.extend((0..MUTANTS).map(|_| mutations::mutant(&mut rng)));
    let (mut accepted, mut refused) = (0, 0);
    let mut known = vec![false; DIFFERENCES.len()];
    let mut unknown = Vec::new();
    for (text, pythons) in texts.iter().zip(by_python(&texts)) {
        let (by, said) = match (by_us(text), pythons) {
            (Ok(()), Ok(())) => {
                accepted += 1;
                continue;
            }
            (Err(_), Err(_)) => {
                refused += 1;
                continue;
            }
            (Err(said), Ok(())) => (By::Us, said),
            (Ok(()), Err(said)) => (By::Python, said),
        };
        let mut all = DIFFERENCES.iter();
        match all.position(|it| it.by == by && it.says.iter().all(|part| said.contains(part))) {
            Some(at) => known[at] = true,
            None => unknown.push(format!("{text}{by:?} says: {said}")),
        }
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n\n"));
    let stale = DIFFERENCES.iter().zip(known).filter(|(_, known)| !known);
    let stale: Vec<_> = stale.map(|(it, _)| it).collect();
    assert!(stale.is_empty(), "nothing differs so: {stale:#?}");
    println!(
        "both accept {accepted} and refuse {refused} of {}",
        texts.len()
    );
    assert!(accepted > 2_000 && refused > 10_000);
}

#[test]
#[ignore = "wants prometheus_client: run `./test parsers`"]
fn both_accept_what_is_mutated() {
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
