//! Parses the query of a scrape: the filter of families and the debug format.

use crate::exporter::format::ExpositionFormat;
use crate::exporter::gather::filter::Filter;
use crate::names::Escaping;

/// The maximum length of a query, and its maximum number of parameters.
const MAX_LENGTH: usize = 64 * 1024;
const MAX_PARAMETERS: usize = 1_024;

/// A parsed query.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) filter: Filter,
    /// The format to show as plain text, as in `debug=openmetrics`.
    pub(crate) debug: Option<ExpositionFormat>,
}

/// The error of an invalid query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QueryError {
    TooLong,
    TooManyParameters,
    BadName,
    BadDebug,
}

impl QueryError {
    pub(crate) fn message(self) -> &'static str {
        match self {
            Self::TooLong => "the query is longer than 65536 bytes\n",
            Self::TooManyParameters => "the query has more than 1024 parameters\n",
            Self::BadName => "`name[]` must be a metric name\n",
            Self::BadDebug => "`debug` must be `text`, `openmetrics` or `protobuf`\n",
        }
    }
}

/// Parses a query. Ignores unknown parameters, because a proxy may have added them.
pub(crate) fn parse(query: &str) -> Result<Query, QueryError> {
    if query.len() > MAX_LENGTH {
        return Err(QueryError::TooLong);
    }
    let mut parsed = Query::default();
    for (i, (name, value)) in form_urlencoded::parse(query.as_bytes()).enumerate() {
        if i == MAX_PARAMETERS {
            return Err(QueryError::TooManyParameters);
        }
        match &*name {
            "name[]" if is_name(&value) => {
                parsed.filter.add(value.into_owned());
            }
            "name[]" => return Err(QueryError::BadName),
            "debug" => parsed.debug = Some(format(&value).ok_or(QueryError::BadDebug)?),
            _ => {}
        }
    }
    Ok(parsed)
}

/// Returns whether a name is valid: any UTF-8, as in Prometheus 3, except empty names and control characters.
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
    fn collects_names_and_ignores_unknown_parameters() {
        let query = parse("name%5B%5D=up_total&x=y&name[]=jobs_count&name[]=up_total").unwrap();
        assert!(!query.filter.takes_all());
        assert!(query.filter.takes("up_total", &[""]));
        assert!(query.filter.takes("jobs", &["", "_count"]));
        assert!(!query.filter.takes("other", &["", "_count"]));
        assert!(parse("").unwrap().filter.takes("anything", &[""]));
    }

    #[test]
    fn rejects_invalid_queries() {
        for (query, fault) in [
            ("name[]=".to_owned(), QueryError::BadName),
            ("name[]=%00".to_owned(), QueryError::BadName),
            ("name[]=%ff".to_owned(), QueryError::BadName),
            ("debug=json".to_owned(), QueryError::BadDebug),
            ("a=".repeat(40_000), QueryError::TooLong),
            ("a&".repeat(1_025), QueryError::TooManyParameters),
        ] {
            let shown = &query[..query.len().min(20)];
            assert_eq!(parse(&query), Err(fault), "{shown}");
        }
    }
}
