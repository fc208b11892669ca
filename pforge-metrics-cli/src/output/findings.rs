//! The findings of `check`, and a renderer for each format.

mod checked;
pub mod github;
pub mod json;
pub mod sarif;
pub mod text;

pub use checked::{Checked, counted};
