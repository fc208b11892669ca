//! Recording rules and alerts, apart from their expressions.

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
            format!("`{}` can't be the name of a series", name.value)
        } else {
            format!("record `{}` has no colon in its name", name.value)
        };
        report.push(
            RECORD_NAME
                .at(name.span, message)
                .help("name it `level:metric:operations`, in letters, digits, `_` and colons"),
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
        let message = format!("alert `{}` is not in CamelCase", name.value);
        let words = name.split(|c: char| !c.is_ascii_alphanumeric());
        let camel: String = words.map(capitalized).collect();
        let diagnostic = ALERT_NAME.at(name.span, message);
        report.push(if is_camel_case(&camel) {
            diagnostic.rename(name, &camel)
        } else {
            diagnostic
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
                None => {
                    diagnostic.help("write numbers with units, the longest first: `90s`, `1h30m`")
                }
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
    for name in of_records.flat_map(|record| names(&record.labels)) {
        if !is_free(name) {
            report.push(not_free(name));
        }
    }
    for alert in &document.alerts {
        for name in names(&alert.labels) {
            if ["severity", "owner"].contains(&name.as_str()) {
                let message = format!("`{}` is a key of the alert itself", name.value);
                let help = format!("write `{} = \"…\"` beside `labels`", name.value);
                report.push(RULE_LABELS.at(name.span, message).help(help));
            } else if !is_free(name) {
                report.push(not_free(name));
            }
        }
    }
}

fn names(labels: &List<Setting>) -> impl Iterator<Item = &Text> {
    labels.items.iter().map(|label| &label.name)
}

fn is_free(name: &str) -> bool {
    let may_have = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let is_word = name.bytes().all(may_have) && !name.starts_with(|it: char| it.is_ascii_digit());
    is_word && !name.is_empty() && !name.starts_with("__") && name != "alertname"
}

fn not_free(name: &Text) -> Diagnostic {
    let message = format!("a rule can't add a label `{}`", name.value);
    RULE_LABELS.at(name.span, message).help("rename it")
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
                    .at(span, "a test without series never fires")
                    .help("name a series and its values, for example `{ pforge_gaps = \"0x10\" }`"),
            );
        }
    }
}
