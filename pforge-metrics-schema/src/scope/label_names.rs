//! The label names in the exposition and their origins.

use super::Scope;
use crate::document::{Kind, LabelUse, Metric, Text};

/// The name of a label in the exposition.
#[derive(Clone, Copy)]
pub(crate) struct LabelName<'a> {
    pub text: &'a Text,
    pub origin: LabelOrigin,
    /// The label of a metric that is exported under this name.
    pub used: Option<&'a LabelUse>,
}

/// The origin of a label name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum LabelOrigin {
    Constant,
    Label,
    Role,
    Fact,
    /// The states of a stateset, which are exported as a label with the name of the metric.
    States,
}

impl<'a> Scope<'a> {
    /// Returns the labels of the series of a metric, const labels first.
    pub fn label_names(&self, metric: &'a Metric) -> Vec<LabelName<'a>> {
        let mut names = self.constants();
        self.add_own(metric, &mut names);
        names
    }

    /// Returns every label name in the document once.
    pub fn all_label_names(&self) -> Vec<LabelName<'a>> {
        let mut names = self.constants();
        for label in &self.document.labels {
            names.push(LabelName::new(label.exported(), LabelOrigin::Label));
        }
        let of_labels = names.len();
        for metric in &self.document.metrics {
            self.add_own(metric, &mut names);
        }
        let mut own = names.split_off(of_labels);
        own.retain(|it| it.origin != LabelOrigin::Label);
        names.append(&mut own);
        names
    }

    fn constants(&self) -> Vec<LabelName<'a>> {
        let constants = self.document.constants.items.iter();
        let names = constants.map(|it| LabelName::new(&it.name, LabelOrigin::Constant));
        names.collect()
    }

    /// Adds the labels of a metric, except for const labels.
    fn add_own(&self, metric: &'a Metric, names: &mut Vec<LabelName<'a>>) {
        let origin = if metric.roles {
            LabelOrigin::Role
        } else {
            LabelOrigin::Label
        };
        for used in &metric.labels.items {
            names.push(LabelName {
                text: self.exported(metric, used),
                origin,
                used: Some(used),
            });
        }
        for fact in &metric.facts.items {
            names.push(LabelName::new(&fact.name, LabelOrigin::Fact));
        }
        if metric.kind == Kind::StateSet {
            names.push(LabelName::new(&metric.name, LabelOrigin::States));
        }
    }
}

impl<'a> LabelName<'a> {
    fn new(text: &'a Text, origin: LabelOrigin) -> Self {
        Self {
            text,
            origin,
            used: None,
        }
    }
}

impl LabelOrigin {
    pub fn name(self) -> &'static str {
        match self {
            Self::Constant => "const label",
            Self::Label | Self::Fact => "label",
            Self::Role => "role",
            Self::States => "stateset",
        }
    }
}
