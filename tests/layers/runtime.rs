use crate::Layer;

/// Lowest first. `builtin` are the runtime's own catalogs, `catalog` is pForge's.
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
