//! What is asked for: expressions of `PromQL`, and panels. The checks are in [`crate::promql`], which reads expressions, and
//! is there with the feature `promql`.

use crate::diagnostic::Severity;
use crate::rule::Rule;

/// The rules of which nothing is known unless expressions are read.
static READ_IN_EXPRESSIONS: &[&Rule] = &[
    &PROMQL_SYNTAX,
    &PROMQL_SERIES,
    &PROMQL_RULE,
    &PROMQL_LABEL,
    &PROMQL_VALUE,
    &PROMQL_FUNCTION,
    &PROMQL_COUNTER,
    &PROMQL_LE,
    &PROMQL_MATCH,
    &ALERT_CONDITION,
    &ALERT_TEMPLATE,
    &DEPRECATED_USE,
];

/// Whether breaches of a rule are found in this build.
pub(crate) fn is_checked(lint: &str) -> bool {
    cfg!(feature = "promql") || !is_about_queries(lint)
}

/// Whether a rule is about what expressions and panels ask for, and not about metrics.
#[must_use]
pub fn is_about_queries(lint: &str) -> bool {
    READ_IN_EXPRESSIONS.iter().any(|rule| rule.id == lint)
}

pub(crate) static PROMQL_SYNTAX: Rule = Rule {
    id: "promql_syntax",
    title: "`expr` is an expression of PromQL",
    severity: Severity::Error,
    fixed: false,
    hides_others: true,
    explanation: "\
`expr` of recording rules, alerts and panels is what Prometheus evaluates. It is read by a parser of the language, see \
https://prometheus.io/docs/prometheus/latest/querying/basics/. In panels, `$__interval`, `$__rate_interval` and \
`$__range` stand for durations, as in Grafana. Who needs syntax that is newer than the parser allows this lint with the reason: \
then nothing is said of the expression.",
    wrong: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.Stalled]
expr    = 'pforge_gaps > (100'
summary = \"The swarm stands still.\"
",
    right: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.Stalled]
expr    = 'pforge_gaps > 100'
summary = \"The swarm stands still.\"
",
    check: None,
};

pub(crate) static PROMQL_SERIES: Rule = Rule {
    id: "promql_series",
    title: "expressions ask for series that are exposed",
    severity: Severity::Error,
    fixed: false,
    hides_others: true,
    explanation: "\
An expression that asks for a series that nobody exposes gives nothing: the alert never fires, the panel is empty, and \
nobody is told. Series are the names of metrics, `_bucket`, `_sum` and `_count` of histograms, `_created` where that \
is exposed, recording rules, what Prometheus itself records (`up`, `ALERTS`, `scrape_…`), and what `[promql] series` \
says that other programs expose.",
    wrong: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.Stalled]
expr    = 'pforge_gap > 100'
summary = \"The swarm stands still.\"
",
    right: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.Stalled]
expr    = 'pforge_gaps > 100'
summary = \"The swarm stands still.\"
",
    check: None,
};

