//! Where the names of labels in the exposition come from.

use super::Scope;
use crate::document::{Kind, LabelUse, Metric, Text};

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
    pub fn label_names(&self, metric: &'a Metric) -> Vec<LabelName<'a>> {
        let mut names = self.constants();
        self.add_own(metric, &mut names);
        names
    }

    /// Every name that the document gives to a label, once.
    pub fn all_label_names(&self) -> Vec<LabelName<'a>> {
        let mut names = self.constants();
        for label in &self.document.labels {
            names.push(LabelName::new(label.exported(), Origin::Label));
        }
        let of_labels = names.len();
        for metric in &self.document.metrics {
            self.add_own(metric, &mut names);
        }
        let mut own = names.split_off(of_labels);
        own.retain(|it| it.origin != Origin::Label);
        names.append(&mut own);
        names
    }

    fn constants(&self) -> Vec<LabelName<'a>> {
        let constants = self.document.constants.items.iter();
        let names = constants.map(|it| LabelName::new(&it.name, Origin::Constant));
        names.collect()
    }

    /// Adds the labels of a metric that are no const labels.
    fn add_own(&self, metric: &'a Metric, names: &mut Vec<LabelName<'a>>) {
        let origin = if metric.roles {
            Origin::Role
        } else {
            Origin::Label
        };
        for used in &metric.labels.items {
            names.push(LabelName {
                text: self.exported(metric, used),
                origin,
                used: Some(used),
            });
        }
        for fact in &metric.facts.items {
            names.push(LabelName::new(&fact.name, Origin::Fact));
        }
        if metric.kind == Kind::StateSet {
            names.push(LabelName::new(&metric.name, Origin::States));
        }
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
