//! Lints about `[lint]` and `allow`. They are found once all others have been, see [`crate::levels`].

use crate::diagnostic::{Correction, Diagnostic, Severity};
use crate::document::Text;
use crate::rule::Rule;
use crate::source::Span;
use crate::suggest;

pub(crate) static UNKNOWN_LINT: Rule = Rule {
    id: "unknown_lint",
    title: "`[lint]` and `allow` name lints that can be turned down",
    severity: Severity::Error,
    fixed: false,
    hides_others: true,
    explanation: "\
`[lint]` sets a lint to \"deny\", \"warn\" or \"allow\" for the whole schema, `allow = { lint = \"reason\" }` turns one off at a \
label or metric, except the lints about `allow` itself. Rules that say what a schema means, such as `duplicate`, can't be turned down: there would be nothing \
to generate.",
    wrong: "\
[counter.pforge_ticks_total]
help  = \"Ticks of the orchestrator.\"
allow = { help_perod = \"The text comes from elsewhere.\" }
",
    right: "\
[counter.pforge_ticks_total]
help  = \"Ticks of the orchestrator\"
allow = { help_period = \"The text comes from elsewhere.\" }
",
    check: None,
};

pub(crate) fn unknown_lint(name: &Text) -> Diagnostic {
    if let Some(rule) = super::find(name) {
        let message = format!("`{}` can't be turned down", rule.id);
        return UNKNOWN_LINT
            .at(name.span, message)
            .help("mend what it reports: what breaks it can't be generated");
    }
    let adjustable = super::ALL.iter().filter(|rule| !rule.fixed);
    let diagnostic = UNKNOWN_LINT.at(name.span, format!("unknown lint `{}`", name.value));
    let ids = adjustable.map(|rule| rule.id);
    match suggest::nearest(name, ids.clone()) {
        Some(meant) => {
            let is_exact = suggest::is_misspelling(name, meant, ids);
            diagnostic.did_you_mean_if(name, meant, is_exact)
        }
        None => diagnostic,
    }
}

/// Whether a lint is about `allow` itself, and so for the schema as a whole to set.
pub(crate) fn is_of_the_schema(lint: &str) -> bool {
    [UNKNOWN_LINT.id, UNUSED_ALLOW.id, ALLOW_REASON.id].contains(&lint)
}

pub(crate) fn misplaced_lint(name: &Text) -> Diagnostic {
    let message = format!(
        "`{}` is about `allow`, and no item can allow it",
        name.value
    );
    let help = format!("write it in `[lint]`: `{} = \"allow\"`", name.value);
    UNKNOWN_LINT.at(name.span, message).help(help)
}

pub(crate) static ALLOW_REASON: Rule = Rule {
    id: "allow_reason",
    title: "every `allow` tells its reason",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    explanation: "\
Why a lint does not apply is what the next reader of an `allow` has to know: without it nobody dares to take it away.",
    wrong: "\
[counter.pforge_ticks_total]
help  = \"Ticks of the orchestrator\"
allow = { help_period = \"\" }
",
    right: "\
[counter.pforge_ticks_total]
help  = \"Ticks of the orchestrator\"
allow = { help_period = \"The text comes from elsewhere.\" }
",
    check: None,
};

pub(crate) fn allow_reason(lint: &str, reason: &Text) -> Diagnostic {
    let wrong = if reason.trim().is_empty() {
        "is empty"
    } else {
        "is still to be written"
    };
    ALLOW_REASON
        .at(reason.span, format!("the reason to allow `{lint}` {wrong}"))
        .help("say why the lint does not apply here")
}

pub(crate) static UNUSED_ALLOW: Rule = Rule {
    id: "unused_allow",
    title: "every `allow` silences something",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    explanation: "\
An `allow` that is not needed, or no longer, hides the next breach of its lint, for which its reason was never meant.",
    wrong: "\
[counter.pforge_ticks_total]
help  = \"Ticks of the orchestrator.\"
allow = { help_period = \"The text comes from elsewhere.\" }
",
    right: "\
[counter.pforge_ticks_total]
help = \"Ticks of the orchestrator.\"
",
    check: None,
};

/// `entry` is the lint with its reason, or the whole of an `allow` that has no other lint.
pub(crate) fn unused_allow(lint: &Text, entry: Span) -> Diagnostic {
    let message = format!("nothing here breaks `{}`", lint.value);
    let diagnostic = UNUSED_ALLOW.at(lint.span, message).help("remove it");
    diagnostic.correct(Correction::Remove(entry))
}
