//! How a diagnostic looks: one file for each look.

pub(crate) mod text;
