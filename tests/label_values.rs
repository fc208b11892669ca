//! A label value from an environment variable has the same rules as a literal one.

use pforge_metrics::__private::environment;
use pforge_metrics_schema::{Severity, Source, Surroundings, compile};
use std::fmt::Write;
use std::panic::catch_unwind;

/// Whether a schema with this label value compiles.
fn is_valid_literal(value: &str) -> bool {
    let mut escaped = String::new();
    for c in value.chars() {
        let _ = write!(escaped, "\\U{:08x}", u32::from(c));
    }
    let source = Source {
        path: "metrics.toml".to_owned(),
        text: format!(
            "[info.build_info]\nhelp = \"Build.\"\nlabels = {{ version = \"{escaped}\" }}\n"
        ),
    };
    let compiled = compile(source, &Surroundings::NONE);
    let mut found = compiled.diagnostics.iter();
    !found.any(|it| it.rule.severity == Severity::Error)
}

/// Whether the runtime accepts this value from a variable, or as the default of an empty one.
fn is_valid_in_environment(value: &str) -> bool {
    let value: &'static str = value.to_owned().leak();
    catch_unwind(|| environment(None, Some(value), "refused")).is_ok()
}

#[test]
fn the_compiler_and_the_runtime_reject_the_same_label_values() {
    let ranges = [
        0..=0x17f,
        0x600..=0x620,
        0x2000..=0x2070,
        0xfe00..=0xfe10,
        0xfef0..=0xffff,
        0xe_0000..=0xe_0080,
    ];
    let characters = ranges.into_iter().flatten().filter_map(char::from_u32);
    let mut values: Vec<String> = characters.map(|c| format!("v{c}")).collect();
    values.extend([0, 1, 127, 128, 129].map(|length| "v".repeat(length)));
    values.extend([63, 64, 65].map(|length| "é".repeat(length)));
    let (valid, refused): (Vec<String>, Vec<String>) =
        values.into_iter().partition(|it| is_valid_literal(it));
    assert!(valid.len() > 256 && refused.len() > 65, "{refused:?}");
    for value in &valid {
        assert!(is_valid_in_environment(value), "{value:?}");
    }
    for value in &refused {
        assert!(!is_valid_in_environment(value), "{value:?}");
    }
}
