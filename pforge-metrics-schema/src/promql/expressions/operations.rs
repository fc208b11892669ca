//! What two sides give together, and whether they fit each other.

use std::collections::BTreeSet;

use super::Reading;
use super::known::{Kind, Known};
use super::tree::{Group, Operation, Word};
use crate::diagnostic::Diagnostic;
use crate::promql::lints;
use crate::suggest;

impl Reading<'_, '_> {
    pub(super) fn operation(&mut self, operation: &Operation) -> Known {
        let (left, right) = (self.node(&operation.left), self.node(&operation.right));
        if operation.is_comparison() {
            self.compared(operation, &left);
            self.compared(operation, &right);
        }
        self.matched(operation, &left, &right);
        self.can_match(operation, &left, &right);
        let known = match (left.is_scalar(), right.is_scalar()) {
            (true, true) => return Known::SCALAR,
            (true, false) => right,
            (false, true) => left,
            (false, false) => between_series(operation, left, right),
        };
        if operation.gives_bool {
            known.values()
        } else {
            known
        }
    }

    fn compared(&mut self, operation: &Operation, known: &Known) {
        let Kind::Counter(name) = &known.kind else {
            return;
        };
        let message = format!("counter `{}` is compared as it is", name.text);
        let operator = self.span(&operation.operator);
        let help = format!(
            "it begins anew with each process: compare `rate({0}[5m])` or `increase({0}[1h])`",
            name.text
        );
        let finding = lints::PROMQL_COUNTER
            .at(self.span(name), message)
            .related(operator, "compared here");
        self.report(finding.help(help));
    }

    /// Labels by which two sides are matched have to be on both of them.
    fn matched(&mut self, operation: &Operation, left: &Known, right: &Known) {
        let matching = operation.matching.as_ref();
        for label in matching.into_iter().flat_map(|it| &it.labels) {
            let is_on = matching.is_some_and(|matching| matching.names_what_stays);
            let (on_left, on_right) = (!left.lacks(&label.text), !right.lacks(&label.text));
            let finding = match (on_left, on_right) {
                (false, false) => {
                    let finding = self.unknown_label("neither", label, left);
                    let message = format!("neither side has a label `{}`", label.text);
                    Diagnostic { message, ..finding }
                }
                (false, true) if is_on => self.unknown_label("the left side", label, left),
                (true, false) if is_on => self.unknown_label("the right side", label, right),
                _ => continue,
            };
            self.report(finding);
        }
        if let Some(Group { is_left, labels }) = &operation.group {
            let (side, known) = if *is_left {
                ("the right side", right)
            } else {
                ("the left side", left)
            };
            for label in labels.iter().filter(|label| known.lacks(&label.text)) {
                let finding = self.unknown_label(side, label, known);
                self.report(finding);
            }
        }
    }

    /// Where all labels have to match, one that only one side has keeps everything apart.
    fn can_match(&mut self, operation: &Operation, left: &Known, right: &Known) {
        let matching = operation.matching.as_ref();
        let is_on = matching.is_some_and(|matching| matching.names_what_stays);
        let operator = operation.operator.text.to_ascii_lowercase();
        if is_on || operator == "or" || left.is_scalar() || right.is_scalar() {
            return;
        }
        let counts = |label: &&String| matching.is_none_or(|matching| matching.keeps(label));
        let alone = |one: &Known, other: &Known| -> Vec<String> {
            let labels = one.always.iter().filter(counts);
            labels.filter(|label| other.lacks(label)).cloned().collect()
        };
        let sides = [("left", alone(left, right)), ("right", alone(right, left))];
        let Some((side, labels)) = sides.into_iter().find(|(_, labels)| !labels.is_empty()) else {
            return;
        };
        let labels = suggest::list(labels.iter().map(String::as_str));
        let message = format!("nothing matches: of the two sides only the {side} one has {labels}");
        let both = left.always.intersection(&right.always);
        let both = both.map(String::as_str).collect::<Vec<_>>().join(", ");
        let finding = lints::PROMQL_MATCH.at(self.span(&operation.operator), message);
        self.report(finding.help(format!("say which labels have to match: `on ({both})`")));
    }
}

fn between_series(operation: &Operation, left: Known, right: Known) -> Known {
    let operator = operation.operator.text.to_ascii_lowercase();
    match operator.as_str() {
        "and" | "unless" => return left,
        "or" => {
            let labels = left.labels.zip(right.labels);
            return Known {
                labels: labels.map(|(left, right)| &left | &right),
                always: &left.always & &right.always,
                ..left_kind(left.kind, right.kind)
            };
        }
        _ => {}
    }
    let le_lost = left.le_lost.clone().or(right.le_lost.clone());
    let (labels, always) = match &operation.group {
        Some(group) => with_labels_of_one(group, &left, &right),
        None => match &operation.matching {
            Some(grouping) => {
                let left = left.clone().grouped(Some(grouping), &grouping.span);
                (left.labels, left.always)
            }
            None => (left.labels.clone(), left.always.clone()),
        },
    };
    let known = if operation.is_comparison() {
        left
    } else {
        left.values()
    };
    Known {
        labels,
        always,
        le_lost,
        ..known
    }
}

/// The labels of the many, and of the one those that are asked for.
fn with_labels_of_one(
    group: &Group,
    left: &Known,
    right: &Known,
) -> (Option<BTreeSet<String>>, BTreeSet<String>) {
    let (many, one) = if group.is_left {
        (left, right)
    } else {
        (right, left)
    };
    let (mut labels, mut always) = (many.labels.clone(), many.always.clone());
    for Word { text, .. } in &group.labels {
        always.remove(text);
        if let Some(labels) = &mut labels {
            labels.remove(text);
            labels.extend((!one.lacks(text)).then(|| text.clone()));
        }
    }
    (labels, always)
}

/// Of two sorts of series neither is known to be there.
fn left_kind(left: Kind, right: Kind) -> Known {
    let kind = match (left, right) {
        (Kind::Value, Kind::Value) => Kind::Value,
        (Kind::Native, Kind::Native) => Kind::Native,
        (Kind::Counter(name), Kind::Counter(_)) => Kind::Counter(name),
        _ => Kind::Unknown,
    };
    Known::of(kind, None)
}
