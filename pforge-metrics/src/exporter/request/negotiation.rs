//! Which format a client gets: the Accept header by RFC 9110, sections 12.4.2 and 12.5.1.

use crate::exporter::format::ExpositionFormat;
use crate::names::Escaping;

/// A header longer than this counts as absent.
const MAX_LENGTH: usize = 4096;

/// So does one with more ranges than this.
const MAX_RANGES: usize = 32;

/// The format that fits an Accept header best: the one of the highest quality, then of the most specific range, then the
/// richest. What fits nothing gets the text format 0.0.4: to a monitoring system a body it may not like is better than none.
pub(crate) fn format<'a>(accept: impl Iterator<Item = &'a str>) -> ExpositionFormat {
    let Some(ranges) = ranges(accept) else {
        return ExpositionFormat::Text;
    };
    let acceptable = ranges.iter().filter(|range| range.quality > 0);
    let candidates = acceptable.filter_map(|range| Some((range, range.format()?)));
    // Of several that are equal `max_by_key` takes the last.
    let best = candidates
        .rev()
        .max_by_key(|(range, format)| (range.quality, range.specificity(), format.preference()));
    best.map_or(ExpositionFormat::Text, |(_, format)| format)
}

/// One of the media ranges of an Accept header, in lower case.
#[derive(Debug)]
struct Range {
    kind: String,
    subtype: String,
    parameters: Vec<(String, String)>,
    /// In thousandths.
    quality: u16,
}

impl Range {
    /// Returns the format of this media range. `None` for unsupported versions.
    fn format(&self) -> Option<ExpositionFormat> {
        match (&*self.kind, &*self.subtype) {
            ("application", "vnd.google.protobuf") => {
                let is_ours = self.parameter("proto") == Some("io.prometheus.client.metricfamily")
                    && self.parameter("encoding") == Some("delimited");
                is_ours.then(|| ExpositionFormat::Protobuf(self.escaping()))
            }
            ("application", "openmetrics-text") => match self.parameter("version") {
                None | Some("1.0.0") => {
                    Some(ExpositionFormat::OpenMetrics(self.escaping_or_default()))
                }
                Some("0.0.1") => Some(ExpositionFormat::OldOpenMetrics),
                Some(_) => None,
            },
            ("text", "plain") => match self.parameter("version") {
                None | Some("0.0.4") => Some(ExpositionFormat::Text),
                Some("1.0.0") => Some(ExpositionFormat::Text1(self.escaping_or_default())),
                Some(_) => None,
            },
            ("text" | "*", "*") => Some(ExpositionFormat::Text),
            _ => None,
        }
    }

    /// The escaping scheme that is asked for, if there is one of that name.
    fn escaping(&self) -> Option<Escaping> {
        self.parameter("escaping").and_then(Escaping::from_name)
    }

    fn escaping_or_default(&self) -> Escaping {
        self.escaping().unwrap_or(Escaping::Underscores)
    }

    fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(given, _)| given == name);
        found.map(|(_, value)| value.as_str())
    }

    /// `*/*`, then `text/*`, then a type, then a type with parameters.
    fn specificity(&self) -> usize {
        match (&*self.kind, &*self.subtype) {
            ("*", _) => 0,
            (_, "*") => 1,
            _ => 2 + self.parameters.len(),
        }
    }
}

/// The ranges of a header that may be in several lines. Malformed ones are passed over.
fn ranges<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Vec<Range>> {
    let mut ranges = Vec::new();
    let mut length = 0;
    for line in lines {
        length += line.len();
        if length > MAX_LENGTH {
            return None;
        }
        for element in split(line, ',') {
            if ranges.len() == MAX_RANGES {
                return None;
            }
            ranges.extend(range(element));
        }
    }
    Some(ranges)
}

fn range(text: &str) -> Option<Range> {
    let mut parts = split(text, ';');
    let (kind, subtype) = parts.next()?.trim().split_once('/')?;
    let mut range = Range {
        kind: kind.trim().to_ascii_lowercase(),
        subtype: subtype.trim().to_ascii_lowercase(),
        parameters: Vec::new(),
        quality: 1000,
    };
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=')?;
        let name = name.trim().to_ascii_lowercase();
        let value = unquoted(value.trim())?;
        if name == "q" {
            range.quality = quality(&value)?;
            // What follows the quality is an extension, and no parameter of the type.
            break;
        }
        range.parameters.push((name, value.to_ascii_lowercase()));
    }
    Some(range)
}

/// `0`, `1`, `0.8`, with at most three digits behind the point.
fn quality(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = fraction.len() <= 3 && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let thousandths: u16 = format!("{fraction:0<3}").parse().ok().filter(|_| digits)?;
    match whole {
        "0" => Some(thousandths),
        "1" if thousandths == 0 => Some(1000),
        _ => None,
    }
}

/// A value without its quotation marks and escapes.
fn unquoted(value: &str) -> Option<String> {
    let Some(quoted) = value.strip_prefix('"') else {
        return Some(value.to_owned());
    };
    let mut unquoted = String::new();
    let mut chars = quoted.chars();
    loop {
        match chars.next()? {
            '"' => return chars.next().is_none().then_some(unquoted),
            '\\' => unquoted.push(chars.next()?),
            c => unquoted.push(c),
        }
    }
}

/// Splits at a separator, but not within quotation marks.
fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    text.split(move |c| {
        if escaped {
            escaped = false;
        } else if quoted && c == '\\' {
            escaped = true;
        } else if c == '"' {
            quoted = !quoted;
        }
        c == separator && !quoted
    })
}

/// Returns whether a client accepts gzip: by name, or with `*`. A quality of 0 rejects it.
#[cfg(feature = "gzip")]
pub(crate) fn takes_gzip<'a>(accept_encoding: impl Iterator<Item = &'a str>) -> bool {
    let (mut by_name, mut by_star) = (None, None);
    for line in accept_encoding {
        for coding in line.split(',') {
            let mut parts = coding.split(';');
            let name = parts.next().unwrap_or_default().trim();
            let mut parameters = parts.filter_map(|part| part.trim().split_once('='));
            let weight = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("q"));
            let takes = weight.is_none_or(|(_, q)| quality(q.trim()).is_some_and(|q| q > 0));
            if name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip") {
                by_name = Some(takes);
            } else if name == "*" {
                by_star = Some(takes);
            }
        }
    }
    by_name.or(by_star).unwrap_or(false)
}
