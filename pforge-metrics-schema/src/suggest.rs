//! "Did you mean": the name that a misspelt one was probably meant to be.

/// No name that anyone misspells is longer; it bounds the work for hostile input.
const LONGEST: usize = 64;

/// How many names a list in a message shows.
const SHOWN: usize = 5;

/// The candidate that is few enough edits away from `name`: a third of its length, at least one.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let limit = (name.chars().count() / 3).max(1);
    let letters = letters(name);
    candidates
        .into_iter()
        .filter(|candidate| {
            candidate.len() <= LONGEST && candidate.len().abs_diff(name.len()) <= 4 * limit
        })
        .filter(|candidate| (letters ^ self::letters(candidate)).count_ones() as usize <= 2 * limit)
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit && *distance < name.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// "`a`, `b`, `c`", cut with a count when there are many.
pub(crate) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    cut(names.into_iter().map(|name| format!("`{name}`")))
}

/// List separated by commas, cut with a count when there are many.
pub(crate) fn cut(mut items: impl Iterator<Item = String>) -> String {
    let shown = items.by_ref().take(SHOWN).collect::<Vec<_>>().join(", ");
    match items.count() {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// "`a`, `b` and `c`": all of a list that is short by nature.
pub(crate) fn all(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// The set of the letters of a name, folded into 64 bits. One edit changes at most two of them: names whose sets
/// differ in more need no exact distance.
fn letters(name: &str) -> u64 {
    name.chars()
        .fold(0, |letters, letter| letters | 1 << (u32::from(letter) % 64))
}

/// Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous = None;
    for (i, x) in a.chars().enumerate() {
        let mut row = vec![i + 1];
        for (j, &y) in b.iter().enumerate() {
            let mut cost = (row[j] + 1)
                .min(last[j + 1] + 1)
                .min(last[j] + usize::from(x != y));
            if j > 0 && previous == Some(y) && b[j - 1] == x {
                cost = cost.min(before_last[j - 1] + 1);
            }
            row.push(cost);
        }
        before_last = last;
        last = row;
        previous = Some(x);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, list, nearest};

    #[test]
    fn every_kind_of_slip_is_one_edit() {
        for slip in ["vendo", "vendorr", "vemdor", "vnedor"] {
            assert_eq!(distance(slip, "vendor"), 1, "{slip}");
        }
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("größe", "grösse"), 2);
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
    fn a_long_list_is_cut_with_a_count() {
        assert_eq!(list(["a", "b"]), "`a`, `b`");
        assert_eq!(
            list(["a", "b", "c", "d", "e", "f", "g"]),
            "`a`, `b`, `c`, `d`, `e` and 2 more"
        );
    }
}
