//! Values as TOML has them.

use crate::printable::is_printable;

/// A text in quotes.
pub(super) fn text(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted += "\\\"",
            '\\' => quoted += "\\\\",
            '\n' => quoted += "\\n",
            // `\u` and the number, without Rust's braces.
            c if !is_printable(c) => {
                let number = u32::from(c);
                quoted.extend(["\\u", &format!("{number:04X}")]);
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// A key, in quotes if it has to be.
pub(super) fn key(key: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if key.is_empty() || !key.chars().all(is_bare) {
        return text(key);
    }
    key.to_owned()
}

pub(super) fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    array(texts.into_iter().map(text))
}

pub(super) fn numbers(numbers: &[f64]) -> String {
    array(numbers.iter().map(|number| number_text(*number)))
}

/// `{ a = "1", b = "2" }`
pub(super) fn table<'a>(entries: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let entries = entries.into_iter();
    let entries = entries.map(|(name, value)| format!("{} = {}", key(name), text(value)));
    format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
}

/// Returns an unused name.
pub(super) fn unique(name: &str, taken: &[&str]) -> String {
    if !taken.contains(&name) {
        return name.to_owned();
    }
    let mut numbered = (2..).map(|number| format!("{name}_{number}"));
    let free = numbered.find(|it| !taken.contains(&it.as_str()));
    free.unwrap_or_else(|| name.to_owned())
}

fn array(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

/// Whole numbers without a point, as people write them.
fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return number.to_string();
    }
    format!("{number:?}")
}
