use crate::Layer;

/// Lowest first. `builtin` contains the catalogs of the runtime, and `catalog` is that of pForge.
pub const LAYERS: &[Layer] = &[
    &["guide", "lints", "panics", "process_stats", "sync"],
    &["clock", "exemplar", "names", "value"],
    &["label", "native"],
    &["descriptor"],
    &["storage"],
    &["metric"],
    &["exposition"],
    &["registry"],
    &["catalogs"],
    &["builtin"],
    &["exporter"],
    &["catalog", "generic", "testing"],
    &["__private"],
];
