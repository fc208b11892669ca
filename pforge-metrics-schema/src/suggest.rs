//! "Did you mean": the name that a misspelt one was probably meant to be.

/// No name that anyone misspells is longer; it bounds the work for hostile input.
const LONGEST: usize = 64;

/// How many names a list in a message shows.
const SHOWN: usize = 5;

/// Returns the candidate that is few enough edits away from `name`: a third of its length, at least one.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = near(name, &candidates.into_iter().collect::<Vec<_>>());
    let nearest = near.into_iter().min_by_key(|(distance, _)| *distance);
    nearest.map(|(_, candidate)| candidate)
}

/// Whether a name that is none of the candidates is plainly a misspelling of one of them: no other is near.
pub(crate) fn is_misspelling<'a>(
    name: &str,
    meant: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> bool {
    let near = near(name, &candidates.into_iter().collect::<Vec<_>>());
    matches!(near[..], [(_, candidate)] if candidate == meant)
}

/// The candidates that are few enough edits away, with how many.
fn near<'a>(name: &str, candidates: &[&'a str]) -> Vec<(usize, &'a str)> {
    let length = name.chars().count();
    let limit = (length / 3).max(1).min(length.saturating_sub(1));
    if name.len() > LONGEST {
        return Vec::new();
    }
    let mut near = Vec::new();
    for candidate in candidates.iter().filter(|it| it.len() <= LONGEST) {
        near.extend(distance(name, candidate, limit).map(|distance| (distance, *candidate)));
    }
    near
}

/// "`a`, `b`, `c`", cut with a count when there are many.
pub(crate) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    cut(names, |name| format!("`{name}`"))
}

/// Items separated by commas, cut with a count when there are many.
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

/// "`a`, `b` and `c`": all of a list that is short by nature.
pub(crate) fn all<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut quoted = Vec::new();
    for name in names {
        quoted.push(format!("`{name}`"));
    }
    joined(&quoted, "and")
}

/// "a, b and c".
pub(crate) fn both(items: &[String]) -> String {
    joined(items, "and")
}

/// "a, b or c".
pub(crate) fn either(choices: &[String]) -> String {
    joined(choices, "or")
}

/// Items that lead to each other, the middle of a long chain cut out with a count.
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

/// Optimal string alignment distance, insertions, deletions, replacements and swaps of neighbours, up to a limit; both
/// names are at most [`LONGEST`].
fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (a, b) = without_common_ends(&a, &b);
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before_last = [0; LONGEST + 1];
    let mut last: [usize; LONGEST + 1] = std::array::from_fn(|j| j);
    let mut row = [0; LONGEST + 1];
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

/// Names of one schema have much in common at their ends; it costs nothing there.
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
    fn every_kind_of_slip_is_one_edit() {
        for slip in ["vendo", "vendorr", "vemdor", "vnedor"] {
            assert_eq!(distance(slip, "vendor", 9), Some(1), "{slip}");
        }
        assert_eq!(distance("", "abc", 9), Some(3));
        assert_eq!(distance("größe", "grösse", 9), Some(2));
        assert_eq!(distance("vendor", "vendor", 0), Some(0));
        assert_eq!(distance("abcdef", "badcfe", 3), Some(3));
        assert_eq!(distance("abcdef", "badcfe", 2), None);
    }

    #[test]
    fn the_nearest_name_is_suggested_and_a_far_one_is_not() {
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
    fn a_misspelling_is_exact_only_if_one_name_is_near() {
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
    fn a_long_list_is_cut_with_a_count() {
        assert_eq!(list(["a", "b"]), "`a`, `b`");
        assert_eq!(
            list(["a", "b", "c", "d", "e", "f", "g"]),
            "`a`, `b`, `c`, `d`, `e` and 2 more"
        );
    }
}
