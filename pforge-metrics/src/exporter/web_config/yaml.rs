//! Parses YAML into a tree of mappings, lists and strings with line numbers.
//!
//! Aliases and tags are errors: a configuration does not need them, and aliases can expand a short file into a large tree.

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, StrInput};

/// The maximum nesting depth. Valid configurations are less deep.
const DEEPEST: usize = 8;

/// An error with its line number.
#[derive(Debug, PartialEq)]
pub(super) struct YamlError {
    pub(super) line: usize,
    pub(super) message: String,
}

impl YamlError {
    pub(super) fn new(line: usize, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { line, message }
    }
}

impl From<ScanError> for YamlError {
    fn from(error: ScanError) -> Self {
        Self::new(
            error.marker().line(),
            format!("invalid YAML: {}", error.info()),
        )
    }
}

/// A value with its line number.
#[derive(Debug)]
pub(super) struct YamlNode {
    pub(super) line: usize,
    pub(super) value: YamlValue,
}

#[derive(Debug)]
pub(super) enum YamlValue {
    /// No value, as after `key:`.
    Null,
    Text(String),
    List(Vec<YamlNode>),
    Mapping(Vec<YamlEntry>),
}

/// A key of a mapping and its value.
#[derive(Debug)]
pub(super) struct YamlEntry {
    pub(super) key: String,
    pub(super) line: usize,
    pub(super) node: YamlNode,
}

/// Parses a file with a single document. An empty file is `Null`.
pub(super) fn parse(text: &str) -> Result<YamlNode, YamlError> {
    let mut events = Events(Parser::new_from_str(text));
    let mut root = None;
    loop {
        let (event, line) = events.next()?;
        match event {
            Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
            Event::StreamEnd => break,
            _ if root.is_some() => {
                return Err(YamlError::new(line, "multiple documents are not supported"));
            }
            event => root = Some(events.node(event, line, 0)?),
        }
    }
    let empty = YamlNode {
        line: 1,
        value: YamlValue::Null,
    };
    Ok(root.unwrap_or(empty))
}

struct Events<'a>(Parser<'a, StrInput<'a>>);

impl<'a> Events<'a> {
    fn next(&mut self) -> Result<(Event<'a>, usize), YamlError> {
        match self.0.next_event() {
            Some(event) => event
                .map(|(event, span)| (event, Marker::line(&span.start)))
                .map_err(YamlError::from),
            None => Ok((Event::StreamEnd, 1)),
        }
    }

    /// Parses the node that starts with an event.
    fn node(&mut self, event: Event<'a>, line: usize, depth: usize) -> Result<YamlNode, YamlError> {
        if depth > DEEPEST {
            return Err(YamlError::new(line, "nested too deeply"));
        }
        let value = match event {
            Event::Scalar(text, style, _, None) if is_null(&text, style) => YamlValue::Null,
            Event::Scalar(text, _, _, None) => YamlValue::Text(text.into_owned()),
            Event::SequenceStart(_, None) => YamlValue::List(self.list(depth)?),
            Event::MappingStart(_, None) => YamlValue::Mapping(self.mapping(depth)?),
            Event::Alias(_) => return Err(YamlError::new(line, "aliases are not supported")),
            _ => return Err(YamlError::new(line, "tags are not supported")),
        };
        Ok(YamlNode { line, value })
    }

    fn list(&mut self, depth: usize) -> Result<Vec<YamlNode>, YamlError> {
        let mut nodes = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(nodes),
                (event, line) => nodes.push(self.node(event, line, depth + 1)?),
            }
        }
    }

    fn mapping(&mut self, depth: usize) -> Result<Vec<YamlEntry>, YamlError> {
        let mut entries: Vec<YamlEntry> = Vec::new();
        loop {
            let (key, line) = match self.next()? {
                (Event::MappingEnd, _) => return Ok(entries),
                (Event::Scalar(key, _, _, None), line) => (key.into_owned(), line),
                (_, line) => return Err(YamlError::new(line, "a key must be a plain string")),
            };
            if entries.iter().any(|entry| entry.key == key) {
                return Err(YamlError::new(line, format!("duplicate key `{key}`")));
            }
            let (event, value_line) = self.next()?;
            let node = self.node(event, value_line, depth + 1)?;
            entries.push(YamlEntry { key, line, node });
        }
    }
}

fn is_null(text: &str, style: ScalarStyle) -> bool {
    style == ScalarStyle::Plain && matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

#[cfg(test)]
mod tests {
    use super::{YamlError, YamlValue, parse};

    #[test]
    fn rejects_documents_that_are_not_plain_trees() {
        for (text, wrong) in [
            ("a: 1\nb: &x 1\nc: *x", "3: aliases are not supported"),
            ("a: !!str 1", "1: tags are not supported"),
            ("a: 1\na: 2", "2: duplicate key `a`"),
            ("a: 1\n---\nb: 1", "3: multiple documents are not supported"),
            ("[a]: 1", "1: a key must be a plain string"),
            ("[[[[[[[[[[]]]]]]]]]]", "1: nested too deeply"),
        ] {
            let YamlError { line, message } = parse(text).unwrap_err();
            assert_eq!(format!("{line}: {message}"), wrong, "{text}");
        }
        for text in ["a: [", "a: 'x", "a\nb: c", "%"] {
            let YamlError { message, .. } = parse(text).unwrap_err();
            assert!(message.starts_with("invalid YAML: "), "{text}: {message}");
        }
    }

    #[test]
    fn an_empty_document_is_null() {
        for text in ["", "# nothing\n", "---\n", "~", "null"] {
            assert!(
                matches!(parse(text).map(|node| node.value), Ok(YamlValue::Null)),
                "{text}"
            );
        }
    }
}
