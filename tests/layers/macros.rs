use crate::Layer;

/// From the arguments of a macro to the generated code.
pub const LAYERS: &[Layer] = &[&["invocation", "layout"], &["derive", "expand"]];
