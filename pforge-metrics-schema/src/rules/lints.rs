//! Lints about `[lint]` and `allow`. [`crate::levels`] reports them after all other checks.

use crate::diagnostic::{Correction, Diagnostic};
use crate::document::Text;
use crate::read::ALLOW_REASON;
use crate::rule::{Rule, Severity};
use crate::source::Span;
use crate::suggest;

pub(crate) static UNKNOWN_LINT: Rule = Rule {
    id: "unknown_lint",
    severity: Severity::Error,
    fixed: false,
    hides_others: true,
    page: include_str!("unknown_lint.md"),
};

pub(crate) fn unknown_lint(name: &Text) -> Diagnostic {
    if let Some(rule) = super::find(name) {
        let message = format!("lint `{}` is not adjustable", rule.id);
        return UNKNOWN_LINT
            .at(name.span, message)
            .help("fix what it reports: code cannot be generated from a schema that violates it");
    }
    let adjustable = super::all().filter(|rule| !rule.fixed);
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

/// Returns whether a lint is about `allow` itself and can be set only in `[lint]`.
pub(crate) fn is_schema_wide(lint: &str) -> bool {
    [UNKNOWN_LINT.id, UNUSED_ALLOW.id, ALLOW_REASON.id].contains(&lint)
}

pub(crate) fn misplaced_lint(name: &Text) -> Diagnostic {
    let message = format!("lint `{}` cannot be allowed for one item", name.value);
    let help = format!("set it in `[lint]`: `{} = \"allow\"`", name.value);
    UNKNOWN_LINT.at(name.span, message).help(help)
}

pub(crate) static UNUSED_ALLOW: Rule = Rule {
    id: "unused_allow",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("unused_allow.md"),
};

/// Reports an `allow` without effect. `entry` is the lint with its reason, or the whole `allow` if it has no other
/// lint.
pub(crate) fn unused_allow(lint: &Text, entry: Span) -> Diagnostic {
    let message = format!("unused `allow` for lint `{}`", lint.value);
    let diagnostic = UNUSED_ALLOW.at(lint.span, message).help("remove it");
    diagnostic.correct(Correction::Remove(entry))
}
