//! Parses the labels in braces.

use super::cursor::Cursor;
use super::error::Unreadable;
use super::format::Format;

/// Names and values of labels, with their places.
#[derive(Default)]
pub(super) struct Labels {
    pub list: Vec<(String, String)>,
    pub places: Vec<LabelPlace>,
}

/// Byte offsets of a label in its line.
pub(super) struct LabelPlace {
    pub name: usize,
    pub value: usize,
}

/// Reads labels after the opening brace, up to and including the closing one. Stores a quoted text without a value in `metric`:
/// it is the name of the metric.
pub(super) fn labels(
    cursor: &mut Cursor,
    mut metric: Option<&mut String>,
    format: Format,
) -> Result<Labels, Unreadable> {
    let mut labels = Labels::default();
    let mut has_quoted_name = false;
    let mut blank = None;
    let mut is_first = true;
    loop {
        cursor.blanks();
        if cursor.take("}") {
            break;
        }
        if !is_first {
            if !cursor.take(",") {
                return cursor.error("expected `,` or `}`");
            }
            cursor.blanks();
            // Prometheus writes a space here in label sets with quoted names.
            if format == Format::OpenMetrics && cursor.rest().starts_with(' ') {
                blank = blank.or(Some(cursor.at()));
                cursor.take(" ");
            }
            let is_over = cursor.rest().starts_with('}');
            if is_over && format == Format::OpenMetrics {
                return cursor.error("no comma is allowed after the last label");
            }
            if cursor.take("}") {
                break;
            }
        }
        let is_quoted = cursor.rest().starts_with('"');
        has_quoted_name |= is_quoted;
        let metric = metric.as_deref_mut().filter(|_| is_first && is_quoted);
        label(cursor, metric, &mut labels)?;
        is_first = false;
    }
    match blank.filter(|_| !has_quoted_name) {
        Some(blank) => Err(Unreadable::new(blank, "expected a label name")),
        None => Ok(labels),
    }
}

/// Reads `name="value"`, or the quoted name of a metric that has no name yet.
fn label(
    cursor: &mut Cursor,
    metric: Option<&mut String>,
    labels: &mut Labels,
) -> Result<(), Unreadable> {
    let begin = cursor.at();
    let name = if cursor.rest().starts_with('"') {
        cursor.quoted("the name of a label")?
    } else {
        cursor.plain_name(false).to_owned()
    };
    if name.is_empty() {
        return cursor.error("expected a label name");
    }
    cursor.blanks();
    if !cursor.take("=") {
        return match metric.filter(|metric| metric.is_empty()) {
            Some(metric) => {
                *metric = name;
                Ok(())
            }
            None => cursor.error("expected `=`"),
        };
    }
    cursor.blanks();
    let value_at = cursor.at();
    if !cursor.rest().starts_with('"') {
        return cursor.error(format!("expected the value of label `{name}` in quotes"));
    }
    let value = cursor.quoted("the value of a label")?;
    if labels.list.iter().any(|(known, _)| *known == name) {
        let message = format!("duplicate label `{name}`");
        return Err(Unreadable::new(begin, message));
    }
    labels.list.push((name, value));
    labels.places.push(LabelPlace {
        name: begin,
        value: value_at,
    });
    Ok(())
}
