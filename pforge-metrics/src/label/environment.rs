//! Label values from environment variables at compile time.

/// The maximum length of a label value in bytes. The schema has the same limit.
const MAX_LEN: usize = 128;

/// Returns the value of an environment variable, or the default if the variable is not set or empty.
///
/// # Panics
///
/// Panics with `message` if the value is not a valid label value, or if the variable is unset and has no default.
/// Only constants call this function, so the panic is a compile error.
#[must_use]
pub const fn environment(
    value: Option<&'static str>,
    default: Option<&'static str>,
    message: &'static str,
) -> &'static str {
    let value = match value {
        Some(value) if !value.is_empty() => Some(value),
        _ => default,
    };
    match value {
        Some(value) if is_label_value(value) => value,
        _ => panic!("{}", message),
    }
}

/// Returns whether a text has 1 to 128 bytes and no control, bidirectional or line-separating characters.
const fn is_label_value(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        // The UTF-8 encodings of U+0000 to U+001F, U+007F to U+009F, U+2028 to U+202E and U+2066 to U+2069.
        let is_forbidden = matches!(
            bytes.split_at(i).1,
            [0..=0x1f | 0x7f, ..]
                | [0xc2, 0x80..=0x9f, ..]
                | [0xe2, 0x80, 0xa8..=0xae, ..]
                | [0xe2, 0x81, 0xa6..=0xa9, ..]
        );
        if is_forbidden {
            return false;
        }
        i += 1;
    }
    !bytes.is_empty() && bytes.len() <= MAX_LEN
}

#[cfg(test)]
mod tests {
    use super::{environment, is_label_value};

    #[test]
    fn a_variable_that_is_not_set_or_empty_takes_the_default() {
        for (value, expected) in [(None, "local"), (Some(""), "local"), (Some("eu"), "eu")] {
            assert_eq!(environment(value, Some("local"), "no value"), expected);
        }
    }

    #[test]
    fn accepts_the_same_values_as_a_schema() {
        for c in '\0'..=char::MAX {
            let is_forbidden =
                c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            assert_eq!(is_label_value(&format!("eu{c}")), !is_forbidden, "{c:?}");
        }
        assert!(!is_label_value(""));
        assert!(is_label_value(&"v".repeat(128)));
        assert!(!is_label_value(&"v".repeat(129)));
    }
}
