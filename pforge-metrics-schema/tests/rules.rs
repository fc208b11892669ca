//! The rules document themselves; their examples must be true.

use std::collections::HashSet;

use pforge_metrics_schema::rules::ALL;
use pforge_metrics_schema::{Compiled, Rule, Severity, Source, Surroundings, compile, lock};

/// The ids of the rules that the example of a rule breaks.
fn broken(example: &str, rule: &Rule) -> Vec<&'static str> {
    compiled(example, lock_beside(rule))
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.rule.id)
        .collect()
}

/// What the examples of the rule about locks have promised.
fn lock_beside(rule: &Rule) -> Option<Source> {
    (rule.id == "lock_kept").then(|| Source {
        path: "metrics.lock".to_owned(),
        text: lock::text(&compiled(rule.right, None).schema),
    })
}

fn compiled(text: &str, lock: Option<Source>) -> Compiled {
    let source = Source {
        path: "metrics.toml".to_owned(),
        text: text.to_owned(),
    };
    let read = |path: &str| {
        if path.contains("no_such") {
            Err("no such file".to_owned())
        } else {
            Ok(String::new())
        }
    };
    let surroundings = Surroundings {
        version: "1.4.0".parse().ok(),
        read: &read,
        lock,
    };
    compile(source, &surroundings)
}

#[test]
fn the_wrong_example_of_a_rule_breaks_exactly_that_rule() {
    for rule in ALL {
        assert_eq!(broken(rule.wrong, rule), [rule.id], "{}", rule.wrong);
    }
}

#[test]
fn the_right_example_of_a_rule_breaks_none() {
    for rule in ALL {
        assert!(
            broken(rule.right, rule).is_empty(),
            "{}: {:?}\n{}",
            rule.id,
            broken(rule.right, rule),
            rule.right
        );
    }
}

#[test]
fn the_documentation_of_a_rule_is_complete() {
    let ids: HashSet<_> = ALL.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), ALL.len());
    for rule in ALL {
        assert!(
            rule.id
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_'),
            "{}",
            rule.id
        );
        assert!(
            !rule.title.is_empty() && !rule.title.ends_with('.'),
            "{}",
            rule.id
        );
        assert!(rule.explanation.ends_with('.'), "{}", rule.id);
        assert!(matches!(rule.severity, Severity::Error | Severity::Warning));
    }
}
