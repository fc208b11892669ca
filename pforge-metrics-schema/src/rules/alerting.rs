//! Checks recording rules and alerts, except for their expressions.

use crate::diagnostic::{Correction, Diagnostic};
use crate::document::{Given, List, Setting, Text};
use crate::duration;
use crate::promql::ALERT_TESTS;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;

pub(crate) static RECORD_NAME: Rule = Rule {
    id: "record_name",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("record_name.md"),
};

pub(super) fn record_name(scope: &Scope<'_>, report: &mut Report) {
    let names = scope.document.records.iter().map(|record| &record.name);
    for name in names.filter(|name| !is_record_name(name)) {
        let message = if name.contains(':') {
            format!("invalid recording rule name `{}`", name.value)
        } else {
            format!("recording rule name `{}` contains no `:`", name.value)
        };
        report.push(
            RECORD_NAME
                .at(name.span, message)
                .help("name it `level:metric:operations`, using only letters, digits, `_` and `:`"),
        );
    }
}

fn is_record_name(name: &str) -> bool {
    let may_have = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':');
    name.contains(':') && name.bytes().all(may_have) && !name.as_bytes()[0].is_ascii_digit()
}

pub(crate) static ALERT_NAME: Rule = Rule {
    id: "alert_name",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("alert_name.md"),
};

pub(super) fn alert_name(scope: &Scope<'_>, report: &mut Report) {
    let names = scope.document.alerts.iter().map(|alert| &alert.name);
    for name in names.filter(|name| !is_camel_case(name)) {
        let message = if name.is_empty() {
            "empty alert name".to_owned()
        } else {
            format!("alert name `{}` is not in CamelCase", name.value)
        };
        let words = name.split(|c: char| !c.is_ascii_alphanumeric());
        let camel: String = words.map(capitalized).collect();
        let diagnostic = ALERT_NAME.at(name.span, message);
        report.push(if is_camel_case(&camel) {
            diagnostic.rename(name, &camel)
        } else {
            diagnostic.help("use ASCII letters and digits, for example `TooManyGaps`")
        });
    }
}

fn is_camel_case(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

pub(crate) static DURATION_FORMAT: Rule = Rule {
    id: "duration_format",
    severity: Severity::Error,
    fixed: true,
    hides_others: true,
    page: include_str!("duration_format.md"),
};

pub(super) fn duration_format(scope: &Scope<'_>, report: &mut Report) {
    let mut durations = Vec::new();
    for alert in &scope.document.alerts {
        durations.extend([&alert.hold, &alert.keep_firing_for]);
        for test in &alert.tests.items {
            durations.extend([&test.interval, &test.at]);
        }
    }
    for text in durations.into_iter().filter_map(Given::value) {
        if duration::milliseconds(text).is_none() {
            let message = format!("invalid duration `{}`", text.value);
            let diagnostic = DURATION_FORMAT.at(text.span, message);
            report.push(match duration::meant(text) {
                Some(meant) => diagnostic
                    .help(format!("write `{meant}`"))
                    .correct(Correction::name(text.span, text.value.clone(), meant)),
                None => diagnostic
                    .help("write whole numbers with units, longest unit first: `90s`, `1h30m`"),
            });
        }
    }
}

pub(crate) static RULE_LABELS: Rule = Rule {
    id: "rule_labels",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("rule_labels.md"),
};

pub(super) fn rule_labels(scope: &Scope<'_>, report: &mut Report) {
    let document = scope.document;
    let of_records = document.records.iter();
    for name in of_records.flat_map(|record| label_names(&record.labels)) {
        report.extend(invalid_label(name));
    }
    for alert in &document.alerts {
        for name in label_names(&alert.labels) {
            if ["severity", "owner"].contains(&name.as_str()) {
                let message = format!(
                    "`{}` is a key of an alert, not one of its `labels`",
                    name.value
                );
                let help = format!("move it out of `labels`: `{} = \"…\"`", name.value);
                report.push(RULE_LABELS.at(name.span, message).help(help));
            } else {
                report.extend(invalid_label(name));
            }
        }
    }
}

fn label_names(labels: &List<Setting>) -> impl Iterator<Item = &Text> {
    labels.items.iter().map(|label| &label.name)
}

fn invalid_label(name: &Text) -> Option<Diagnostic> {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let starts_with_digit = name.starts_with(|it: char| it.is_ascii_digit());
    let diagnostic = if name.starts_with("__") || name.value == "alertname" {
        let message = format!("label name `{}` is reserved by Prometheus", name.value);
        RULE_LABELS.at(name.span, message).help("rename it")
    } else if name.is_empty() || starts_with_digit || !name.bytes().all(is_allowed) {
        let message = format!("invalid label name `{}`", name.value);
        let help = "use ASCII letters, digits and `_`, and do not start with a digit";
        RULE_LABELS.at(name.span, message).help(help)
    } else {
        return None;
    };
    Some(diagnostic)
}

pub(super) fn alert_tests(scope: &Scope<'_>, report: &mut Report) {
    for test in scope.document.alerts.iter().flat_map(|it| &it.tests.items) {
        let input = &test.input;
        if let Some(span) = input.span
            && input.whole
            && input.items.is_empty()
        {
            report.push(
                ALERT_TESTS
                    .at(span, "test has no input series")
                    .help("add a series and its values: `input = { pforge_gaps = \"0x10\" }`"),
            );
        }
    }
}
