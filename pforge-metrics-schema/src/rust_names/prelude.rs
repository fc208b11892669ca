//! The names that every Rust file imports.

/// Types, traits and variants of the standard prelude of edition 2024.
///
/// Derive macros such as `Debug` and `Hash` are left out: they live in a namespace of their own, and the traits of these names
/// are not in the prelude. Functions are left out too, since no type is called like one.
const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Whether a type of this name hides one that every Rust file imports.
pub(crate) fn in_prelude(type_name: &str) -> bool {
    PRELUDE.contains(&type_name)
}

#[cfg(test)]
mod tests {
    use super::PRELUDE;

    #[test]
    fn the_list_is_sorted_and_its_names_are_what_labels_become() {
        assert!(PRELUDE.is_sorted());
        for name in PRELUDE {
            assert!(name.starts_with(|first: char| first.is_ascii_uppercase()));
        }
    }
}
