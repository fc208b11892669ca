//! Checks the names in the generated Rust code.

use crate::diagnostic::Diagnostic;
use crate::document::{Label, Value};
use crate::quote;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::rust_names::{Clash, Reason};
use crate::scope::Scope;

pub(crate) static RUST_NAME_CLASH: Rule = Rule {
    id: "rust_name_clash",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("rust_name_clash.md"),
};

pub(super) fn rust_name_clash(scope: &Scope<'_>, report: &mut Report) {
    for clash in scope.clashes.values() {
        let table = (clash.sort == "value").then(|| with_variant(clash, scope));
        report.push(explain(clash).help_if_any(table.flatten()));
    }
}

/// Proposes a table of values in which one of two clashing values has an explicit variant.
fn with_variant(clash: &Clash, scope: &Scope<'_>) -> Option<String> {
    let Reason::Taken {
        identifier, name, ..
    } = &clash.reason
    else {
        return None;
    };
    let is_upper = |text: &str| !text.contains(|c: char| c.is_ascii_lowercase());
    let (other, suffix) = match (is_upper(&clash.name), is_upper(name)) {
        (true, false) => (&clash.name, "Upper"),
        (false, true) => (name, "Upper"),
        _ => (&clash.name, "2"),
    };
    let is_bare_key = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    };
    let key = |text: &str| {
        if is_bare_key(text) {
            text.to_owned()
        } else {
            quote::string(text)
        }
    };
    let entry = format!("{} = {{ variant = \"{identifier}{suffix}\" }}", key(other));
    let one = format!("give one of them another `variant`: `{entry}`");
    let is_of = |label: &&Label| label.values().iter().any(|it| it.wire.span == clash.span);
    let Some(label) = scope.document.labels.iter().find(is_of) else {
        return Some(one);
    };
    let values = label.values();
    let is_bare = |it: &Value| it.help.value().is_none() && it.variant.value().is_none();
    if values.len() > SHOWN_VALUES || !values.iter().all(is_bare) {
        return Some(one);
    }
    let entries = values.iter().map(|it| {
        if it.wire.value == *other {
            entry.clone()
        } else {
            format!("{} = {{}}", key(&it.wire))
        }
    });
    let entries: Vec<_> = entries.collect();
    let table = format!("values = {{ {} }}", entries.join(", "));
    Some(format!("give one of them another `variant`: `{table}`"))
}

/// The maximum number of values that a help lists.
const SHOWN_VALUES: usize = 6;

fn explain(clash: &Clash) -> Diagnostic {
    let message = message(clash);
    let is_value = clash.sort == "value";
    let another_name = if is_value {
        "give it another `variant`"
    } else {
        "rename it"
    };
    let diagnostic = RUST_NAME_CLASH.at(clash.span, message);
    match &clash.reason {
        Reason::Taken {
            span, identifier, ..
        } => {
            let is_function = identifier.starts_with(|c: char| c.is_ascii_lowercase());
            let help = if is_value {
                "give one of them another `variant`"
            } else if clash.sort == "state" && is_function {
                "give one of them another `update`"
            } else {
                "rename one of them"
            };
            diagnostic.related(*span, "first declared here").help(help)
        }
        Reason::Generated { .. } | Reason::Keyword { .. } => diagnostic.help(another_name),
        Reason::Unnameable => {
            let value = quote::string(&clash.name);
            diagnostic.help(format!(
                "set it explicitly: `{value} = {{ variant = \"…\" }}`"
            ))
        }
        Reason::NoVariant { .. } => {
            diagnostic.help("use UpperCamelCase with ASCII letters and digits")
        }
    }
}

fn message(clash: &Clash) -> String {
    let Clash { sort, name, .. } = clash;
    match &clash.reason {
        Reason::Taken {
            identifier,
            by,
            name: first,
            ..
        } => format!("{by} `{first}` and {sort} `{name}` have the same Rust name `{identifier}`"),
        Reason::Generated { identifier } => {
            format!("Rust name `{identifier}` of {sort} `{name}` is used by the generated code")
        }
        Reason::Keyword { identifier } => {
            format!("Rust name `{identifier}` of {sort} `{name}` is a reserved keyword")
        }
        Reason::Unnameable => format!("cannot derive a variant name from value `{name}`"),
        Reason::NoVariant { variant } => format!("invalid variant name `{variant}`"),
    }
}
