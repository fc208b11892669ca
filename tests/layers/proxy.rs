use crate::Layer;

/// Two parts that do not know each other.
pub const LAYERS: &[Layer] = &[&["route"], &["forward"]];
