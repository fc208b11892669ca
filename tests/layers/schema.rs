use crate::Layer;

/// From text and places, by the steps of the compiler, to what is made of a compiled schema.
pub const LAYERS: &[Layer] = &[
    // Words and values.
    &[
        "duration", "limits", "quote", "source", "suggest", "version",
    ],
    // The language and the meaning of a schema, as data.
    &["language", "rule", "schema", "surroundings"],
    // What is found, as data, and how it looks.
    &["diagnostic", "render", "report"],
    // The schema as written, and what one item says by itself.
    &[
        "bounds",
        "document",
        "naming",
        "native",
        "openmetrics",
        "query",
        "rust_names",
        "units",
    ],
    // From text to the document.
    &["load", "parse", "read"],
    // What names lead to.
    &["proposal", "renaming", "scope"],
    // What needs names: the schema as meant, its changes, edits of its files.
    &["changes", "fixes", "lock", "lower", "promql"],
    // The list of all rules.
    &["rules"],
    // The levels of lints, and the compiler as a whole.
    &["compile", "levels"],
    // What is made of it.
    &["promises", "reference"],
];
