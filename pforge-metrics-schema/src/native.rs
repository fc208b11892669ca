//! What the `native` of a histogram stands for.

use crate::document::{self, Given};
use crate::limits::{
    NATIVE_BUCKETS, NATIVE_BUCKETS_DEFAULT, NATIVE_SCHEMA, ZERO_THRESHOLD_DEFAULT,
};
use crate::schema::Native;

/// The buckets that a histogram asks for; `None` if they are none that it can have.
pub(crate) fn lowered(native: &document::Native) -> Option<Native> {
    let max_buckets = match &native.max_buckets {
        Given::Absent => NATIVE_BUCKETS_DEFAULT,
        Given::Value(most) if NATIVE_BUCKETS.contains(&most.value) => most.value.try_into().ok()?,
        Given::Value(_) | Given::Unreadable => return None,
    };
    let zero_threshold = match &native.zero_threshold {
        Given::Absent => ZERO_THRESHOLD_DEFAULT,
        Given::Value(threshold) if is_threshold(threshold.value) => threshold.value,
        Given::Value(_) | Given::Unreadable => return None,
    };
    Some(Native {
        schema: schema(native.factor.as_ref()?.value)?,
        max_buckets,
        zero_threshold,
    })
}

/// The coarsest of Prometheus' schemas whose bounds grow by no more than a factor; none if all grow by more, or if the factor
/// is larger than that of any.
///
/// The bounds of a schema are the powers of 2^(2^-schema):
/// <https://prometheus.io/docs/specs/native_histograms/#schema>
pub(crate) fn schema(factor: f64) -> Option<i8> {
    let is_coarse_enough = |schema: &i8| growth(*schema) <= factor;
    let coarsest = NATIVE_SCHEMA.clone().find(is_coarse_enough)?;
    (factor <= growth(*NATIVE_SCHEMA.start())).then_some(coarsest)
}

/// By how much each bound of a schema is greater than the one before.
pub(crate) fn growth(schema: i8) -> f64 {
    2_f64.powf(2_f64.powi(-i32::from(schema)))
}

/// A smaller one would be a subnormal number, and a larger one none at all.
pub(crate) fn is_threshold(threshold: f64) -> bool {
    threshold.is_normal() && threshold > 0.0
}

#[cfg(test)]
mod tests {
    use super::{growth, schema};

    #[test]
    fn the_coarsest_schema_that_is_fine_enough_is_taken() {
        for (factor, expected) in [
            (65_536.0, Some(-4)),
            (65_535.0, Some(-3)),
            (4.0, Some(-1)),
            (2.0, Some(0)),
            (1.999, Some(1)),
            (1.5, Some(1)),
            (1.2, Some(2)),
            (1.1, Some(3)),
            (1.05, Some(4)),
            (1.01, Some(7)),
            (growth(8), Some(8)),
            (1.0027, None),
            (1.0, None),
            (0.0, None),
            (-2.0, None),
            (65_537.0, None),
            (f64::INFINITY, None),
            (f64::NAN, None),
        ] {
            assert_eq!(schema(factor), expected, "{factor}");
        }
    }
}
