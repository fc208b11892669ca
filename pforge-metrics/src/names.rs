//! Names as a client takes them: the escaping schemes of Prometheus.
//!
//! Specified at <https://prometheus.io/docs/instrumenting/escaping_schemes/>. In two points we are stricter: a label name has
//! no colon, which no text format has room for, and a name that is empty becomes `_`.

use std::borrow::Cow;
use std::fmt::Write;

/// How a name is served that the formats of old have no room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Escaping {
    /// With `_` for each character that does not fit.
    Underscores,
    /// With `_dot_` for a dot, and `__` for an underscore or another character that does not fit.
    Dots,
    /// Behind `U__`, with `__` for an underscore, and the code point for a character that does not fit, as `_2e_`.
    Values,
    /// As it is.
    AllowUtf8,
}

impl Escaping {
    pub(crate) const COUNT: usize = 4;

    pub(crate) fn by_name(name: &str) -> Option<Self> {
        Some(match name {
            "underscores" => Self::Underscores,
            "dots" => Self::Dots,
            "values" => Self::Values,
            // The page on content negotiation writes it without the second hyphen.
            "allow-utf-8" | "allow-utf8" => Self::AllowUtf8,
            _ => return None,
        })
    }

    /// The name of a metric as this scheme serves it.
    pub(crate) fn metric(self, name: &str) -> Cow<'_, str> {
        self.escape(name, fits_metric)
    }

    /// The name of a label as this scheme serves it.
    pub(crate) fn label(self, name: &str) -> Cow<'_, str> {
        self.escape(name, fits_label)
    }

    fn escape(self, name: &str, fits: fn(usize, char) -> bool) -> Cow<'_, str> {
        if name.is_empty() {
            return Cow::Borrowed("_");
        }
        let stays = match self {
            Self::AllowUtf8 => true,
            Self::Underscores | Self::Values => is_plain(name, fits),
            // The only scheme that changes plain names: otherwise `_dot_` could be a dot or itself.
            Self::Dots => is_plain(name, fits) && !name.contains('_'),
        };
        if stays {
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
                _ if fits(i, c) => escaped.push(c),
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

/// Whether the name of a metric can stand in a text without quotation marks.
pub(crate) fn is_plain_metric(name: &str) -> bool {
    is_plain(name, fits_metric)
}

/// Whether the name of a label can.
pub(crate) fn is_plain_label(name: &str) -> bool {
    is_plain(name, fits_label)
}

fn is_plain(name: &str, fits: fn(usize, char) -> bool) -> bool {
    !name.is_empty() && name.chars().enumerate().all(|(i, c)| fits(i, c))
}

fn fits_metric(i: usize, c: char) -> bool {
    fits_label(i, c) || c == ':'
}

fn fits_label(i: usize, c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || (c.is_ascii_digit() && i > 0)
}

#[cfg(test)]
mod tests {
    use super::Escaping::{AllowUtf8, Dots, Underscores, Values};
    use super::*;

    const SCHEMES: [Escaping; Escaping::COUNT] = [Underscores, Dots, Values, AllowUtf8];

    #[test]
    fn each_scheme_has_a_name_for_each_metric() {
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
    fn a_label_name_has_no_colon() {
        let names = SCHEMES.map(|it| it.label("a:b").into_owned());
        assert_eq!(names, ["a_b", "a__b", "U__a_3a_b", "a:b"]);
    }

    #[test]
    fn dots_keeps_plain_names_apart_and_in_order() {
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
