//! The escaping schemes of Prometheus for names that a client does not accept as they are.
//!
//! They are specified at <https://prometheus.io/docs/instrumenting/escaping_schemes/>. This module is stricter in two
//! points: it escapes the colon in label names, which no text format allows, and an empty name becomes `_`.

use std::borrow::Cow;
use std::fmt::Write;

/// An escaping scheme for names with characters that the legacy formats do not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Escaping {
    /// Replaces each character that is not allowed with `_`.
    Underscores,
    /// Replaces a dot with `_dot_`, and an underscore or another character that is not allowed with `__`.
    Dots,
    /// Prepends `U__`, and replaces an underscore with `__` and a character that is not allowed with its code point,
    /// such as `_2e_`.
    Values,
    /// Leaves the name unchanged.
    AllowUtf8,
}

impl Escaping {
    pub(crate) const COUNT: usize = 4;

    /// Returns the scheme with this name in an `Accept` header.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "underscores" => Self::Underscores,
            "dots" => Self::Dots,
            "values" => Self::Values,
            // The documentation of content negotiation omits the second hyphen.
            "allow-utf-8" | "allow-utf8" => Self::AllowUtf8,
            _ => return None,
        })
    }

    /// Escapes the name of a metric.
    pub(crate) fn metric(self, name: &str) -> Cow<'_, str> {
        self.escape(name, is_metric_char)
    }

    /// Escapes the name of a label.
    pub(crate) fn label(self, name: &str) -> Cow<'_, str> {
        self.escape(name, is_label_char)
    }

    fn escape(self, name: &str, is_allowed: fn(usize, char) -> bool) -> Cow<'_, str> {
        if name.is_empty() {
            return Cow::Borrowed("_");
        }
        let is_unchanged = match self {
            Self::AllowUtf8 => true,
            Self::Underscores | Self::Values => is_plain(name, is_allowed),
            // This scheme also changes plain names. Otherwise `_dot_` would be ambiguous.
            Self::Dots => is_plain(name, is_allowed) && !name.contains('_'),
        };
        if is_unchanged {
            return Cow::Borrowed(name);
        }
        let mut escaped = String::new();
        if self == Self::Values {
            escaped.push_str("U__");
        }
        for (i, c) in name.chars().enumerate() {
            match self {
                Self::Dots | Self::Values if c == '_' => escaped.push_str("__"),
                Self::Dots if c == '.' => escaped.push_str("_dot_"),
                _ if is_allowed(i, c) => escaped.push(c),
                Self::Dots => escaped.push_str("__"),
                Self::Values => {
                    // Writing to a String can't fail.
                    let _ = write!(escaped, "_{:x}_", u32::from(c));
                }
                Self::Underscores | Self::AllowUtf8 => escaped.push('_'),
            }
        }
        Cow::Owned(escaped)
    }
}

/// Returns whether the text formats allow the name of a metric without quotation marks.
pub(crate) fn is_plain_metric(name: &str) -> bool {
    is_plain(name, is_metric_char)
}

/// Returns whether the text formats allow the name of a label without quotation marks.
pub(crate) fn is_plain_label(name: &str) -> bool {
    is_plain(name, is_label_char)
}

fn is_plain(name: &str, is_allowed: fn(usize, char) -> bool) -> bool {
    !name.is_empty() && name.chars().enumerate().all(|(i, c)| is_allowed(i, c))
}

fn is_metric_char(i: usize, c: char) -> bool {
    is_label_char(i, c) || c == ':'
}

fn is_label_char(i: usize, c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || (c.is_ascii_digit() && i > 0)
}

#[cfg(test)]
mod tests {
    use super::Escaping::{AllowUtf8, Dots, Underscores, Values};
    use super::*;

    const SCHEMES: [Escaping; Escaping::COUNT] = [Underscores, Dots, Values, AllowUtf8];

    #[test]
    fn each_scheme_escapes_metric_names() {
        for (name, escaped) in [
            ("up", ["up"; 4]),
            ("a:b", ["a:b"; 4]),
            ("a_b", ["a_b", "a__b", "a_b", "a_b"]),
            ("a.b", ["a_b", "a_dot_b", "U__a_2e_b", "a.b"]),
            ("a._b", ["a__b", "a_dot___b", "U__a_2e___b", "a._b"]),
            ("a/b", ["a_b", "a__b", "U__a_2f_b", "a/b"]),
            ("größe", ["gr__e", "gr____e", "U__gr_f6__df_e", "größe"]),
            ("🦀", ["_", "__", "U___1f980_", "🦀"]),
            ("1a", ["_a", "__a", "U___31_a", "1a"]),
            ("\"\n", ["__", "____", "U___22__a_", "\"\n"]),
            ("", ["_"; 4]),
        ] {
            assert_eq!(SCHEMES.map(|it| it.metric(name)), escaped, "{name:?}");
        }
    }

    #[test]
    fn escapes_the_colon_in_a_label_name() {
        let names = SCHEMES.map(|it| it.label("a:b").into_owned());
        assert_eq!(names, ["a_b", "a__b", "U__a_3a_b", "a:b"]);
    }

    #[test]
    fn dots_keeps_plain_names_distinct_and_sorted() {
        let (mut names, mut longest) = (Vec::new(), vec![String::new()]);
        for _ in 0..4 {
            let longer = |name: &String| ["0", ":", "A", "_", "a"].map(|c| name.clone() + c);
            longest = longest.iter().flat_map(longer).collect();
            longest.retain(|name| is_plain_metric(name));
            names.extend(longest.clone());
        }
        names.sort_unstable();
        assert_eq!(names.len(), 4 + 20 + 100 + 500);
        let escaped: Vec<_> = names.iter().map(|name| Dots.metric(name)).collect();
        assert!(escaped.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
