//! Suggestions for misspelled names, and lists of names in messages.

/// The maximum length of names that are compared, which bounds the work for hostile input.
const MAX_LEN: usize = 64;

/// The maximum number of names in a list in a message.
const SHOWN: usize = 5;

/// Returns the candidate with the fewest edits from `name`, at most a third of its length but at least one edit.
///
/// ```
/// use pforge_metrics_schema::nearest;
///
/// assert_eq!(nearest("vendr", ["vendor", "agent"]), Some("vendor"));
/// assert_eq!(nearest("queue", ["vendor", "agent"]), None);
/// ```
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = near(name, &candidates.into_iter().collect::<Vec<_>>());
    let nearest = near.into_iter().min_by_key(|(distance, _)| *distance);
    nearest.map(|(_, candidate)| candidate)
}

/// Returns whether `meant` is the only candidate near `name`.
pub(crate) fn is_misspelling<'a>(
    name: &str,
    meant: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> bool {
    let near = near(name, &candidates.into_iter().collect::<Vec<_>>());
    matches!(near[..], [(_, candidate)] if candidate == meant)
}

/// Returns the candidates that are few enough edits away, with their numbers of edits.
fn near<'a>(name: &str, candidates: &[&'a str]) -> Vec<(usize, &'a str)> {
    let length = name.chars().count();
    let limit = (length / 3).max(1).min(length.saturating_sub(1));
    if name.len() > MAX_LEN {
        return Vec::new();
    }
    let mut near = Vec::new();
    for candidate in candidates.iter().filter(|it| it.len() <= MAX_LEN) {
        near.extend(distance(name, candidate, limit).map(|distance| (distance, *candidate)));
    }
    near
}

/// Formats names as "`a`, `b`, `c`", truncated with a count of the remaining names.
pub(crate) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    cut(names, |name| format!("`{name}`"))
}

/// Joins items with commas, truncated with a count of the remaining items.
pub(crate) fn cut<T>(items: impl IntoIterator<Item = T>, show: impl Fn(T) -> String) -> String {
    let mut shown = Vec::new();
    let mut more = 0;
    for item in items {
        if shown.len() < SHOWN {
            shown.push(show(item));
        } else {
            more += 1;
        }
    }
    let shown = shown.join(", ");
    match more {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// Formats names as "`a`, `b` and `c`", without truncation.
pub(crate) fn all<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    joined(&quoted(names), "and")
}

/// Formats names as "`a`, `b` or `c`", without truncation.
pub(crate) fn either_quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    joined(&quoted(names), "or")
}

fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let names = names.into_iter();
    names.map(|name| format!("`{name}`")).collect()
}

/// Formats items as "a, b and c".
pub(crate) fn both(items: &[String]) -> String {
    joined(items, "and")
}

/// Formats items as "a, b or c".
pub(crate) fn either(choices: &[String]) -> String {
    joined(choices, "or")
}

/// Joins a chain of items with `link`. The middle of a long chain is replaced by a count.
pub(crate) fn chain(items: &[String], link: &str) -> String {
    let ends = SHOWN / 2;
    if items.len() <= SHOWN {
        return items.join(link);
    }
    let (first, last) = (&items[..ends], &items[items.len() - ends..]);
    let between = items.len() - 2 * ends;
    [first, &[format!("… ({between} more)")], last]
        .concat()
        .join(link)
}

fn joined(items: &[String], conjunction: &str) -> String {
    match items.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            format!("{} {conjunction} {last}", rest.join(", "))
        }
        _ => items.concat(),
    }
}

/// Returns the optimal string alignment distance, or `None` if it exceeds `limit`.
///
/// An edit is an insertion, a deletion, a replacement or a swap of neighbors. Both names have at most [`MAX_LEN`]
/// bytes.
fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (a, b) = without_common_ends(&a, &b);
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before_last = [0; MAX_LEN + 1];
    let mut last: [usize; MAX_LEN + 1] = std::array::from_fn(|j| j);
    let mut row = [0; MAX_LEN + 1];
    for i in 0..a.len() {
        row[0] = i + 1;
        for j in 0..b.len() {
            row[j + 1] = (row[j] + 1)
                .min(last[j + 1] + 1)
                .min(last[j] + usize::from(a[i] != b[j]));
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                row[j + 1] = row[j + 1].min(before_last[j - 1] + 1);
            }
        }
        if row[..=b.len()].iter().all(|distance| *distance > limit) {
            return None;
        }
        (before_last, last, row) = (last, row, before_last);
    }
    Some(last[b.len()]).filter(|distance| *distance <= limit)
}

/// Removes the common start and end, which names of one schema often have.
fn without_common_ends<'a>(mut a: &'a [char], mut b: &'a [char]) -> (&'a [char], &'a [char]) {
    while let ([x, rest_of_a @ ..], [y, rest_of_b @ ..]) = (a, b)
        && x == y
    {
        (a, b) = (rest_of_a, rest_of_b);
    }
    while let ([rest_of_a @ .., x], [rest_of_b @ .., y]) = (a, b)
        && x == y
    {
        (a, b) = (rest_of_a, rest_of_b);
    }
    (a, b)
}

#[cfg(test)]
mod tests {
    use super::{distance, is_misspelling, list, nearest};

    #[test]
    fn each_kind_of_typo_is_one_edit() {
        for typo in ["vendo", "vendorr", "vemdor", "vnedor"] {
            assert_eq!(distance(typo, "vendor", 9), Some(1), "{typo}");
        }
        assert_eq!(distance("", "abc", 9), Some(3));
        assert_eq!(distance("größe", "grösse", 9), Some(2));
        assert_eq!(distance("vendor", "vendor", 0), Some(0));
        assert_eq!(distance("abcdef", "badcfe", 3), Some(3));
        assert_eq!(distance("abcdef", "badcfe", 2), None);
    }

    #[test]
    fn suggests_the_nearest_name_but_not_a_distant_one() {
        let names = ["vendor", "agent_type", "error_kind"];
        assert_eq!(nearest("vendr", names), Some("vendor"));
        assert_eq!(nearest("agenttype", names), Some("agent_type"));
        assert_eq!(nearest("priority", names), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest("x", ["y"]), None);
        assert_eq!(
            nearest(&"x".repeat(1_000_000), [&*"x".repeat(1_000_000)]),
            None
        );
    }

    #[test]
    fn a_misspelling_is_exact_only_if_a_single_name_is_near() {
        let keys = ["labels", "table", "help"];
        for (name, meant, expected) in [
            ("lable", "labels", false),
            ("hepl", "help", true),
            ("description", "help", false),
        ] {
            assert_eq!(is_misspelling(name, meant, keys), expected, "{name}");
        }
        let keys = ["labels", "help", "unit"];
        assert!(is_misspelling("lables", "labels", keys));
        let values = ["prod", "prod2"];
        assert!(!is_misspelling("prod1", "prod", values));
    }

    #[test]
    fn truncates_a_long_list_with_a_count() {
        assert_eq!(list(["a", "b"]), "`a`, `b`");
        assert_eq!(
            list(["a", "b", "c", "d", "e", "f", "g"]),
            "`a`, `b`, `c`, `d`, `e` and 2 more"
        );
    }
}
