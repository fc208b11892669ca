//! Every rule of the language: what it demands, why, an example of each side, and the function that checks it.

mod shape;

use crate::rule::Rule;

pub(crate) use shape::SYNTAX;

/// All rules.
pub const ALL: &[&Rule] = &[&SYNTAX];
