//! For any schema, the macro expands to valid items and never panics.

use super::expand;
use quote::quote;

/// Declares one of everything. It is short, because the tests derive thousands of invalid schemas from it.
const SCHEMA: &str = r#"schema = 1
prefix = "a_"

[cardinality]
max_total = 99

[group.g]
title = "T"
help = "H."

[buckets]
b = { exponential = { start = 0.1, factor = 2, count = 3 } }

[label.type]
help = "H."
values = ["x-y", "Z"]

[label.role.values]
r = "R."
0 = { help = "H.", variant = "V" }

[counter.a_c_total]
help = "H."
labels = ["type", "role"]
group = "g"

[counter.a_d_total]
help = "é."
labels = { from = "role", type = "role" }

[histogram.a_h_seconds]
help = """
H."""
buckets = "b"

[histogram.a_i]
help = "H."
labels = ["role"]
buckets = [0.5, 1]

[gauge.a_e]
help = 'H.'

[gauge.a_f]
help = "H."
value = "int"

[state.s]
help = "S."
fields = { e = "a_e", type = "a_f" }
"#;

/// Replacements for single characters. The tests cycle through them.
const REPLACEMENTS: &[&str] = &[
    "", "\"", "'", "`", "[", "]", "{", "}", "=", ".", ",", "#", "-", "_", "9", "A", " ", "\n",
    "\\", "\u{0}", "é",
];

fn assert_expands(schema: &str) {
    let tokens = expand(quote!(inline = #schema));
    let items = syn::parse2::<syn::File>(tokens);
    assert!(
        items.is_ok(),
        "{:?} in the expansion of\n{schema}",
        items.err()
    );
}

#[test]
fn every_prefix_of_a_schema_expands_to_items() {
    for (end, _) in SCHEMA.char_indices() {
        assert_expands(&SCHEMA[..end]);
    }
}

#[test]
fn a_schema_with_one_changed_character_expands_to_items() {
    let mut replacements = REPLACEMENTS.iter().cycle();
    for (start, c) in SCHEMA.char_indices() {
        for replacement in replacements.by_ref().take(2) {
            let end = start + c.len_utf8();
            assert_expands(&[&SCHEMA[..start], replacement, &SCHEMA[end..]].concat());
        }
    }
}

#[test]
fn a_schema_without_one_of_its_lines_expands_to_items() {
    let lines: Vec<&str> = SCHEMA.lines().collect();
    for line in 0..lines.len() {
        let rest = [&lines[..line], &lines[line + 1..]].concat();
        assert_expands(&rest.join("\n"));
    }
}
