//! Reads the gauge over time: CSV, or a response of Prometheus.

use crate::time::{json_timestamp, parse_timestamp};
use anyhow::{Context, Result, anyhow, bail, ensure};
use serde_json::Value;
use std::collections::BTreeMap;

/// A gauge over time: pairs of a time, in seconds since 1970, and a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Values(Vec<(f64, f64)>);

/// Samples by the labels of their series.
pub type Matrix = BTreeMap<String, Vec<(f64, f64)>>;

impl Values {
    /// Takes samples in any order.
    #[must_use]
    pub fn new(mut samples: Vec<(f64, f64)>) -> Self {
        samples.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self(samples)
    }

    /// Returns the only series of a response.
    ///
    /// # Errors
    ///
    /// If there is not exactly one.
    pub fn only(matrix: Matrix) -> Result<Self> {
        let names: Vec<String> = matrix.keys().cloned().collect();
        let mut series = matrix.into_values();
        match (series.next(), series.next()) {
            (Some(samples), None) => Ok(Self::new(samples)),
            (None, _) => {
                bail!("no samples: check `--metric`, `--start` and `--end`")
            }
            _ => bail!(
                "expected 1 series, found {}: add labels to `--metric`, or aggregate it:\n  {}",
                names.len(),
                names[..names.len().min(5)].join("\n  ")
            ),
        }
    }

    /// Reads the JSON response of `query_range`, or CSV with a time and a value on each line.
    ///
    /// # Errors
    ///
    /// If the text is neither, or has no sample, or samples of several series.
    pub fn parse(text: &str) -> Result<Self> {
        let values = if text.trim_start().starts_with('{') {
            Self::only(matrix(text)?)?
        } else {
            csv(text)?
        };
        ensure!(!values.0.is_empty(), "no samples");
        Ok(values)
    }

    /// Returns all samples, in the order of time.
    #[must_use]
    pub fn samples(&self) -> &[(f64, f64)] {
        &self.0
    }

    /// Returns the value of the last sample up to a time, if it is finite and at most `stale` seconds older.
    #[must_use]
    pub fn at(&self, time: f64, stale: f64) -> Option<f64> {
        let next = self.0.partition_point(|sample| sample.0 <= time);
        let (sampled, value) = *self.0.get(next.checked_sub(1)?)?;
        (time - sampled <= stale && value.is_finite()).then_some(value)
    }
}

/// Reads a response of `query_range`:
/// <https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries>
///
/// # Errors
///
/// If it is an error of Prometheus, or not a matrix.
pub fn matrix(text: &str) -> Result<Matrix> {
    let answer: Value = serde_json::from_str(text).context("not a `query_range` response")?;
    if let Some(error) = answer["error"].as_str() {
        bail!("Prometheus returned an error: {error}");
    }
    let data = &answer["data"];
    let result = data["result"].as_array();
    let result = result.filter(|_| data["resultType"] == "matrix");
    let result = result.context("not a `query_range` response: no matrix")?;
    let series = result.iter().map(|series| {
        let samples = series["values"].as_array().into_iter().flatten();
        let samples = samples.map(|it| sample(it).ok_or_else(|| anyhow!("invalid sample `{it}`")));
        Ok((labels(&series["metric"]), samples.collect::<Result<_>>()?))
    });
    series.collect()
}

fn sample(pair: &Value) -> Option<(f64, f64)> {
    let value = pair[1].as_str()?.parse().ok()?;
    Some((json_timestamp(&pair[0])?, value))
}

fn labels(metric: &Value) -> String {
    let mut name = "";
    let mut labels = Vec::new();
    for (label, value) in metric.as_object().into_iter().flatten() {
        match label.as_str() {
            "__name__" => name = value.as_str().unwrap_or_default(),
            _ => labels.push(format!("{label}={value}")),
        }
    }
    format!("{name}{{{}}}", labels.join(","))
}

/// A first line without a number is a heading.
fn csv(text: &str) -> Result<Values> {
    let mut samples = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let read = line
            .split_once(',')
            .and_then(|(time, value)| Some((parse_timestamp(time)?, value.trim().parse().ok()?)));
        match read {
            Some(sample) => samples.push(sample),
            None if number == 1 && !line.contains(|it: char| it.is_ascii_digit()) => {}
            None if line.trim().is_empty() => {}
            None => bail!(
                "line {number}: expected a time and a value such as `2026-01-31T12:00:00Z,0.5`, found `{line}`"
            ),
        }
    }
    Ok(Values::new(samples))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_that_of_the_last_sample_while_it_is_fresh() {
        let values = Values::new(vec![(20.0, 0.2), (10.0, 0.1), (30.0, f64::NAN)]);
        for (time, value) in [
            (9.9, None),
            (10.0, Some(0.1)),
            (19.9, None),
            (15.0, Some(0.1)),
            (20.0, Some(0.2)),
            (25.0, Some(0.2)),
            (25.1, None),
            (30.0, None),
        ] {
            assert_eq!(values.at(time, 5.0), value, "{time}");
        }
    }

    #[test]
    fn csv_has_times_of_both_sorts_and_perhaps_a_heading() {
        let text = "time,value\n2026-01-31T12:00:00Z,0.5\n\n1769860860, 1e-1\n";
        let expected = vec![(1_769_860_800.0, 0.5), (1_769_860_860.0, 0.1)];
        assert_eq!(csv(text).unwrap(), Values(expected));
        for (text, line) in [("1;2", 1), ("time,value\n1,2\n3,x", 3), ("a,b\nc,d", 2)] {
            let error = csv(text).unwrap_err().to_string();
            assert!(error.starts_with(&format!("line {line}: ")), "{error}");
        }
    }

    #[test]
    fn an_answer_has_to_hold_one_series() {
        let answer = |series: &str| {
            let text = format!(
                r#"{{"status":"success","data":{{"resultType":"matrix","result":[{series}]}}}}"#
            );
            matrix(&text)
                .and_then(Values::only)
                .map_err(|error| error.to_string())
        };
        let one = r#"{"metric":{"__name__":"e","job":"a"},"values":[[1.5,"0.25"],[2,"NaN"]]}"#;
        let other = r#"{"metric":{"job":"b"},"values":[[1,"0"]]}"#;
        assert_eq!(answer(one).unwrap().samples()[0], (1.5, 0.25));
        assert_eq!(
            answer("").unwrap_err(),
            "no samples: check `--metric`, `--start` and `--end`"
        );
        assert_eq!(
            answer(&format!("{one},{other}")).unwrap_err(),
            "expected 1 series, found 2: add labels to `--metric`, or aggregate it:\n  \
             e{job=\"a\"}\n  {job=\"b\"}"
        );
        assert_eq!(
            answer(r#"{"values":[[1,2]]}"#).unwrap_err(),
            "invalid sample `[1,2]`"
        );
    }
}
