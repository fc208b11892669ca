//! What else is made of the language and its rules: a JSON Schema for editors, and two pages of documentation.
//!
//! The macro compiles none of it. The files that hold these texts are checked in, and a test of the workspace keeps them
//! fresh.

mod json;
mod language;
mod lints;
mod markdown;

pub use json::json_schema;
pub use language::language;
pub use lints::lints;
