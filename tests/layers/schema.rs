use crate::Layer;

/// From text and places, by the steps of the compiler, to what is made of a compiled schema.
pub const LAYERS: &[Layer] = &[];
