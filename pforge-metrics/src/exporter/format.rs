//! Exposition formats and their content types.

use crate::exposition::text::Dialect;
use crate::names::Escaping;

/// The format of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ExpositionFormat {
    /// Text 0.0.4.
    Text,
    /// Text 1.0.0.
    Text1(Escaping),
    /// OpenMetrics 1.0.0.
    OpenMetrics(Escaping),
    /// OpenMetrics 0.0.1, which old versions of Prometheus request. The output is the same as that of 1.0.0.
    OldOpenMetrics,
    /// Delimited messages of `io.prometheus.client.MetricFamily`, with the escaping scheme if the client requests one.
    Protobuf(Option<Escaping>),
}

/// Appends the escaping scheme to a `Content-Type`, if there is one. Text formats require it from version 1.0.0, see
/// <https://prometheus.io/docs/instrumenting/content_negotiation/>.
macro_rules! with_escaping {
    ($content_type:literal, $escaping:expr) => {
        match $escaping {
            None => $content_type,
            Some(Escaping::Underscores) => concat!($content_type, "; escaping=underscores"),
            Some(Escaping::Dots) => concat!($content_type, "; escaping=dots"),
            Some(Escaping::Values) => concat!($content_type, "; escaping=values"),
            Some(Escaping::AllowUtf8) => concat!($content_type, "; escaping=allow-utf-8"),
        }
    };
}

impl ExpositionFormat {
    /// Returns the `Content-Type` of a response.
    pub(crate) fn content_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain; version=0.0.4; charset=utf-8",
            Self::Text1(escaping) => {
                with_escaping!("text/plain; version=1.0.0; charset=utf-8", Some(escaping))
            }
            Self::OpenMetrics(escaping) => with_escaping!(
                "application/openmetrics-text; version=1.0.0; charset=utf-8",
                Some(escaping)
            ),
            Self::OldOpenMetrics => "application/openmetrics-text; version=0.0.1; charset=utf-8",
            Self::Protobuf(escaping) => with_escaping!(
                "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited",
                escaping
            ),
        }
    }

    /// Returns the escaping scheme of names. Formats that cannot declare a scheme use underscores.
    pub(crate) fn escaping(self) -> Escaping {
        match self {
            Self::Text1(escaping) | Self::OpenMetrics(escaping) => escaping,
            Self::Protobuf(escaping) => escaping.unwrap_or(Escaping::Underscores),
            Self::Text | Self::OldOpenMetrics => Escaping::Underscores,
        }
    }

    /// Returns the dialect of a text format, or `None` for protobuf.
    pub(crate) fn dialect(self) -> Option<Dialect> {
        match self {
            Self::Text | Self::Text1(_) => Some(Dialect::Prometheus),
            Self::OpenMetrics(_) | Self::OldOpenMetrics => Some(Dialect::OpenMetrics),
            Self::Protobuf(_) => None,
        }
    }

    /// Returns the rank among formats to which a client assigns the same quality. More expressive formats rank higher.
    pub(crate) fn preference(self) -> u8 {
        match self {
            Self::Protobuf(_) => 4,
            Self::OpenMetrics(_) => 3,
            Self::OldOpenMetrics => 2,
            Self::Text1(_) => 1,
            Self::Text => 0,
        }
    }
}