pub(crate) static PROMQL_RULE: Rule = Rule {
    id: "promql_rule",
    title: "expressions ask for rules that are declared",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    explanation: "\
A name with a colon is a recording rule's, and `ALERTS{alertname=\"…\"}` is about an alert: both have to be declared in \
this schema. Those of others are named in `[promql] series`.",
    wrong: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[record.\"pforge:gaps:max\"]
help = \"Most empty places of any puzzle.\"
expr = \"max(pforge_gaps)\"

[alert.Stalled]
expr    = 'pforge:gap:max > 100'
summary = \"The swarm stands still.\"
",
    right: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[record.\"pforge:gaps:max\"]
help = \"Most empty places of any puzzle.\"
expr = \"max(pforge_gaps)\"

[alert.Stalled]
expr    = 'pforge:gaps:max > 100'
summary = \"The swarm stands still.\"
",
    check: None,
};

pub(crate) static PROMQL_LABEL: Rule = Rule {
    id: "promql_label",
    title: "expressions name labels that series have",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    explanation: "\
A label that a series does not have is the empty string: a matcher on it selects nothing, `by` puts all series into \
one, and `on` matches what does not belong together. Series have the labels that their metric declares, const labels, \
`job` and `instance`, `le` of buckets, and what `[promql] external_labels` says that targets or Prometheus add.",
    wrong: "\
[label.agent_type]
help   = \"Role of an agent.\"
values = [\"planner\", \"fixer\"]

[gauge.pforge_agents_active]
help   = \"Agents that are at work.\"
labels = [\"agent_type\"]

[alert.Stalled]
expr    = 'sum by (agent) (pforge_agents_active) == 0'
summary = \"The swarm stands still.\"
",
    right: "\
[label.agent_type]
help   = \"Role of an agent.\"
values = [\"planner\", \"fixer\"]

[gauge.pforge_agents_active]
help   = \"Agents that are at work.\"
labels = [\"agent_type\"]

[alert.Stalled]
expr    = 'sum by (agent_type) (pforge_agents_active) == 0'
summary = \"The swarm stands still.\"
",
    check: None,
};

pub(crate) static PROMQL_VALUE: Rule = Rule {
    id: "promql_value",
    title: "expressions compare labels with values that they can have",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    explanation: "\
The values of a closed label are all known, and so are the bounds of a histogram, which are the values of `le`. A \
matcher on another value selects nothing. In a pattern every alternative has to match a value.",
    wrong: "\
[label.agent_type]
help   = \"Role of an agent.\"
values = [\"planner\", \"fixer\"]

[gauge.pforge_agents_active]
help   = \"Agents that are at work.\"
labels = [\"agent_type\"]

[alert.Stalled]
expr    = 'pforge_agents_active{agent_type=~\"planner|fxer\"} == 0'
summary = \"The swarm stands still.\"
",
    right: "\
[label.agent_type]
help   = \"Role of an agent.\"
values = [\"planner\", \"fixer\"]

[gauge.pforge_agents_active]
help   = \"Agents that are at work.\"
labels = [\"agent_type\"]

[alert.Stalled]
expr    = 'pforge_agents_active{agent_type=~\"planner|fixer\"} == 0'
summary = \"The swarm stands still.\"
",
    check: None,
};

pub(crate) static PROMQL_FUNCTION: Rule = Rule {
    id: "promql_function",
    title: "functions get the kind of metric that they are made for",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    explanation: "\
`rate`, `irate`, `increase` and `resets` take each decrease for a restart of the process: they are for counters, and \
for the series of histograms. `delta`, `idelta`, `deriv`, `predict_linear` and `double_exponential_smoothing` know no \
restarts: they are for gauges. What a recording rule records is a gauge unless its expression just adds up counters.",
    wrong: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.Stalled]
expr    = 'rate(pforge_gaps[5m]) == 0'
summary = \"The swarm stands still.\"
",
    right: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.Stalled]
expr    = 'deriv(pforge_gaps[5m]) == 0'
summary = \"The swarm stands still.\"
",
    check: None,
};

pub(crate) static PROMQL_COUNTER: Rule = Rule {
    id: "promql_counter",
    title: "counters are not compared as they are",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    explanation: "\
What a counter counts began when the process did: after a restart the same comparison means something else. Compare \
its `rate` or its `increase`.",
    wrong: "\
[counter.pforge_ticks_total]
help = \"Ticks of the orchestrator.\"

[alert.Stalled]
expr    = 'pforge_ticks_total < 100'
summary = \"The swarm stands still.\"
",
    right: "\
[counter.pforge_ticks_total]
help = \"Ticks of the orchestrator.\"

[alert.Stalled]
expr    = 'increase(pforge_ticks_total[1h]) < 100'
summary = \"The swarm stands still.\"
",
    check: None,
};

pub(crate) static PROMQL_LE: Rule = Rule {
    id: "promql_le",
    title: "`histogram_quantile` gets the label `le`",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    explanation: "\
A quantile is read off the buckets of a histogram, which the label `le` tells apart: it has to be among the labels of \
a `by`, and not among those of a `without`. Native buckets need none.",
    wrong: "\
[histogram.pforge_tick_duration_seconds]
help    = \"Wall time of one tick.\"
buckets = [0.1, 1, 10]

[alert.Stalled]
expr    = 'histogram_quantile(0.9, sum by (job) (rate(pforge_tick_duration_seconds_bucket[5m]))) > 1'
summary = \"The swarm stands still.\"
",
    right: "\
[histogram.pforge_tick_duration_seconds]
help    = \"Wall time of one tick.\"
buckets = [0.1, 1, 10]

[alert.Stalled]
expr    = 'histogram_quantile(0.9, sum by (job, le) (rate(pforge_tick_duration_seconds_bucket[5m]))) > 1'
summary = \"The swarm stands still.\"
",
    check: None,
};

pub(crate) static PROMQL_MATCH: Rule = Rule {
    id: "promql_match",
    title: "two sides have labels by which they match",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    explanation: "\
Series of two sides match if all of their labels are equal, unless `on` or `ignoring` says which of them count: where only \
one side has a label, nothing ever matches. That of several series on one side each has its match is what `group_left` \
and `group_right` are for.",
    wrong: "\
[label.agent_type]
help   = \"Role of an agent.\"
values = [\"planner\", \"fixer\"]

[gauge.pforge_agents_active]
help   = \"Agents that are at work.\"
labels = [\"agent_type\"]

[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.Stalled]
expr    = 'pforge_agents_active == 0 and pforge_gaps > 0'
summary = \"The swarm stands still.\"
",
    right: "\
[label.agent_type]
help   = \"Role of an agent.\"
values = [\"planner\", \"fixer\"]

[gauge.pforge_agents_active]
help   = \"Agents that are at work.\"
labels = [\"agent_type\"]

[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.Stalled]
expr    = 'pforge_agents_active == 0 and on (job, instance) pforge_gaps > 0'
summary = \"The swarm stands still.\"
",
    check: None,
};

pub(crate) static ALERT_CONDITION: Rule = Rule {
    id: "alert_condition",
    title: "an alert has a condition",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    explanation: "\
An alert fires for every series that its expression gives, whatever the value is, 0 included. Without a comparison, \
`absent`, `and` or `unless`, or a recording rule that has one, it fires always. `vector(1)` is what is meant to: the \
alert whose silence tells that alerts do not reach anybody.",
    wrong: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.Stalled]
expr    = 'pforge_gaps'
summary = \"The swarm stands still.\"
",
    right: "\
[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.Stalled]
expr    = 'pforge_gaps > 100'
summary = \"The swarm stands still.\"
",
    check: None,
};

pub(crate) static ALERT_TEMPLATE: Rule = Rule {
    id: "alert_template",
    title: "templates of alerts name labels that are there",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    explanation: "\
`{{ $labels.x }}` in a summary, a description or a label of an alert is a label of the series that the expression \
gives. One that was aggregated away, or never was there, is the empty string in the notification.",
    wrong: "\
[label.agent_type]
help   = \"Role of an agent.\"
values = [\"planner\", \"fixer\"]

[gauge.pforge_agents_active]
help   = \"Agents that are at work.\"
labels = [\"agent_type\"]

[alert.Stalled]
expr    = 'sum by (agent_type) (pforge_agents_active) == 0'
summary = \"No {{ $labels.agent }} at work.\"
",
    right: "\
[label.agent_type]
help   = \"Role of an agent.\"
values = [\"planner\", \"fixer\"]

[gauge.pforge_agents_active]
help   = \"Agents that are at work.\"
labels = [\"agent_type\"]

[alert.Stalled]
expr    = 'sum by (agent_type) (pforge_agents_active) == 0'
summary = \"No {{ $labels.agent_type }} at work.\"
",
    check: None,
};

pub(crate) static DEPRECATED_USE: Rule = Rule {
    id: "deprecated_use",
    title: "expressions and panels ask for nothing that is deprecated",
    severity: Severity::Warning,
    fixed: false,
    hides_others: false,
    explanation: "\
What is deprecated is going to be removed; who still asks for it finds out too late.",
    wrong: "\
[gauge.pforge_holes]
help       = \"Empty places of the puzzle.\"
deprecated = { since = \"1.3.0\", renamed_to = \"pforge_gaps\" }

[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.Stalled]
expr    = 'pforge_holes > 100'
summary = \"The swarm stands still.\"
",
    right: "\
[gauge.pforge_holes]
help       = \"Empty places of the puzzle.\"
deprecated = { since = \"1.3.0\", renamed_to = \"pforge_gaps\" }

[gauge.pforge_gaps]
help = \"Empty places of the puzzle.\"

[alert.Stalled]
expr    = 'pforge_gaps > 100'
summary = \"The swarm stands still.\"
",
    check: None,
};
