use crate::Layer;

/// Commands use models (comparisons, drafts, dashboards, …), models use input and output modules, and these use leaf modules.
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
