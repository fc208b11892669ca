//! Checks that readers accept a value. The buckets and quantiles are already sorted.

use super::fault::{Fault, InvalidValue};
use super::{Bucket, HistogramValue, MetricType, MetricValue, NativeHistogram, SummaryValue};

/// The schemas of exponential buckets.
const SCHEMAS: std::ops::RangeInclusive<i32> = -4..=8;

/// Checks that a value is valid in a family of this type. Ignores native buckets.
pub(super) fn check(family: MetricType, value: &MetricValue) -> Result<(), Fault> {
    let checked = match (family, value) {
        (MetricType::Histogram, MetricValue::Histogram(histogram)) => check_buckets(histogram),
        (MetricType::Summary, MetricValue::Summary(summary)) => check_quantiles(summary),
        (MetricType::StateSet, MetricValue::States(states)) => {
            check_states(states.iter().map(|(name, _)| &**name).collect())
        }
        (family, value) => match (family, value.as_f64()) {
            (MetricType::Histogram | MetricType::Summary | MetricType::StateSet, _) | (_, None) => {
                let value = type_with_article(value);
                return Err(Fault::WrongType { family, value });
            }
            (_, Some(number)) => check_number(family, number),
        },
    };
    checked.map_err(|(problem, help)| {
        Fault::InvalidValue(InvalidValue {
            family,
            problem,
            help,
        })
    })
}

/// Checks native buckets. Prometheus rejects the whole scrape if they are invalid.
pub(super) fn check_native(
    histogram: &HistogramValue,
    native: &NativeHistogram,
) -> Result<(), Fault> {
    native_problem(histogram, native).map_err(|(problem, help)| {
        Fault::InvalidValue(InvalidValue {
            family: MetricType::Histogram,
            problem,
            help,
        })
    })
}

/// A message and its help.
type Problem = (String, &'static str);

fn type_with_article(value: &MetricValue) -> &'static str {
    match value {
        MetricValue::Unsigned(_) | MetricValue::Signed(_) | MetricValue::Float(_) => "a number",
        MetricValue::Histogram(_) => "a histogram",
        MetricValue::Summary(_) => "a summary",
        MetricValue::States(_) => "a state set",
    }
}

fn check_number(family: MetricType, number: f64) -> Result<(), Problem> {
    let help = match family {
        MetricType::Counter if number.is_nan() || number < 0.0 => {
            "return a number from 0 up, or a gauge if the value can be lower"
        }
        MetricType::Info if number.to_bits() != 1.0_f64.to_bits() => {
            "return `Metric::info()`, whose value is 1"
        }
        _ => return Ok(()),
    };
    Err((format!("with the value `{number}`"), help))
}

fn check_buckets(histogram: &HistogramValue) -> Result<(), Problem> {
    let buckets = &histogram.buckets;
    if buckets.iter().any(|bucket| bucket.upper_bound.is_nan()) {
        return Err(("with the bound `NaN`".to_owned(), "remove that bucket"));
    }
    if let Some(bound) = first_duplicate(buckets.iter().map(|bucket| bucket.upper_bound)) {
        let problem = format!("with the bound `{}` twice", format_bound(bound));
        return Err((problem, "return each bound once"));
    }
    let decreases = |pair: &&[Bucket]| pair[1].cumulative_count < pair[0].cumulative_count;
    if let Some([lower, upper]) = buckets.windows(2).find(decreases) {
        let problem = format!(
            "with {} observations up to the bound `{}` and {} up to `{}`",
            lower.cumulative_count,
            format_bound(lower.upper_bound),
            upper.cumulative_count,
            format_bound(upper.upper_bound)
        );
        let help = "counts are cumulative: add the observations of lower buckets to each bucket";
        return Err((problem, help));
    }
    let last = buckets.last();
    match last.filter(|last| last.cumulative_count > histogram.count) {
        Some(last) => Err((
            format!(
                "with {} observations up to the bound `{}` and the count {}",
                last.cumulative_count,
                format_bound(last.upper_bound),
                histogram.count
            ),
            "set `count` to the number of all observations",
        )),
        None => Ok(()),
    }
}

fn check_quantiles(summary: &SummaryValue) -> Result<(), Problem> {
    let quantiles = summary.quantiles.iter().map(|it| it.quantile);
    let is_outside = |quantile: &f64| !(0.0..=1.0).contains(quantile);
    if let Some(quantile) = quantiles.clone().find(is_outside) {
        let problem = format!("with the quantile `{quantile}`");
        return Err((problem, "return quantiles from 0 to 1"));
    }
    match first_duplicate(quantiles) {
        Some(quantile) => Err((
            format!("with the quantile `{quantile}` twice"),
            "return each quantile once",
        )),
        None => Ok(()),
    }
}

fn check_states(mut names: Vec<&str>) -> Result<(), Problem> {
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err((
            format!("with the state `{}` twice", pair[0]),
            "return each state once",
        )),
        None => Ok(()),
    }
}

fn native_problem(histogram: &HistogramValue, native: &NativeHistogram) -> Result<(), Problem> {
    if !SCHEMAS.contains(&native.schema) {
        let problem = format!("with native buckets of the schema `{}`", native.schema);
        return Err((problem, "return a schema from -4 to 8"));
    }
    let threshold = native.zero_threshold;
    if !threshold.is_finite() || threshold < 0.0 {
        let problem = format!("with native buckets of the zero threshold `{threshold}`");
        return Err((problem, "return a finite number from 0 up"));
    }
    check_side(&native.negative)?;
    check_side(&native.positive)?;
    let buckets = native.negative.iter().chain(&native.positive);
    let mut counts = buckets.map(|(_, count)| *count);
    let sum = counts.try_fold(native.zero_count, u64::checked_add);
    // No native bucket counts an observation of `NaN`, which makes the sum `NaN`.
    let is_consistent = sum == Some(histogram.count)
        || histogram.sum.is_nan() && sum.is_some_and(|sum| sum < histogram.count);
    if is_consistent {
        return Ok(());
    }
    let sum = sum.map_or_else(|| "more than 2^64".to_owned(), |sum| sum.to_string());
    Err((
        format!(
            "with {sum} observations in native buckets and the count {}",
            histogram.count
        ),
        "set `count` to the number of all observations",
    ))
}

/// Checks the native buckets of one sign, sorted by index. The formats encode distances between indexes as signed
/// 32-bit integers, and differences between counts as signed 64-bit integers.
fn check_side(buckets: &[(i32, u64)]) -> Result<(), Problem> {
    let mut end = 0_i32;
    for (position, (index, count)) in buckets.iter().enumerate() {
        if position > 0 && *index == buckets[position - 1].0 {
            let problem = format!("with the native bucket `{index}` twice");
            return Err((problem, "return each index once"));
        }
        let next = index.checked_sub(end).and_then(|_| index.checked_add(1));
        let Some(next) = next else {
            let problem = format!("with the native bucket `{index}`, too far from the one before");
            return Err((problem, "return indexes that lie closer together"));
        };
        if i64::try_from(*count).is_err() {
            let problem = format!("with {count} observations in the native bucket `{index}`");
            return Err((problem, "return counts below 2^63"));
        }
        end = next;
    }
    Ok(())
}

fn first_duplicate(numbers: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let mut pairs = numbers.clone().zip(numbers.skip(1));
    pairs.find(|(a, b)| a >= b).map(|(a, _)| a)
}

/// Formats a bound like the text formats.
fn format_bound(bound: f64) -> String {
    if bound == f64::INFINITY {
        "+Inf".to_owned()
    } else {
        bound.to_string()
    }
}
