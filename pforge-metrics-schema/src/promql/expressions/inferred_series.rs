//! The series that a part of an expression returns, as far as they can be inferred.

use std::collections::BTreeSet;
use std::ops::Range;

use super::tree::{Grouping, Word};

/// The series that a part of an expression returns, as far as they can be inferred.
#[derive(Clone)]
pub(super) struct InferredSeries {
    pub kind: SeriesKind,
    /// The labels that the series can have, or `None` if they are unknown.
    pub labels: Option<BTreeSet<String>>,
    /// The labels that every one of the series has.
    pub always_present: BTreeSet<String>,
    /// The aggregation that removed the label `le`.
    pub le_lost: Option<Range<usize>>,
}

#[derive(Clone)]
pub(super) enum SeriesKind {
    /// A number, not a series.
    Scalar,
    /// The unchanged value of a counter, with its name in the expression.
    Counter(Word),
    /// Native histograms.
    Native,
    /// Values that go up and down.
    Gauge,
    Unknown,
}

impl InferredSeries {
    pub const UNKNOWN: Self = Self {
        kind: SeriesKind::Unknown,
        labels: None,
        always_present: BTreeSet::new(),
        le_lost: None,
    };

    pub const SCALAR: Self = Self {
        kind: SeriesKind::Scalar,
        labels: Some(BTreeSet::new()),
        always_present: BTreeSet::new(),
        le_lost: None,
    };

    pub fn of(kind: SeriesKind, labels: Option<BTreeSet<String>>) -> Self {
        Self {
            kind,
            labels,
            always_present: BTreeSet::new(),
            le_lost: None,
        }
    }

    /// Returns the series with values that go up and down.
    pub fn into_gauges(self) -> Self {
        let kind = match self.kind {
            SeriesKind::Unknown => SeriesKind::Unknown,
            _ => SeriesKind::Gauge,
        };
        Self { kind, ..self }
    }

    pub fn is_scalar(&self) -> bool {
        matches!(self.kind, SeriesKind::Scalar)
    }

    /// Returns whether the series certainly lack a label. This is never certain for `__name__`, because versions of
    /// Prometheus differ in which operations keep it.
    pub fn lacks(&self, label: &str) -> bool {
        let labels = self.labels.as_ref();
        label != "__name__" && labels.is_some_and(|labels| !labels.contains(label))
    }

    /// Adds a label that the series have unless its value is empty.
    pub fn with_label(mut self, label: &str) -> Self {
        self.always_present.remove(label);
        if let Some(labels) = &mut self.labels {
            labels.insert(label.to_owned());
        }
        self
    }

    /// Returns the series that an aggregation with this grouping returns.
    pub fn grouped(self, grouping: Option<&Grouping>, operator: &Range<usize>) -> Self {
        let stays = |label: &String| grouping.is_some_and(|grouping| grouping.keeps(label));
        let labels = match (grouping, self.labels) {
            (None, _) => Some(BTreeSet::new()),
            (Some(grouping), None) => grouping
                .lists_kept_labels
                .then(|| texts_of(&grouping.labels)),
            (Some(_), Some(labels)) => Some(labels.into_iter().filter(stays).collect()),
        };
        let always_present = self.always_present.into_iter().filter(stays).collect();
        let span = grouping.map_or(operator, |it| &it.span);
        Self {
            labels,
            always_present,
            ..self
        }
        .with_le_lost_at(span)
    }

    fn with_le_lost_at(self, span: &Range<usize>) -> Self {
        let le_lost = self.lacks("le").then(|| span.clone());
        Self {
            le_lost: self.le_lost.clone().or(le_lost),
            ..self
        }
    }
}

fn texts_of(words: &[Word]) -> BTreeSet<String> {
    words.iter().map(|word| word.text.clone()).collect()
}
