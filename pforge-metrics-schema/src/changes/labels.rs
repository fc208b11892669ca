//! Differences between the labels of a metric.

use super::What;
use crate::schema::{Domain, Kind, Label, Metric, Schema};

/// What is different about the labels of a metric.
pub(super) fn differences(
    (before, old): (&Metric, &Schema),
    (now, new): (&Metric, &Schema),
) -> Vec<What> {
    let (before, now) = (Seen::of(before, old), Seen::of(now, new));
    let find = |labels: &[Seen], name: &str| labels.iter().position(|it| it.name == name);
    let mut found = Vec::new();
    for label in &before {
        match find(&now, &label.name) {
            Some(position) => label.differences(&now[position], &mut found),
            None => found.push(What::LabelRemoved(label.name.clone())),
        }
    }
    let come = now
        .iter()
        .filter(|label| find(&before, &label.name).is_none());
    found.extend(come.map(|label| What::LabelAdded(label.name.clone())));
    found
}

/// A label as those see it who write queries.
struct Seen {
    name: String,
    /// Closed ones.
    values: Vec<String>,
    range: Option<(i64, i64)>,
    /// What it can be, in words.
    domain: String,
}

impl Seen {
    /// The labels of a metric, constant ones and states included.
    fn of(metric: &Metric, schema: &Schema) -> Vec<Self> {
        let own = metric.labels.iter();
        let own = own.map(|used| Self::label(&used.name, &schema[used.label]));
        let states = match metric.kind {
            Kind::StateSet(states) => Some(Self::label(&metric.name, &schema[states])),
            _ => None,
        };
        let facts = match &metric.kind {
            Kind::Info(facts) => facts.as_slice(),
            _ => &[],
        };
        let constants = facts.iter().chain(&schema.constants).map(|constant| Self {
            name: constant.name.clone(),
            values: Vec::new(),
            range: None,
            domain: "constant".to_owned(),
        });
        own.chain(states).chain(constants).collect()
    }

    fn label(name: &str, label: &Label) -> Self {
        let (mut values, mut range) = (Vec::new(), None);
        let domain = match &label.domain {
            Domain::Closed(all) => {
                values.extend(all.iter().map(|value| value.wire.clone()));
                "closed".to_owned()
            }
            Domain::Bool => "a bool".to_owned(),
            Domain::Range { first, last } => {
                range = Some((*first, *last));
                format!("{first} to {last}")
            }
            Domain::Open { .. } => "open".to_owned(),
        };
        Self {
            name: name.to_owned(),
            values,
            range,
            domain,
        }
    }

    fn differences(&self, now: &Self, found: &mut Vec<What>) {
        let name = || self.name.clone();
        if self.domain != now.domain {
            let (before, after) = (self.domain.clone(), now.domain.clone());
            let ranges = self.range.zip(now.range);
            let is_wider = ranges.is_some_and(|(old, new)| new.0 <= old.0 && old.1 <= new.1);
            found.push(if is_wider {
                What::Widened(name(), before, after)
            } else {
                What::Domain(name(), before, after)
            });
            return;
        }
        let gone = self.values.iter().filter(|it| !now.values.contains(it));
        found.extend(gone.map(|value| What::ValueRemoved(name(), value.clone())));
        let come = now.values.iter().filter(|it| !self.values.contains(it));
        found.extend(come.map(|value| What::ValueAdded(name(), value.clone())));
    }
}
