use crate::Layer;

/// From the words of a crate's caller to the code that is emitted.
pub const LAYERS: &[Layer] = &[&["invocation", "layout"], &["derive", "expand"]];
