//! Names in the generated Rust code.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Label, Value};
use crate::quote;
use crate::report::Report;
use crate::rule::Rule;
use crate::rust_names::{Clash, Reason};
use crate::scope::Scope;

pub(crate) static RUST_NAME_CLASH: Rule = Rule {
    id: "rust_name_clash",
    title: "every item gets a Rust name of its own",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    explanation: "\
A metric `x` becomes the static `X` and the types `XSeries` and, with labels, `XFamily`, a label `agent_type` the enum `AgentType`, its value `self-repair` the variant \
`SelfRepair`, the value `404` the variant `V404`, a state `puzzle` the struct `PuzzleState` and the function \
`update_puzzle_state`, roles and fields become struct fields, and a label of \
a state's gauge the struct `ByAgentType`. `CATALOG` and `Cells` are generated besides, and every \
label enum has an `ALL`. Two items can't share a name; `self`, `Self`, `super` and `crate` are no names at all (other \
keywords become raw identifiers, `r#type`). A value whose variant would clash, or that has letters beyond ASCII, takes \
an explicit one: `{ variant = \"…\" }`.",
    wrong: "\
[label.outcome]
help   = \"How it went.\"
values = [\"not-found\", \"not found\"]

[counter.pforge_lookups_total]
help   = \"Lookups.\"
labels = [\"outcome\"]
",
    right: "\
[label.outcome]
help = \"How it went.\"
[label.outcome.values]
not-found   = \"Looked for and missing.\"
\"not found\" = { help = \"The same as the old client says it.\", variant = \"NotFoundOld\" }

[counter.pforge_lookups_total]
help   = \"Lookups.\"
labels = [\"outcome\"]
",
    check: Some(rust_name_clash),
};

fn rust_name_clash(scope: &Scope<'_>, report: &mut Report) {
    for clash in scope.clashes.values() {
        let table = (clash.sort == "value").then(|| with_variant(clash, scope));
        report.push(explain(clash).help_if_any(table.flatten()));
    }
}

/// The values of a label in a table that gives one of two another variant.
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

/// The most values that a message writes down.
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
            diagnostic.related(*span, "has the name already").help(help)
        }
        Reason::Generated { .. } | Reason::Keyword { .. } => diagnostic.help(another_name),
        Reason::Unnameable => {
            let value = quote::string(&clash.name);
            diagnostic.help(format!("name it: `{value} = {{ variant = \"…\" }}`"))
        }
        Reason::NoVariant { .. } => {
            diagnostic.help("write it in UpperCamelCase, of ASCII letters and digits")
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
        } => format!("{by} `{first}` and {sort} `{name}` both become `{identifier}` in Rust"),
        Reason::Generated { identifier } => {
            format!("{sort} `{name}` becomes `{identifier}`, which the generated code has already")
        }
        Reason::Keyword { identifier } => {
            format!("{sort} `{name}` can't have a Rust name: `{identifier}` is a keyword")
        }
        Reason::Unnameable => format!("value `{name}` does not suggest a name for its variant"),
        Reason::NoVariant { variant } => format!("`{variant}` can't be the name of a variant"),
    }
}
