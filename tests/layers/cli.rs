use crate::Layer;

/// To be written, lowest first.

pub const LAYERS: &[Layer] = &[];
