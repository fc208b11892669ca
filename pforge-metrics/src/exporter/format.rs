//! The formats of an exposition, and how they are called.

/// A format that a scrape can be answered in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Format {
    /// Text 0.0.4.
    Text,
    /// Text 1.0.0, with an escaping scheme.
    Text1(Option<Escaping>),
    /// OpenMetrics 1.0.0. The scheme is named in the answer if it was named in the question.
    OpenMetrics(Option<Escaping>),
    /// OpenMetrics under the version that Prometheus asked for before it was released: the same in all that we write.
    OldOpenMetrics,
    /// Delimited messages of `io.prometheus.client.MetricFamily`.
    Protobuf,
}

/// How names that are not plain are made fit for a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Escaping {
    /// Not at all: in quotes.
    AllowUtf8,
    /// Each such character becomes `_`.
    Underscores,
    /// `.` becomes `_dot_`, `_` becomes `__`, others are named by number.
    Dots,
    /// `U__` and every such character by its number.
    Values,
}

impl Format {
    pub(crate) const TEXT: Self = Self::Text;

    /// The Content-Type of an answer.
    pub(crate) fn content_type(self) -> &'static str {
        use Escaping::{AllowUtf8, Dots, Underscores, Values};
        match self {
            Self::Text => "text/plain; version=0.0.4; charset=utf-8",
            Self::Text1(None | Some(Underscores)) => {
                "text/plain; version=1.0.0; charset=utf-8; escaping=underscores"
            }
            Self::Text1(Some(AllowUtf8)) => {
                "text/plain; version=1.0.0; charset=utf-8; escaping=allow-utf-8"
            }
            Self::Text1(Some(Dots)) => "text/plain; version=1.0.0; charset=utf-8; escaping=dots",
            Self::Text1(Some(Values)) => {
                "text/plain; version=1.0.0; charset=utf-8; escaping=values"
            }
            Self::OpenMetrics(None) => "application/openmetrics-text; version=1.0.0; charset=utf-8",
            Self::OpenMetrics(Some(AllowUtf8)) => {
                "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8"
            }
            Self::OpenMetrics(Some(Underscores)) => {
                "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores"
            }
            Self::OpenMetrics(Some(Dots)) => {
                "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=dots"
            }
            Self::OpenMetrics(Some(Values)) => {
                "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=values"
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
    pub(crate) fn by_name(name: &str) -> Option<Self> {
        Some(match name {
            "allow-utf-8" => Self::AllowUtf8,
            "underscores" => Self::Underscores,
            "dots" => Self::Dots,
            "values" => Self::Values,
            _ => return None,
        })
    }
}
