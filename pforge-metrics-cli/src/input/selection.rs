//! Selects the families of a scrape.

/// Prefix of the metrics of the library itself, which an exporter serves too.
const OWN: &str = "pforge_metrics_";

/// Selects the families of the inspected service.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Prefixes of its names, in addition to the prefix of the schema.
    pub prefixes: Vec<String>,
    /// Patterns of ignored names; `*` matches any text.
    pub ignored: Vec<String>,
}

impl Selection {
    pub(crate) fn ignores(&self, name: &str) -> bool {
        ignores(&self.ignored, name)
    }

    /// Returns whether the schema should declare this name.
    pub(crate) fn claims(&self, name: &str, prefix_of_schema: &str) -> bool {
        let of_schema = Some(prefix_of_schema).filter(|prefix| !prefix.is_empty());
        let mut prefixes = self.prefixes.iter().map(String::as_str).chain(of_schema);
        prefixes.any(|prefix| {
            let may = !name.starts_with(OWN) || prefix.starts_with(OWN);
            may && name.starts_with(prefix)
        })
    }

    /// Returns whether a drafted schema should declare this name.
    pub(crate) fn wants(&self, name: &str) -> bool {
        let is_claimed = match &*self.prefixes {
            [] => !name.starts_with(OWN),
            _ => self.claims(name, ""),
        };
        is_claimed && !self.ignores(name)
    }
}

/// Returns whether a metric is one of the library itself.
pub(crate) fn is_own(name: &str) -> bool {
    name.starts_with(OWN)
}

/// Returns whether one of the patterns matches a name; `*` matches any text.
pub(crate) fn ignores(patterns: &[String], name: &str) -> bool {
    patterns.iter().any(|pattern| matches(pattern, name))
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
    use super::{Selection, matches};

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

    #[test]
    fn metrics_of_the_library_are_those_of_no_program_unless_they_are_asked_for() {
        let (own, other) = ("pforge_metrics_lanes", "pforge_gaps");
        for (prefix, of_schema, claims) in [
            (None, "", [false, false]),
            (None, "pforge_", [false, true]),
            (None, "pforge_metrics_", [true, false]),
            (Some(""), "app_", [false, true]),
            (Some("pforge_metrics_"), "pforge_", [true, true]),
        ] {
            let selection = Selection {
                prefixes: prefix.map(str::to_owned).into_iter().collect(),
                ignored: Vec::new(),
            };
            let claimed = [own, other].map(|name| selection.claims(name, of_schema));
            assert_eq!(claimed, claims, "{prefix:?} {of_schema}");
            let wanted = [own, other].map(|name| selection.wants(name));
            let wants = match prefix {
                None => [false, true],
                Some(prefix) => [prefix.starts_with("pforge_m"), prefix.is_empty()],
            };
            assert_eq!(wanted, wants, "{prefix:?}");
        }
    }
}
