use crate::Layer;

/// Commands use models (comparisons, drafts, dashboards, …), models use what is read and written, and these use small leaves.
pub const LAYERS: &[Layer] = &[
    &["numbers", "printable"],
    &["input", "output"],
    &[
        "comparison",
        "dashboards",
        "fix",
        "inference",
        "reference",
        "rules",
    ],
    &["commands"],
    &["args"],
];
