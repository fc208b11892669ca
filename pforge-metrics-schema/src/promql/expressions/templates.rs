//! Finds the labels that the templates of an alert use.

use std::ops::Range;

use super::tree::Word;

/// The prefixes of a label name, as in `{{ $labels.x }}` and `{{ index $labels "x" }}`.
const PREFIXES: &[&str] = &["$labels.", "index $labels \""];

/// The prefix of a label name if the template does not use the variable `$labels`.
const FIELD_PREFIX: &str = ".Labels.";

/// Returns every label name within the braces of a template.
pub(super) fn labels(text: &str) -> Vec<Word> {
    let templates = templates(text);
    // In the results of a query, `.Labels` are the labels of these results.
    let has_query = templates
        .iter()
        .any(|it| text[it.clone()].contains("query"));
    let field_prefix = (!has_query).then_some(&FIELD_PREFIX);
    let prefixes = PREFIXES.iter().chain(field_prefix);
    let found = |template: &Range<usize>| {
        let prefixes = prefixes.clone();
        let template = template.clone();
        prefixes.flat_map(move |prefix| names_after(text, template.clone(), prefix))
    };
    templates.iter().flat_map(found).collect()
}

/// Returns the spans of the templates in a text.
fn templates(text: &str) -> Vec<Range<usize>> {
    let mut templates = Vec::new();
    let mut rest = 0;
    while let Some(open) = text[rest..].find("{{") {
        let start = rest + open;
        let end = text[start..].find("}}").map_or(text.len(), |it| start + it);
        templates.push(start..end);
        rest = end;
    }
    templates
}

fn names_after<'a>(
    text: &'a str,
    template: Range<usize>,
    prefix: &'a str,
) -> impl Iterator<Item = Word> + 'a {
    let prefixes = text[template.clone()].match_indices(prefix);
    prefixes.filter_map(move |(at, _)| {
        let start = template.start + at + prefix.len();
        let is_in_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let length = text.as_bytes()[start..]
            .iter()
            .take_while(|it| is_in_name(it))
            .count();
        let span = start..start + length;
        (length > 0).then(|| Word {
            text: text[span.clone()].to_owned(),
            span,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::labels;

    #[test]
    fn finds_labels_only_within_braces() {
        let text = "$labels.a {{ $labels.job }} of {{ .Labels.instance | title }}: {{ with $labels.x }}{{ $value }} {{ $labels. }}{{ $labels.last";
        let found: Vec<_> = labels(text).into_iter().map(|word| word.text).collect();
        assert_eq!(found, ["job", "instance", "x", "last"]);
    }

    #[test]
    fn ignores_labels_of_query_results() {
        let text =
            r#"{{ range query "up" }}{{ .Labels.instance }}{{ end }} query {{ $labels.job }}"#;
        let found: Vec<_> = labels(text).into_iter().map(|word| word.text).collect();
        assert_eq!(found, ["job"]);
    }

    #[test]
    fn finds_labels_that_index_accesses() {
        let found = labels(r#"{{ index $labels "job" }}"#);
        assert_eq!(found.len(), 1);
        assert_eq!((&*found[0].text, found[0].span.clone()), ("job", 18..21));
    }
}
