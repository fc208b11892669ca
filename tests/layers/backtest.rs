use crate::Layer;

/// From the input to the statistics and the verdict.
pub const LAYERS: &[Layer] = &[
    &["numbers", "time"],
    &["plans", "values"],
    &["deltas"],
    &["blocks", "rank"],
    &["sample"],
    &["study"],
    &["verdict"],
];
