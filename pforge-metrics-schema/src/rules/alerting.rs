//! Recording rules and alerts, apart from their expressions.

use crate::diagnostic::{Correction, Diagnostic, Severity};
use crate::document::{Given, List, Setting, Text};
use crate::duration;
use crate::report::Report;
use crate::rule::Rule;
use crate::scope::Scope;

pub(crate) static RECORD_NAME: Rule = Rule {
    id: "record_name",
    title: "the name of a recording rule is `level:metric:operations`",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    explanation: "\
A recording rule is named for the labels that its series keep, the metric that it comes from and what is done to it, newest \
first, with colons between them: whoever reads a query sees by the colon that a series is recorded, and no metric of a \
program has one. See https://prometheus.io/docs/practices/rules/.",
    wrong: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[record.pforge_gaps_max]
help = \"Most empty places of any puzzle.\"
expr = \"max(pforge_gaps)\"
",
    right: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[record.\"pforge:gaps:max\"]
help = \"Most empty places of any puzzle.\"
expr = \"max(pforge_gaps)\"
",
    check: Some(record_name),
};

fn record_name(scope: &Scope<'_>, report: &mut Report) {
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
    title: "alerts are named in CamelCase",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    explanation: "\
The name of an alert is what the person on call reads first, searches for and silences: letters and digits in CamelCase, \
as Prometheus recommends in https://prometheus.io/docs/practices/alerting/.",
    wrong: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.\"too many gaps\"]
expr    = \"pforge_gaps > 100\"
summary = \"The puzzle falls apart.\"
",
    right: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.TooManyGaps]
expr    = \"pforge_gaps > 100\"
summary = \"The puzzle falls apart.\"
",
    check: Some(alert_name),
};

fn alert_name(scope: &Scope<'_>, report: &mut Report) {
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
    title: "durations are written as Prometheus does",
    severity: Severity::Error,
    fixed: true,
    hides_others: true,
    explanation: "\
A duration is a whole number and a unit, `ms`, `s`, `m`, `h`, `d`, `w` or `y`, or several of them with the longest first: \
`90s`, `1h30m`.",
    wrong: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.TooManyGaps]
expr    = \"pforge_gaps > 100\"
for     = \"10 minutes\"
summary = \"The puzzle falls apart.\"
",
    right: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.TooManyGaps]
expr    = \"pforge_gaps > 100\"
for     = \"10m\"
summary = \"The puzzle falls apart.\"
",
    check: Some(duration_format),
};

fn duration_format(scope: &Scope<'_>, report: &mut Report) {
    let alerts = scope.document.alerts.iter();
    let durations = alerts.flat_map(|alert| {
        let tests = alert.tests.items.iter();
        let of_tests = tests.flat_map(|test| [&test.interval, &test.at]);
        [&alert.hold, &alert.keep_firing_for]
            .into_iter()
            .chain(of_tests)
    });
    for text in durations.filter_map(Given::value) {
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
    title: "labels that rules add have names that are free",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    explanation: "\
A label that a recording rule or an alert adds is a word of ASCII letters, digits and `_`. `alertname` and names that begin \
with `__` belong to Prometheus; an alert says its `severity` and `owner` by keys of their own.",
    wrong: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.TooManyGaps]
expr    = \"pforge_gaps > 100\"
summary = \"The puzzle falls apart.\"
labels  = { severity = \"page\" }
",
    right: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.TooManyGaps]
expr     = \"pforge_gaps > 100\"
summary  = \"The puzzle falls apart.\"
severity = \"page\"
",
    check: Some(rule_labels),
};

fn rule_labels(scope: &Scope<'_>, report: &mut Report) {
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

pub(crate) static ALERT_TESTS: Rule = Rule {
    id: "alert_tests",
    title: "a test of an alert feeds it something",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    explanation: "\
A test gives an alert series with values, and says when it must fire and when not. Without any series nothing ever \
fires, whatever the expression is.",
    wrong: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.TooManyGaps]
expr    = \"pforge_gaps > 100\"
summary = \"The puzzle falls apart.\"
tests   = [{ input = {}, at = \"5m\", fires = false }]
",
    right: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.TooManyGaps]
expr    = \"pforge_gaps > 100\"
summary = \"The puzzle falls apart.\"
tests   = [{ input = { pforge_gaps = \"0x10\" }, at = \"5m\", fires = false }]
",
    check: Some(alert_tests),
};

fn alert_tests(scope: &Scope<'_>, report: &mut Report) {
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
