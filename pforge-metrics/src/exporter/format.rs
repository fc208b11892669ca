//! The formats of an exposition, and how they are called.

/// A format that a scrape can be answered in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Format {
    /// Text 0.0.4.
    Text,
    /// Text 1.0.0.
    Text1(Escaping),
    /// OpenMetrics 1.0.0.
    OpenMetrics(Escaping),
    /// OpenMetrics under the version that Prometheus asked for before it was released: the same in all that we write.
    OldOpenMetrics,
    /// Delimited messages of `io.prometheus.client.MetricFamily`.
    Protobuf,
}

/// What an answer says of names that are not plain.
///
/// Those of a schema are plain, and foreign ones are made so by putting `_` in place of what the formats of old had no room
/// for. That is the scheme `underscores`, and fits into `allow-utf-8`. Who asks for `dots` or `values` is told the former.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Escaping {
    /// Nothing, as nothing was asked.
    Unnamed,
    AllowUtf8,
    Underscores,
}

impl Format {
    /// The Content-Type of an answer.
    pub(crate) fn content_type(self) -> &'static str {
        use Escaping::{AllowUtf8, Underscores, Unnamed};
        match self {
            Self::Text => "text/plain; version=0.0.4; charset=utf-8",
            Self::Text1(Unnamed | Underscores) => {
                "text/plain; version=1.0.0; charset=utf-8; escaping=underscores"
            }
            Self::Text1(AllowUtf8) => {
                "text/plain; version=1.0.0; charset=utf-8; escaping=allow-utf-8"
            }
            Self::OpenMetrics(Unnamed) => {
                "application/openmetrics-text; version=1.0.0; charset=utf-8"
            }
            Self::OpenMetrics(AllowUtf8) => {
                "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8"
            }
            Self::OpenMetrics(Underscores) => {
                "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores"
            }
            Self::OldOpenMetrics => "application/openmetrics-text; version=0.0.1; charset=utf-8",
            Self::Protobuf => {
                "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited"
            }
        }
    }

    /// Among formats that a client likes equally the greatest one is chosen: the one that can say most.
    pub(crate) fn preference(self) -> u8 {
        match self {
            Self::Protobuf => 4,
            Self::OpenMetrics(_) => 3,
            Self::OldOpenMetrics => 2,
            Self::Text1(_) => 1,
            Self::Text => 0,
        }
    }
}

impl Escaping {
    /// The scheme to answer with when this one is asked for; none if there is no such scheme.
    pub(crate) fn by_name(name: Option<&str>) -> Option<Self> {
        Some(match name {
            None => Self::Unnamed,
            Some("allow-utf-8") => Self::AllowUtf8,
            Some("underscores" | "dots" | "values") => Self::Underscores,
            Some(_) => return None,
        })
    }
}
