//! The Rust identifiers of schema items.
//!
//! Identifiers are ASCII. A name that breaks the naming rules still gets one where that is possible, so that its users
//! see the broken rule and not a missing item as well; `None` means that there is nothing to make an identifier of.

mod clashes;
mod prelude;

pub(crate) use clashes::{Clash, Reason, clashes, is_generated};
pub(crate) use prelude::in_prelude;

use crate::document::{Metric, State, Value};

/// Words that Rust keeps for itself in some edition, and that `r#` makes usable.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that stay keywords even with `r#`.
const NEVER_RAW: &[&str] = &["Self", "crate", "self", "super"];

/// The static of a metric: `pforge_ticks_total` becomes `PFORGE_TICKS_TOTAL`.
pub(crate) fn static_name(metric: &str) -> Option<String> {
    snake(metric).map(|name| name.to_ascii_uppercase())
}

/// The enum of a label: `agent_type` becomes `AgentType`.
pub(crate) fn enum_name(label: &str) -> Option<String> {
    camel(label, '_')
}

/// The type of one series of a metric: `pforge_ticks_total` becomes `PforgeTicksTotalSeries`.
pub(crate) fn series_type(metric: &str) -> Option<String> {
    type_of_metric(metric, "Series")
}

/// The type of a metric with labels: `pforge_ticks_total` becomes `PforgeTicksTotalFamily`.
pub(crate) fn family_type(metric: &Metric) -> Option<String> {
    let has_labels = !metric.labels.items.is_empty();
    has_labels.then(|| type_of_metric(&metric.name, "Family"))?
}

/// The struct of a metric's labels, if it gives roles to two or more: `pforge_handoffs_total` becomes
/// `PforgeHandoffsTotalLabels`.
pub(crate) fn labels_struct(metric: &Metric) -> Option<String> {
    let named = metric.roles && metric.labels.items.len() >= 2;
    named.then(|| type_of_metric(&metric.name, "Labels"))?
}

/// A type that belongs to a metric. Two metrics whose statics differ get different types: the spelling of the static decides, and
/// an underscore that no capital letter can stand for stays.
fn type_of_metric(metric: &str, suffix: &str) -> Option<String> {
    let mut name = String::new();
    for (i, word) in static_name(metric)?.split('_').enumerate() {
        let mut letters = word.chars();
        let first = letters.next();
        if i > 0 && !first.is_some_and(|first| first.is_ascii_uppercase()) {
            name.push('_');
        }
        name.extend(first);
        name.extend(letters.map(|letter| letter.to_ascii_lowercase()));
    }
    Some(name + suffix)
}

/// The values of something for each value of a label: `agent_type` becomes `ByAgentType`.
pub(crate) fn by_label(label: &str) -> Option<String> {
    enum_name(label).map(|name| format!("By{name}"))
}

/// The struct of a state: `puzzle` becomes `PuzzleState`.
pub(crate) fn state_struct(state: &str) -> Option<String> {
    camel(state, '_').map(|name| name + "State")
}

/// The function that publishes a state, as the file names it or else made of its name: `puzzle` becomes
/// `update_puzzle_state`.
pub(crate) fn update_fn(state: &State) -> Option<String> {
    match state.update.value() {
        Some(name) => is_function_name(name).then(|| name.value.clone()),
        None => update_fn_of(&state.name),
    }
}

/// The function of a state that names none.
pub(crate) fn update_fn_of(state: &str) -> Option<String> {
    snake(state).map(|name| format!("update_{}_state", name.to_ascii_lowercase()))
}

/// Whether a text can name a Rust function: a snake case identifier that is not a keyword.
pub(crate) fn is_function_name(text: &str) -> bool {
    is_identifier(text)
        && !text.starts_with("r#")
        && !text.contains(|c: char| c.is_ascii_uppercase())
}

/// The field for a role or for a gauge of a state: `type` becomes `r#type`.
pub(crate) fn field_name(name: &str) -> Option<String> {
    let name = snake(name).filter(|name| !is_reserved(name))?;
    Some(if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    })
}

/// The variant of a label value, as the file names it or else made of its wire value: `self-repair` becomes
/// `SelfRepair`, `404` becomes `V404`.
pub(crate) fn variant_name(value: &Value) -> Option<String> {
    match value.variant.value() {
        Some(variant) => is_upper_camel(variant).then(|| variant.value.clone()),
        None => variant_of(&value.wire),
    }
}

/// The variant of a value that names none.
pub(crate) fn variant_of(wire: &str) -> Option<String> {
    wire.is_ascii().then(|| camel(wire, 'V')).flatten()
}

/// Whether a text is the path of a Rust item: identifiers joined by `::`.
pub(crate) fn is_path(text: &str) -> bool {
    let segments: Vec<&str> = text
        .strip_prefix("::")
        .unwrap_or(text)
        .split("::")
        .collect();
    let leads = |(position, segment): &(usize, &&str)| {
        **segment == "super" || (*position == 0 && ["crate", "self"].contains(segment))
    };
    let leading = segments.iter().enumerate().take_while(leads).count();
    let from_the_root = text.starts_with("::");
    let items = &segments[leading..];
    !(items.is_empty() || from_the_root && leading > 0) && items.iter().all(|it| is_identifier(it))
}

fn is_identifier(word: &str) -> bool {
    let raw = word.strip_prefix("r#");
    let plain = raw.unwrap_or(word);
    let mut bytes = plain.bytes();
    let first = bytes.next();
    first.is_some_and(|it| it.is_ascii_alphabetic() || it == b'_')
        && bytes.all(|it| it.is_ascii_alphanumeric() || it == b'_')
        && plain != "_"
        && !is_reserved(plain)
        && (raw.is_some() || !KEYWORDS.contains(&plain))
}

