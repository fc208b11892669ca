//! Label values from the environment in which a crate is compiled.

/// The longest label value, in bytes, as the schema's own rule has it.
const LONGEST: usize = 128;

/// The value of an environment variable, or the default if the variable is not set or empty.
///
/// # Panics
///
/// With `refusal` if the value breaks the rules for label values, or if there is none: a compile error, as only constants call
/// this.
#[must_use]
pub const fn environment(
    value: Option<&'static str>,
    default: Option<&'static str>,
    refusal: &'static str,
) -> &'static str {
    let value = match value {
        Some(value) if !value.is_empty() => Some(value),
        _ => default,
    };
    match value {
        Some(value) if is_label_value(value) => value,
        _ => panic!("{}", refusal),
    }
}

/// Whether a text has 1 to 128 bytes, and no control, bidirectional or line-separating character.
const fn is_label_value(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        // What these characters are in UTF-8: U+0000 to U+001F, U+007F to U+009F, U+2028 to U+202E, U+2066 to U+2069.
        let garbles = matches!(
            bytes.split_at(i).1,
            [0..=0x1f | 0x7f, ..]
                | [0xc2, 0x80..=0x9f, ..]
                | [0xe2, 0x80, 0xa8..=0xae, ..]
                | [0xe2, 0x81, 0xa6..=0xa9, ..]
        );
        if garbles {
            return false;
        }
        i += 1;
    }
    !bytes.is_empty() && bytes.len() <= LONGEST
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
    fn values_are_those_that_a_schema_may_spell_out() {
        for c in '\0'..=char::MAX {
            let garbles =
                c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            assert_eq!(is_label_value(&format!("eu{c}")), !garbles, "{c:?}");
        }
        assert!(!is_label_value(""));
        assert!(is_label_value(&"v".repeat(128)));
        assert!(!is_label_value(&"v".repeat(129)));
    }
}
