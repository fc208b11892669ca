//! Reads the log of proposed plans: JSON Lines, one event on each line.

use crate::time::json_timestamp;
use anyhow::{Result, anyhow, bail};
use serde_json::Value;
use std::collections::HashSet;

/// The event that is looked for.
const PROPOSED: &str = "PLAN.PROPOSED";

/// Priorities from the least urgent up, unless `--order` or numbers say otherwise.
const ORDER: [&str; 3] = ["low", "normal", "high"];

/// The plans of a log.
#[derive(Clone, Debug, PartialEq)]
pub struct Log {
    /// The plans, in the order of time.
    pub plans: Vec<Plan>,
    /// The priorities from the lowest up.
    pub order: Vec<String>,
    /// The number of malformed lines.
    pub malformed: usize,
}

/// A proposed plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The time, in seconds since 1970.
    pub time: f64,
    /// The id, unique within a log.
    pub id: String,
    /// The position of the priority in the order of the log.
    pub level: usize,
}

/// A plan as its line has it.
struct Written {
    line: usize,
    time: f64,
    id: String,
    priority: String,
}

impl Log {
    /// Reads a log of JSON Lines. Priorities are ordered by `order`, or if that is empty: by number if all are numbers, and as `low`,
    /// `normal`, `high` otherwise. Skips and counts malformed lines if `lenient`.
    ///
    /// # Errors
    ///
    /// If the log has no plan, or a malformed line without `lenient`.
    pub fn parse(log: &[u8], order: &[String], lenient: bool) -> Result<Self> {
        let log = parse(log, order, lenient)?;
        if log.plans.is_empty() {
            bail!(
                r#"no plans in the log: expected lines such as {{"event":"{PROPOSED}","time":…,"id":…,"priority":…}}"#
            );
        }
        Ok(log)
    }
}

fn parse(log: &[u8], order: &[String], lenient: bool) -> Result<Log> {
    let mut malformed = 0;
    let mut check = |line: usize, error: String| {
        malformed += 1;
        if lenient {
            Ok(())
        } else {
            Err(anyhow!(
                "line {line}: {error}; `--lenient` skips such lines"
            ))
        }
    };
    let (mut written, mut ids) = (Vec::new(), HashSet::new());
    for (line, text) in (1..).zip(log.split(|byte| *byte == b'\n')) {
        match plan(line, text) {
            Ok(Some(plan)) if !ids.insert(plan.id.clone()) => {
                check(line, format!("plan `{}` is a duplicate", plan.id))?;
            }
            Ok(plan) => written.extend(plan),
            Err(error) => check(line, error)?,
        }
    }
    let order = if order.is_empty() {
        order_of(&written)
    } else {
        order.to_vec()
    };
    let mut plans = Vec::new();
    for Written {
        line,
        time,
        id,
        priority,
    } in written
    {
        match order.iter().position(|it| same(it, &priority)) {
            Some(level) => plans.push(Plan { time, id, level }),
            None => check(
                line,
                format!(
                    "unknown priority `{priority}`: expected {}, or set `--order`",
                    order.join(", ")
                ),
            )?,
        }
    }
    plans.sort_by(|a, b| a.time.total_cmp(&b.time));
    Ok(Log {
        plans,
        order,
        malformed,
    })
}

/// The plan on a line, or none if the line holds another event.
fn plan(line: usize, text: &[u8]) -> Result<Option<Written>, String> {
    if text.trim_ascii().is_empty() {
        return Ok(None);
    }
    let event: Value = serde_json::from_slice(text).map_err(|error| {
        // Its position is within the line, where it would be taken for one of the file.
        let error = error.to_string();
        let what = error.split(" at line ").next().unwrap_or_default();
        format!("invalid JSON: {what}")
    })?;
    let Some(event) = event.as_object() else {
        return Err("no JSON object".to_owned());
    };
    if event.get("event").is_none_or(|name| name != PROPOSED) {
        return Ok(None);
    }
    let word = |key: &str| match event.get(key) {
        Some(Value::String(text)) if !text.is_empty() => Ok(text.clone()),
        Some(Value::Number(number)) => Ok(number.to_string()),
        _ => Err(format!("`{key}` must be a string or a number")),
    };
    let time = event.get("time").and_then(json_timestamp);
    Ok(Some(Written {
        line,
        time: time.ok_or("`time` must be RFC 3339 or Unix seconds")?,
        id: word("id")?,
        priority: word("priority")?,
    }))
}

