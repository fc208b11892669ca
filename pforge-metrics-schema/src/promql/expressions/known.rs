//! What is known of the series that a part of an expression gives.

use std::collections::BTreeSet;
use std::ops::Range;

use super::tree::{Grouping, Word};

/// What is known of the series that a part of an expression gives.
#[derive(Clone)]
pub(super) struct Known {
    pub kind: Kind,
    /// Their labels; `None` if nobody can tell.
    pub labels: Option<BTreeSet<String>>,
    /// Those of the labels that none of them lacks.
    pub always: BTreeSet<String>,
    /// Where the label `le` was aggregated away.
    pub le_lost: Option<Range<usize>>,
}

#[derive(Clone)]
pub(super) enum Kind {
    /// A number, and no series.
    Scalar,
    /// What a counter has counted, as it is; the place of its name.
    Counter(Word),
    /// Native histograms.
    Native,
    /// Numbers that go up and down.
    Value,
    Unknown,
}

impl Known {
    pub const UNKNOWN: Self = Self {
        kind: Kind::Unknown,
        labels: None,
        always: BTreeSet::new(),
        le_lost: None,
    };

    pub const SCALAR: Self = Self {
        kind: Kind::Scalar,
        labels: Some(BTreeSet::new()),
        always: BTreeSet::new(),
        le_lost: None,
    };

    pub fn of(kind: Kind, labels: Option<BTreeSet<String>>) -> Self {
        Self {
            kind,
            labels,
            always: BTreeSet::new(),
            le_lost: None,
        }
    }

    /// The same series with other numbers.
    pub fn values(self) -> Self {
        let kind = match self.kind {
            Kind::Unknown => Kind::Unknown,
            _ => Kind::Value,
        };
        Self { kind, ..self }
    }

    pub fn is_scalar(&self) -> bool {
        matches!(self.kind, Kind::Scalar)
    }

    /// Whether the series certainly lack a label. What keeps its name, `__name__`, differs between versions of Prometheus.
    pub fn lacks(&self, label: &str) -> bool {
        let labels = self.labels.as_ref();
        label != "__name__" && labels.is_some_and(|labels| !labels.contains(label))
    }

    /// The same series, each with a label more, unless that is empty.
    pub fn with_label(mut self, label: &str) -> Self {
        self.always.remove(label);
        if let Some(labels) = &mut self.labels {
            labels.insert(label.to_owned());
        }
        self
    }

    /// The series that are left where those are added up that differ in other labels than these.
    pub fn grouped(self, grouping: Option<&Grouping>, operator: &Range<usize>) -> Self {
        let stays = |label: &String| grouping.is_some_and(|grouping| grouping.keeps(label));
        let labels = match (grouping, self.labels) {
            (None, _) => Some(BTreeSet::new()),
            (Some(grouping), None) => grouping.names_what_stays.then(|| names(&grouping.labels)),
            (Some(_), Some(labels)) => Some(labels.into_iter().filter(stays).collect()),
        };
        let always = self.always.into_iter().filter(stays).collect();
        let place = grouping.map_or(operator, |it| &it.span);
        Self {
            labels,
            always,
            ..self
        }
        .le_lost_at(place)
    }

    fn le_lost_at(self, span: &Range<usize>) -> Self {
        let le_lost = self.lacks("le").then(|| span.clone());
        Self {
            le_lost: self.le_lost.clone().or(le_lost),
            ..self
        }
    }
}

fn names(words: &[Word]) -> BTreeSet<String> {
    words.iter().map(|word| word.text.clone()).collect()
}
