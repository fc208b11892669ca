//! One line.

use super::cursor::Cursor;
use super::error::Unreadable;
use super::{Format, Sample, Type};

pub(super) enum Line {
    /// Blank, or a comment.
    Nothing,
    End,
    Metadata(Metadata),
    Sample(Sample),
}

/// What a line says of a family.
pub(super) struct Metadata {
    pub family: String,
    pub fact: Fact,
}

pub(super) enum Fact {
    Help(String),
    Type(Type),
    Unit(String),
}

const COMMENT: &str = "`# TYPE`, `# UNIT`, `# HELP` or `# EOF` is wanted";

pub(super) fn parse(format: Format, line: &str) -> Result<Line, Unreadable> {
    let mut cursor = Cursor::new(line, format);
    match format {
        Format::OpenMetrics if line == "# EOF" => return Ok(Line::End),
        Format::OpenMetrics if line.is_empty() => return cursor.error("the line is empty"),
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
        ("HELP" | "TYPE", _) | ("UNIT", Format::OpenMetrics) => metadata(cursor, keyword, format),
        (_, Format::Prometheus) => Ok(Line::Nothing),
        (_, Format::OpenMetrics) => Cursor::new(line, format).error(COMMENT),
    }
}

fn metadata(mut cursor: Cursor, keyword: &str, format: Format) -> Result<Line, Unreadable> {
    cursor.gap();
    let family = if cursor.rest().starts_with('"') {
        cursor.quoted("the name of a metric")?
    } else {
        cursor.plain_name(true).to_owned()
    };
    if family.is_empty() {
        return cursor.error("the name of a metric is wanted");
    }
    if !cursor.gap() && !cursor.is_at_end() {
        return cursor.error(format!("a blank is wanted after the name `{family}`"));
    }
    let fact = match keyword {
        "HELP" => Fact::Help(help(cursor.rest(), format)),
        "UNIT" => Fact::Unit(cursor.rest().to_owned()),
        _ => {
            let before = cursor.at();
            let word = cursor.word();
            cursor.blanks();
            match Type::of(word, format).filter(|_| cursor.is_at_end()) {
                Some(kind) => Fact::Type(kind),
                None => {
                    return Err(Unreadable {
                        offset: before,
                        message: format!("`{}` is no type here", word.escape_debug()),
                    });
                }
            }
        }
    };
    Ok(Line::Metadata(Metadata { family, fact }))
}

/// A help with its escapes resolved; a backslash before anything else stands for itself.
fn help(text: &str, format: Format) -> String {
    let mut help = String::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let escaped = rest.as_str().chars().next().filter(|_| c == '\\');
        let meant = match escaped {
            Some('\\') => Some('\\'),
            Some('n') => Some('\n'),
            Some('"') if format == Format::OpenMetrics => Some('"'),
            _ => None,
        };
        help.push(meant.unwrap_or(c));
        if meant.is_some() {
            rest.next();
        }
    }
    help
}

fn sample(mut cursor: Cursor, format: Format) -> Result<Line, Unreadable> {
    let mut name = cursor.plain_name(true).to_owned();
    let begin = cursor.at();
    cursor.blanks();
    let labels = if cursor.take("{") {
        labels(&mut cursor, &mut name)?
    } else {
        Vec::new()
    };
    if name.is_empty() {
        return Err(Unreadable {
            offset: begin,
            message: "the name of a metric is wanted".to_owned(),
        });
    }
    // A brace parts as well as a blank, but not in `OpenMetrics`.
    let has_gap = cursor.gap() || (format == Format::Prometheus && cursor.at() > begin);
    if !has_gap {
        return cursor.error("a value is wanted");
    }
    let value = number(&mut cursor, "value")?;
    let mut has_gap = cursor.gap();
    if has_gap && !cursor.is_at_end() && !cursor.rest().starts_with('#') {
        timestamp(&mut cursor, format)?;
        has_gap = cursor.gap();
    }
    if format == Format::OpenMetrics && has_gap && cursor.take("#") {
        exemplar(&mut cursor, &name, format)?;
        has_gap = false;
    }
    if !cursor.is_at_end() || (format == Format::OpenMetrics && has_gap) {
        return cursor.error("nothing more is wanted here");
    }
    Ok(Line::Sample(Sample {
        name,
        labels,
        value,
        line: 0,
    }))
}

/// What stands in braces, up to the closing one. A quoted text without a value is the name of the metric.
fn labels(cursor: &mut Cursor, metric: &mut String) -> Result<Vec<(String, String)>, Unreadable> {
    let mut labels: Vec<(String, String)> = Vec::new();
    let mut is_first = true;
    loop {
        cursor.blanks();
        if cursor.take("}") {
            return Ok(labels);
        }
        if !is_first {
            if !cursor.take(",") {
                return cursor.error("`,` or `}` is wanted");
            }
            cursor.blanks();
            if cursor.take("}") {
                return Ok(labels);
            }
        }
        let begin = cursor.at();
        let is_quoted = cursor.rest().starts_with('"');
        let name = if is_quoted {
            cursor.quoted("the name of a label")?
        } else {
            cursor.plain_name(false).to_owned()
        };
        if name.is_empty() {
            return cursor.error("the name of a label is wanted");
        }
        cursor.blanks();
        if cursor.take("=") {
            cursor.blanks();
            if !cursor.rest().starts_with('"') {
                return cursor.error(format!("the value of label `{name}` is wanted, in quotes"));
            }
            let value = cursor.quoted("the value of a label")?;
            if labels.iter().any(|(known, _)| *known == name) {
                return Err(Unreadable {
                    offset: begin,
                    message: format!("label `{name}` stands twice"),
                });
            }
            labels.push((name, value));
        } else if is_quoted && is_first && metric.is_empty() {
            *metric = name;
        } else {
            return cursor.error("`=` is wanted");
        }
        is_first = false;
    }
}

fn number(cursor: &mut Cursor, what: &str) -> Result<f64, Unreadable> {
    let offset = cursor.at();
    let word = cursor.word();
    word.parse().map_err(|_| Unreadable {
        offset,
        message: if word.is_empty() {
            format!("a {what} is wanted")
        } else {
            format!("{what} `{}` is no number", word.escape_debug())
        },
    })
}

/// Milliseconds as a whole number in Prometheus' format, seconds in `OpenMetrics`.
fn timestamp(cursor: &mut Cursor, format: Format) -> Result<(), Unreadable> {
    let offset = cursor.at();
    let word = cursor.word();
    let is_one = match format {
        Format::Prometheus => word.parse::<i64>().is_ok(),
        Format::OpenMetrics => word.parse::<f64>().is_ok_and(f64::is_finite),
    };
    if is_one {
        return Ok(());
    }
    Err(Unreadable {
        offset,
        message: format!("timestamp `{}` is no number", word.escape_debug()),
    })
}

/// `# {trace_id="…"} value`, and perhaps a timestamp.
fn exemplar(cursor: &mut Cursor, sample: &str, format: Format) -> Result<(), Unreadable> {
    if !["_bucket", "_total"].iter().any(|it| sample.ends_with(it)) {
        return cursor.error(format!("`{sample}` may have no exemplar"));
    }
    if !cursor.take(" {") {
        return cursor.error("the labels of an exemplar are wanted");
    }
    labels(cursor, &mut sample.to_owned())?;
    if !cursor.gap() {
        return cursor.error("the value of an exemplar is wanted");
    }
    number(cursor, "value")?;
    if cursor.gap() {
        timestamp(cursor, format)?;
    }
    Ok(())
}
