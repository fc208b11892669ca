//! Where the names of labels in the exposition come from.

use super::Scope;
use crate::document::{Kind, Label, LabelUse, Metric, Text};

/// The name of a label in the exposition.
#[derive(Clone, Copy)]
pub(crate) struct LabelName<'a> {
    pub text: &'a Text,
    pub origin: Origin,
    /// The label of a metric that is exported so.
    pub used: Option<&'a LabelUse>,
}

/// What has the name of a label.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    Constant,
    Label,
    Role,
    Fact,
    /// A stateset: its states are a label that is named like the metric.
    States,
}

impl<'a> Scope<'a> {
    /// The labels that the series of a metric have, const labels first.
    pub fn label_names(&self, metric: &'a Metric) -> impl Iterator<Item = LabelName<'a>> {
        let labels = metric.labels.items.iter().map(|used| LabelName {
            text: self.exported(metric, used),
            origin: if metric.roles {
                Origin::Role
            } else {
                Origin::Label
            },
            used: Some(used),
        });
        let facts = metric.facts.items.iter();
        let facts = facts.map(|fact| LabelName::new(&fact.name, Origin::Fact));
        let is_stateset = metric.kind == Kind::StateSet;
        let states = is_stateset.then(|| LabelName::new(&metric.name, Origin::States));
        let constants = self.document.constants.items.iter();
        let constants = constants.map(|it| LabelName::new(&it.name, Origin::Constant));
        constants.chain(labels).chain(facts).chain(states)
    }

    /// Every name that the document gives to a label, once.
    pub fn all_label_names(&self) -> impl Iterator<Item = LabelName<'a>> {
        let constants = self.document.constants.items.iter();
        let constants = constants.map(|it| LabelName::new(&it.name, Origin::Constant));
        let labels = self.document.labels.iter().map(Label::exported);
        let labels = labels.map(|name| LabelName::new(name, Origin::Label));
        let metrics = self.document.metrics.iter();
        let of_metrics = metrics.flat_map(|metric| self.label_names(metric));
        let of_metrics =
            of_metrics.filter(|it| !matches!(it.origin, Origin::Constant | Origin::Label));
        constants.chain(labels).chain(of_metrics)
    }
}

impl<'a> LabelName<'a> {
    fn new(text: &'a Text, origin: Origin) -> Self {
        Self {
            text,
            origin,
            used: None,
        }
    }
}

impl Origin {
    /// "a label", "a role".
    pub fn with_article(self) -> &'static str {
        match self {
            Self::Constant => "a const label",
            Self::Label | Self::Fact => "a label",
            Self::Role => "a role",
            Self::States => "a stateset",
        }
    }

    pub fn name(self) -> &'static str {
        self.with_article().trim_start_matches("a ")
    }
}
