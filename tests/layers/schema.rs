use crate::Layer;

/// From text and positions, through the steps of the compiler, to the output generated from a compiled schema.
pub const LAYERS: &[Layer] = &[
    // Words and values.
    &[
        "duration", "limits", "quote", "source", "suggest", "version",
    ],
    // The language and the compiled schema, as data.
    &["language", "rule", "schema", "surroundings"],
    // Diagnostics, and their rendering.
    &["diagnostic", "render", "report"],
    // The schema as written, and the checks of single items.
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
    // Name resolution.
    &["proposal", "renaming", "scope"],
    // The steps after name resolution: the compiled schema, its changes, and edits of its files.
    &["changes", "fixes", "lock", "lower", "promql"],
    // The list of all lints.
    &["rules"],
    // The levels of lints, and the compiler as a whole.
    &["compile", "levels"],
    // The generated output.
    &["promises", "reference"],
];