/// The numbers that there are, if all priorities are numbers.
fn order_of(written: &[Written]) -> Vec<String> {
    let numbers = written.iter().map(|plan| number(&plan.priority));
    let numbers: Option<Vec<f64>> = numbers.collect();
    let Some(mut numbers) = numbers.filter(|numbers| !numbers.is_empty()) else {
        return ORDER.map(str::to_owned).to_vec();
    };
    numbers.sort_by(f64::total_cmp);
    numbers.dedup();
    numbers.iter().map(f64::to_string).collect()
}

fn number(priority: &str) -> Option<f64> {
    // Adding zero takes the sign from -0.
    let number = priority.parse::<f64>().ok().map(|it| it + 0.0);
    number.filter(|it| it.is_finite())
}

/// Whether two texts are the same priority: 2 is 2.0.
fn same(a: &str, b: &str) -> bool {
    a == b || number(a).is_some_and(|a| number(b) == Some(a))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(time: &str, id: &str, priority: &str) -> String {
        format!(r#"{{"event":"PLAN.PROPOSED","time":{time},"id":{id},"priority":{priority}}}"#)
    }

    fn outcome(log: &str, order: &[&str], lenient: bool) -> Result<String, String> {
        let order: Vec<String> = order.iter().map(|it| (*it).to_owned()).collect();
        let plans = parse(log.as_bytes(), &order, lenient).map_err(|error| error.to_string())?;
        let shown = plans
            .plans
            .iter()
            .map(|it| format!("{} {} {}", it.time, it.id, plans.order[it.level]));
        Ok(format!(
            "{}; {} malformed",
            shown.collect::<Vec<_>>().join(", "),
            plans.malformed
        ))
    }

    #[test]
    fn plans_come_in_the_order_of_time_and_other_events_are_passed_over() {
        let log = [
            line("20", r#""b""#, r#""high""#),
            r#"{"event":"PLAN.MERGED","id":"b"}"#.to_owned(),
            "  ".to_owned(),
            line("\"1970-01-01T00:00:10Z\"", "7", r#""low""#).replace('}', r#","more":{}}"#),
        ];
        assert_eq!(
            outcome(&log.join("\n"), &[], false).unwrap(),
            "10 7 low, 20 b high; 0 malformed"
        );
    }

    #[test]
    fn priorities_are_ordered_by_number_or_as_they_are_told() {
        let log = [
            line("1", "1", "10"),
            line("2", "2", "\"9\""),
            line("3", "3", "10.0"),
        ]
        .join("\n");
        assert_eq!(
            outcome(&log, &[], false).unwrap(),
            "1 1 10, 2 2 9, 3 3 10; 0 malformed"
        );
        let plans = parse(log.as_bytes(), &[], false).unwrap();
        assert_eq!(plans.order, ["9", "10"]);

        let log = line("1", "1", r#""P1""#);
        assert_eq!(
            outcome(&log, &["P2", "P1"], false).unwrap(),
            "1 1 P1; 0 malformed"
        );
    }

    #[test]
    fn a_malformed_line_is_an_error_with_its_number_or_counted() {
        let good = line("1", r#""a""#, r#""low""#);
        for (bad, error) in [
            ("{".to_owned(), "invalid JSON: EOF while parsing an object"),
            ("[]".to_owned(), "no JSON object"),
            (
                line("\"soon\"", "1", "\"low\""),
                "`time` must be RFC 3339 or Unix seconds",
            ),
            (
                line("1769860800000", "1", "\"low\""),
                "`time` must be RFC 3339 or Unix seconds",
            ),
            (
                line("1", "null", "\"low\""),
                "`id` must be a string or a number",
            ),
            (
                line("1", "1", "\"\""),
                "`priority` must be a string or a number",
            ),
            (
                line("1", "1", "\"urgent\""),
                "unknown priority `urgent`: expected low, normal, high, or set `--order`",
            ),
            (line("2", "\"a\"", "\"low\""), "plan `a` is a duplicate"),
        ] {
            let log = format!("{good}\n{bad}\n");
            let expected = format!("line 2: {error}; `--lenient` skips such lines");
            assert_eq!(outcome(&log, &[], false), Err(expected), "{bad}");
            assert_eq!(
                outcome(&log, &[], true).unwrap(),
                "1 a low; 1 malformed",
                "{bad}"
            );
        }
    }
}
