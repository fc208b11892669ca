use crate::Layer;

/// Two independent parts.
pub const LAYERS: &[Layer] = &[&["route"], &["forward"]];
