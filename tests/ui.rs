//! What a user reads who gets something wrong: `ui/<theme>/<mistake>.rs` and the compiler's answer beside it.
//!
//! `TRYBUILD=overwrite cargo test --test ui` writes the answers anew.

#[test]
fn mistakes_are_compile_errors_that_name_them() {
    let tests = trybuild::TestCases::new();
    tests.compile_fail("tests/ui/*/*.rs");
}
