use crate::Layer;

pub const LAYERS: &[Layer] = &[];
