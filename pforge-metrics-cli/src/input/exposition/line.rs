//! Parses one line by the grammar.

use super::cursor::Cursor;
use super::error::Unreadable;
use super::family::Sample;
use super::format::Format;
use super::labels::{LabelPlace, Labels, labels};
use super::metadata::{Metadata, metadata};
use super::timestamp::Timestamp;

pub(super) enum Line {
    /// Blank, or a comment.
    Nothing,
    End,
    Metadata(Metadata),
    Sample(SampleLine),
}

/// A sample, with the places and the exemplar that only the rules need.
pub(super) struct SampleLine {
    pub sample: Sample,
    /// Places of the labels, in their order.
    pub labels_at: Vec<LabelPlace>,
    /// Byte offset of the value.
    pub value_at: usize,
    /// Byte offset of the timestamp, whether there is one or not.
    pub timestamp_at: usize,
    pub exemplar: Option<Exemplar>,
}

pub(super) struct Exemplar {
    /// Byte offset of the `#`.
    pub at: usize,
    pub labels: Labels,
    pub value_at: usize,
    pub value: f64,
}

const COMMENT: &str = "expected `# TYPE`, `# UNIT`, `# HELP` or `# EOF`";

pub(super) fn parse(format: Format, line: &str) -> Result<Line, Unreadable> {
    let mut cursor = Cursor::new(line, format);
    match format {
        Format::OpenMetrics if line == "# EOF" => return Ok(Line::End),
        Format::OpenMetrics if line.is_empty() => return cursor.error("the line is empty"),
        Format::OpenMetrics if line.ends_with('\r') => {
            let message = "a line must end with a line feed, without a carriage return";
            return Err(Unreadable::new(line.len() - 1, message));
        }
        Format::OpenMetrics if line.starts_with('#') => {
            if !cursor.take("# ") {
                return cursor.error(COMMENT);
            }
        }
        Format::OpenMetrics => return sample(cursor, format),
        Format::Prometheus => {
            cursor.blanks();
            if cursor.is_at_end() {
                return Ok(Line::Nothing);
            }
            if !cursor.take("#") {
                return sample(cursor, format);
            }
            cursor.blanks();
        }
    }
    let keyword = cursor.word();
    match (keyword, format) {
        ("HELP" | "TYPE", _) | ("UNIT", Format::OpenMetrics) => {
            metadata(cursor, keyword, format).map(Line::Metadata)
        }
        (_, Format::Prometheus) => Ok(Line::Nothing),
        (_, Format::OpenMetrics) => Cursor::new(line, format).error(COMMENT),
    }
}

fn sample(mut cursor: Cursor, format: Format) -> Result<Line, Unreadable> {
    let mut name = cursor.plain_name(true).to_owned();
    let begin = cursor.at();
    cursor.blanks();
    let labels = if cursor.take("{") {
        labels(&mut cursor, Some(&mut name), format)?
    } else {
        Labels::default()
    };
    if name.is_empty() {
        return Err(Unreadable::new(begin, "expected a metric name"));
    }
    // In the text format a brace separates as well as a blank.
    let has_gap = cursor.gap() || (format == Format::Prometheus && cursor.at() > begin);
    if !has_gap {
        return cursor.error("expected a value");
    }
    let value_at = cursor.at();
    let value = number(&mut cursor, format)?;
    let mut has_gap = cursor.gap();
    let timestamp_at = cursor.at();
    let has_timestamp = has_gap && !cursor.is_at_end() && !cursor.rest().starts_with('#');
    let timestamp = if has_timestamp {
        let timestamp = timestamp(&mut cursor, format)?;
        has_gap = cursor.gap();
        Some(timestamp)
    } else {
        None
    };
    let has_exemplar = format == Format::OpenMetrics && has_gap && cursor.rest().starts_with('#');
    let exemplar = if has_exemplar {
        has_gap = false;
        Some(exemplar(&mut cursor, format)?)
    } else {
        None
    };
    if !cursor.is_at_end() || (format == Format::OpenMetrics && has_gap) {
        return cursor.error("unexpected text after the sample");
    }
    Ok(Line::Sample(SampleLine {
        sample: Sample {
            name,
            labels: labels.list,
            value,
            timestamp,
            line: 0,
        },
        labels_at: labels.places,
        value_at,
        timestamp_at,
        exemplar,
    }))
}

/// Parses `# {trace_id="…"} value` and an optional timestamp.
fn exemplar(cursor: &mut Cursor, format: Format) -> Result<Exemplar, Unreadable> {
    let at = cursor.at();
    cursor.take("#");
    if !cursor.take(" {") {
        return cursor.error("expected the labels of an exemplar");
    }
    let labels = labels(cursor, None, format)?;
    if !cursor.gap() {
        return cursor.error("expected the value of an exemplar");
    }
    let value_at = cursor.at();
    let value = number(cursor, format)?;
    if cursor.gap() {
        timestamp(cursor, format)?;
    }
    Ok(Exemplar {
        at,
        labels,
        value_at,
        value,
    })
}

fn number(cursor: &mut Cursor, format: Format) -> Result<f64, Unreadable> {
    let offset = cursor.at();
    let word = cursor.word();
    let wrong = |message: String| Err(Unreadable::new(offset, message));
    match word.parse::<f64>() {
        _ if word.is_empty() => wrong("expected a value".to_owned()),
        Ok(value) if format == Format::Prometheus => Ok(value),
        Ok(value) if value.is_nan() && word.starts_with(['+', '-']) => {
            wrong(format!("`NaN` has no sign, but is written as `{word}`"))
        }
        Ok(value) if value.is_infinite() && word.contains(|c: char| c.is_ascii_digit()) => {
            wrong(format!("value `{word}` must fit into a 64-bit float"))
        }
        Ok(value) => Ok(value),
        Err(_) => wrong(format!("invalid value `{}`", word.escape_debug())),
    }
}

fn timestamp(cursor: &mut Cursor, format: Format) -> Result<Timestamp, Unreadable> {
    let offset = cursor.at();
    let word = cursor.word();
    Timestamp::parse(word, format).ok_or_else(|| {
        let message = format!("invalid timestamp `{}`", word.escape_debug());
        Unreadable::new(offset, message)
    })
}
