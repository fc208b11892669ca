use crate::Layer;

/// What is read, the statistics of it, and the verdict.
pub const LAYERS: &[Layer] = &[
    &["numbers", "time"],
    &["plans", "values"],
    &["deltas"],
    &["blocks", "rank"],
    &["sample"],
    &["study"],
    &["verdict"],
];
