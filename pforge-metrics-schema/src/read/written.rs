//! Values of TOML as text, for messages that show what to write.

use toml::de::DeValue;

use crate::quote;

/// The longest value that a message shows.
const LONGEST: usize = 120;

/// A value as one would write it in one line; `None` if that is too long.
pub(super) fn written(value: &DeValue<'_>) -> Option<String> {
    let text = match value {
        DeValue::Array(array) => {
            let items = array.iter().map(|item| written(item.get_ref()));
            format!("[{}]", items.collect::<Option<Vec<_>>>()?.join(", "))
        }
        DeValue::Table(table) => {
            let entries = table.iter().map(|(key, value)| {
                let (key, value) = (key.get_ref(), written(value.get_ref())?);
                Some(if is_bare_key(key) {
                    format!("{key} = {value}")
                } else {
                    format!("{} = {value}", quote::string(key))
                })
            });
            format!("{{ {} }}", entries.collect::<Option<Vec<_>>>()?.join(", "))
        }
        DeValue::String(text) => quote::string(text),
        scalar => plain(scalar)?,
    };
    Some(text).filter(|text| text.len() <= LONGEST)
}

/// A value that needs no quotes: a number, `true` or `false`.
pub(super) fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// The text of a string, or of what should have been one.
pub(super) fn as_text(value: &DeValue<'_>) -> Option<String> {
    let text = value.as_str().map(str::to_owned);
    text.or_else(|| plain(value))
}

/// Whether a key can be written without quotes.
pub(super) fn is_bare_key(text: &str) -> bool {
    let may_have = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    !text.is_empty() && text.bytes().all(may_have)
}