/// Whether a word can't be an identifier, not even a raw one.
pub(crate) fn is_reserved(name: &str) -> bool {
    NEVER_RAW.contains(&name)
}

fn is_upper_camel(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
}

/// A name with everything that an identifier can't hold replaced by `_`.
fn snake(name: &str) -> Option<String> {
    let first = name.chars().find(char::is_ascii_alphanumeric)?;
    let snake: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    Some(if first.is_ascii_digit() && !snake.starts_with('_') {
        format!("_{snake}")
    } else {
        snake
    })
}

/// The words of a name, each with an upper-case first letter; `before_digit` goes before a digit at the start.
///
/// Numbers stay apart, so that `1.0` and `10` do not become one.
fn camel(name: &str, before_digit: char) -> Option<String> {
    let mut camel = String::new();
    for word in name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let digit = word.starts_with(|c: char| c.is_ascii_digit());
        if digit && camel.is_empty() {
            camel.push(before_digit);
        } else if digit && camel.ends_with(|c: char| c.is_ascii_digit()) {
            camel.push('_');
        }
        let (first, rest) = word.split_at(1);
        camel += &first.to_ascii_uppercase();
        if rest.contains(|c: char| c.is_ascii_lowercase()) {
            camel += rest;
        } else {
            camel += &rest.to_ascii_lowercase();
        }
    }
    (!camel.is_empty()).then_some(camel)
}

#[cfg(test)]
mod tests {
    use super::{
        camel, enum_name, field_name, is_function_name, is_path, series_type, state_struct,
        static_name, update_fn_of,
    };

    #[test]
    fn label_values_become_upper_camel_case() {
        let variants = [
            ("openai", "Openai"),
            ("openAI", "OpenAI"),
            ("self-repair", "SelfRepair"),
            ("self_repair", "SelfRepair"),
            ("HTTP", "Http"),
            ("GET", "Get"),
            ("404", "V404"),
            ("4xx", "V4xx"),
            ("1.0", "V1_0"),
            ("10", "V10"),
            ("gpt-4.1-mini", "Gpt4_1Mini"),
            (" a  b ", "AB"),
            ("self", "Self"),
        ];
        for (wire, variant) in variants {
            assert_eq!(camel(wire, 'V').as_deref(), Some(variant), "{wire}");
        }
        assert_eq!(camel("+", 'V'), None);
        assert_eq!(camel("", 'V'), None);
    }

    #[test]
    fn names_become_the_identifiers_that_the_documentation_promises() {
        assert_eq!(
            static_name("pforge_ticks_total").as_deref(),
            Some("PFORGE_TICKS_TOTAL")
        );
        assert_eq!(enum_name("agent_type").as_deref(), Some("AgentType"));
        assert_eq!(state_struct("puzzle").as_deref(), Some("PuzzleState"));
        let update = update_fn_of("puzzle");
        assert_eq!(update.as_deref(), Some("update_puzzle_state"));
    }

    #[test]
    fn metrics_whose_statics_differ_have_different_types() {
        let types = [
            ("pforge_ticks_total", "PforgeTicksTotalSeries"),
            ("queue_size", "QueueSizeSeries"),
            ("queueSize", "QueuesizeSeries"),
            ("http_5xx_total", "Http_5xxTotalSeries"),
            ("http5xx_total", "Http5xxTotalSeries"),
            ("a__b", "A_BSeries"),
            ("a__2", "A__2Series"),
            ("2xx", "_2xxSeries"),
        ];
        for (metric, expected) in types {
            assert_eq!(series_type(metric).as_deref(), Some(expected), "{metric}");
        }
        assert_eq!(series_type("__"), None);
    }

    #[test]
    fn functions_are_named_by_snake_case_identifiers() {
        for name in ["update_state_gauges", "_publish2", "u"] {
            assert!(is_function_name(name), "{name}");
        }
        for name in [
            "",
            "_",
            "2nd",
            "Update",
            "updateAll",
            "a-b",
            "a::b",
            "fn",
            "r#fn",
            "self",
            "é",
            "a b",
        ] {
            assert!(!is_function_name(name), "{name}");
        }
    }

    #[test]
    fn keywords_become_raw_fields_and_those_that_cannot_become_none() {
        assert_eq!(field_name("from").as_deref(), Some("from"));
        assert_eq!(field_name("type").as_deref(), Some("r#type"));
        assert_eq!(field_name("gen").as_deref(), Some("r#gen"));
        for name in ["self", "Self", "super", "crate", "_", "", "é"] {
            assert_eq!(field_name(name), None, "{name}");
        }
    }

    #[test]
    fn paths_of_items_are_told_from_other_texts() {
        for path in [
            "PuzzleState",
            "crate::PuzzleState",
            "self::super::a::B",
            "::other::r#type::_B1",
        ] {
            assert!(is_path(path), "{path}");
        }
        for text in [
            "",
            "::",
            "crate",
            "a::",
            "a::crate::B",
            "::crate::B",
            "a::_",
            "a::type",
            "r#self",
            "Vec<u8>",
            "a b",
            "1a",
            "Self",
        ] {
            assert!(!is_path(text), "{text}");
        }
    }

    #[test]
    fn names_against_the_rules_still_make_valid_identifiers() {
        assert_eq!(static_name("pforge-Größe").as_deref(), Some("PFORGE_GR__E"));
        assert_eq!(static_name("2xx").as_deref(), Some("_2XX"));
        assert_eq!(static_name("-2").as_deref(), Some("_2"));
        assert_eq!(enum_name("404").as_deref(), Some("_404"));
        assert_eq!(static_name("__"), None);
    }
}
