//! Which families of a scrape are looked at.

/// The metrics of the library itself, which an exporter serves beside those of the schema.
const OWN: &str = "pforge_metrics_";

/// What belongs to the service that is looked at, and what is left out.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Names that begin with one of these belong to it, beside those that begin with the prefix of the schema.
    pub prefixes: Vec<String>,
    /// Names that are left out; `*` stands for any text.
    pub ignored: Vec<String>,
}

impl Selection {
    pub(crate) fn ignores(&self, name: &str) -> bool {
        self.ignored.iter().any(|pattern| matches(pattern, name))
    }

    /// Whether a name that a schema does not declare is one that it should.
    pub(crate) fn claims(&self, name: &str, prefix_of_schema: &str) -> bool {
        let is_own = name.starts_with(OWN) && !prefix_of_schema.starts_with(OWN);
        let by_schema = !prefix_of_schema.is_empty() && name.starts_with(prefix_of_schema);
        (by_schema && !is_own) || self.has_prefix(name)
    }

    pub(crate) fn has_prefix(&self, name: &str) -> bool {
        let mut prefixes = self.prefixes.iter();
        prefixes.any(|prefix| name.starts_with(prefix.as_str()))
    }
}

fn matches(pattern: &str, name: &str) -> bool {
    let Some((before, after)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let Some(rest) = name.strip_prefix(before) else {
        return false;
    };
    let ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    ends.into_iter().any(|at| matches(after, &rest[at..]))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, name, does) in [
            ("go_info", "go_info", true),
            ("go_info", "go_infos", false),
            ("go_*", "go_", true),
            ("go_*", "cargo_x", false),
            ("*_info", "go_info", true),
            ("*_info", "go_info_x", false),
            ("a*b*c", "aXbYbZc", true),
            ("a*b*c", "acb", false),
            ("*", "", true),
            ("", "x", false),
        ] {
            assert_eq!(matches(pattern, name), does, "{pattern} {name}");
        }
    }
}
