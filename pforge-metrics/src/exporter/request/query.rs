//! The query of a scrape: which families it wants, and in which format a person wants to look at them.

use crate::exporter::format::ExpositionFormat;
use crate::exporter::gather::filter::Filter;
use crate::names::Escaping;

/// The longest query, and the most parameters of one.
const MAX_LENGTH: usize = 64 * 1024;
const MAX_PARAMETERS: usize = 1_024;

/// What a query asks for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) filter: Filter,
    /// `debug=openmetrics`: a format to be shown as plain text.
    pub(crate) debug: Option<ExpositionFormat>,
}

/// What is wrong with a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    TooLong,
    TooManyParameters,
    BadName,
    BadDebug,
}

impl Fault {
    pub(crate) fn message(self) -> &'static str {
        match self {
            Self::TooLong => "the query is longer than 65536 bytes\n",
            Self::TooManyParameters => "the query has more than 1024 parameters\n",
            Self::BadName => "`name[]` must be a metric name\n",
            Self::BadDebug => "`debug` must be `text`, `openmetrics` or `protobuf`\n",
        }
    }
}

/// Reads a query. Parameters that are not for us are passed over: a proxy may have put them there.
pub(crate) fn parse(query: &str) -> Result<Query, Fault> {
    if query.len() > MAX_LENGTH {
        return Err(Fault::TooLong);
    }
    let mut parsed = Query::default();
    for (i, (name, value)) in form_urlencoded::parse(query.as_bytes()).enumerate() {
        if i == MAX_PARAMETERS {
            return Err(Fault::TooManyParameters);
        }
        match &*name {
            "name[]" if is_name(&value) => {
                parsed.filter.add(value.into_owned());
            }
            "name[]" => return Err(Fault::BadName),
            "debug" => parsed.debug = Some(format(&value).ok_or(Fault::BadDebug)?),
            _ => {}
        }
    }
    Ok(parsed)
}

/// Since Prometheus 3, any UTF-8 text is a valid metric name. Empty text and control characters are rejected here.
fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER)
}

fn format(name: &str) -> Option<ExpositionFormat> {
    Some(match name {
        "text" => ExpositionFormat::Text,
        "openmetrics" => ExpositionFormat::OpenMetrics(Escaping::Underscores),
        "protobuf" => ExpositionFormat::Protobuf(None),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_collected_and_what_is_not_for_us_is_passed_over() {
        let query = parse("name%5B%5D=up_total&x=y&name[]=jobs_count&name[]=up_total").unwrap();
        assert!(!query.filter.takes_all());
        assert!(query.filter.takes("up_total", &[""]));
        assert!(query.filter.takes("jobs", &["", "_count"]));
        assert!(!query.filter.takes("other", &["", "_count"]));
        assert!(parse("").unwrap().filter.takes("anything", &[""]));
    }

    #[test]
    fn what_no_client_asks_for_is_refused() {
        for (query, fault) in [
            ("name[]=".to_owned(), Fault::BadName),
            ("name[]=%00".to_owned(), Fault::BadName),
            ("name[]=%ff".to_owned(), Fault::BadName),
            ("debug=json".to_owned(), Fault::BadDebug),
            ("a=".repeat(40_000), Fault::TooLong),
            ("a&".repeat(1_025), Fault::TooManyParameters),
        ] {
            let shown = &query[..query.len().min(20)];
            assert_eq!(parse(&query), Err(fault), "{shown}");
        }
    }
}
