//! Writes the part of YAML that rule files need, in a form that is easy to review.
//!
//! All strings except names and durations are quoted or written as blocks, so a YAML parser reads them as strings
//! only.

/// Words that some version of YAML does not parse as strings when they are unquoted.
const WORDS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// An entry of a mapping. What stands before it, spaces and perhaps the dash of a list, makes the indentation.
pub fn entry(before: &str, key: &str, value: &str) -> String {
    let value = scalar(value, before.len() + 2);
    format!("{before}{}: {value}\n", scalar(key, 0))
}

/// An item of a list.
pub fn item(before: &str, value: &str) -> String {
    format!("{before}- {}\n", scalar(value, before.len() + 2))
}

/// A comment on one line.
pub fn comment(before: &str, text: &str) -> String {
    format!("{before}# {}\n", escaped(&text.replace('\n', " "), ""))
}

/// A text in double quotes, which YAML and `PromQL` read alike.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text, "\"\\"))
}

/// A text in the form that needs the fewest escapes.
fn scalar(text: &str, indentation: usize) -> String {
    if is_plain(text) {
        text.to_owned()
    } else if is_block(text) {
        block(text, indentation)
    } else if text.contains(['"', '\\']) && text.chars().all(is_printable) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        quoted(text)
    }
}

/// Names and durations are plain. All other text is quoted, so its meaning does not depend on YAML's type rules.
fn is_plain(text: &str) -> bool {
    let is_name = text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_:.-/".contains(c))
        && !text.ends_with(':')
        && !WORDS.contains(&&*text.to_ascii_lowercase());
    let is_duration = text.starts_with(|first: char| first.is_ascii_digit())
        && text.ends_with(['y', 'w', 'd', 'h', 'm', 's'])
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "ywdhms".contains(c));
    is_name || is_duration
}

/// Lines of a block scalar with an explicit indentation, without the final line break.
fn is_block(text: &str) -> bool {
    text.contains('\n')
        && text.trim() == text
        && text
            .chars()
            .all(|c| is_printable(c) || matches!(c, '\n' | '\t'))
}

fn block(text: &str, indentation: usize) -> String {
    let lines = text.split('\n').map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("\n{:indentation$}{line}", ""),
    });
    format!("|-{}", lines.collect::<String>())
}

fn escaped(text: &str, marks: &str) -> String {
    let shown = text.chars().map(|c| match c {
        '\n' => "\\n".to_owned(),
        c if marks.contains(c) => format!("\\{c}"),
        c if is_printable(c) => c.to_string(),
        c => format!("\\u{:04x}", u32::from(c)),
    });
    shown.collect()
}

/// Returns whether YAML allows the character unescaped: no control character, byte order mark or line break of YAML 1.1.
fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

#[cfg(test)]
mod tests {
    use super::{comment, entry, quoted};

    #[test]
    fn a_scalar_has_the_form_that_needs_the_fewest_escapes() {
        for (value, shown) in [
            ("shard:plans:rate5m", "shard:plans:rate5m"),
            ("rules/metrics.yml", "rules/metrics.yml"),
            ("1h30m", "1h30m"),
            ("0", "\"0\""),
            ("1e3", "\"1e3\""),
            ("Yes", "\"Yes\""),
            ("a:", "\"a:\""),
            ("", "\"\""),
            ("- a # b: {{ c }}", "\"- a # b: {{ c }}\""),
            ("it's é😀", "\"it's é😀\""),
            ("a{b=\"c\"}", "'a{b=\"c\"}'"),
            ("it's \"b\" \\ c", "'it''s \"b\" \\ c'"),
            (
                "\"\u{7f}\u{feff}\u{2028}\t\"",
                "\"\\\"\\u007f\\ufeff\\u2028\\u0009\\\"\"",
            ),
            (
                "a\n  b: \"c\"\n\n# d\te",
                "|-\n      a\n        b: \"c\"\n\n      # d\te",
            ),
            (" a\nb", "\" a\\nb\""),
            ("a\nb\n", "\"a\\nb\\n\""),
            ("a\r\nb", "\"a\\u000d\\nb\""),
        ] {
            assert_eq!(entry("  - ", "key", value), format!("  - key: {shown}\n"));
        }
    }

    #[test]
    fn keys_are_scalars_too() {
        assert_eq!(entry("", "on", "off"), "\"on\": \"off\"\n");
    }

    #[test]
    fn comments_stay_on_their_line() {
        assert_eq!(comment("  ", "a\nb\u{2028}\"c\""), "  # a b\\u2028\"c\"\n");
    }

    #[test]
    fn quotes_are_those_of_promql() {
        assert_eq!(quoted("a\"b\\c\nd"), "\"a\\\"b\\\\c\\nd\"");
    }
}
