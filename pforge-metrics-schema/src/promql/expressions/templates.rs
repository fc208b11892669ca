//! The labels that the templates of an alert name.

use std::ops::Range;

use super::tree::Word;

/// What stands before the name of a label: `{{ $labels.x }}`, and the same for whatever name it has.
const BEFORE: &[&str] = &["$labels.", "index $labels \""];

/// The same without the variable that Prometheus defines for it.
const BEFORE_WITHOUT: &str = ".Labels.";

/// Every label that is named within the braces of a template.
pub(super) fn labels(text: &str) -> Vec<Word> {
    let templates = templates(text);
    // Within the results of a query, `.Labels` are theirs.
    let asks = templates
        .iter()
        .any(|it| text[it.clone()].contains("query"));
    let before = BEFORE.iter().chain((!asks).then_some(&BEFORE_WITHOUT));
    let found = |template: &Range<usize>| {
        let each = before.clone();
        let template = template.clone();
        each.flat_map(move |before| after(text, template.clone(), before))
    };
    templates.iter().flat_map(found).collect()
}

/// The places of what is within braces.
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

fn after<'a>(
    text: &'a str,
    template: Range<usize>,
    before: &'a str,
) -> impl Iterator<Item = Word> + 'a {
    let places = text[template.clone()].match_indices(before);
    places.filter_map(move |(at, _)| {
        let start = template.start + at + before.len();
        let of_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let length = text.as_bytes()[start..]
            .iter()
            .take_while(|it| of_name(it))
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
    fn labels_are_named_within_braces() {
        let text = "$labels.a {{ $labels.job }} of {{ .Labels.instance | title }}: {{ with $labels.x }}{{ $value }} {{ $labels. }}{{ $labels.last";
        let found: Vec<_> = labels(text).into_iter().map(|word| word.text).collect();
        assert_eq!(found, ["job", "instance", "x", "last"]);
    }

    #[test]
    fn labels_of_what_a_template_asks_for_are_not_those_of_the_alert() {
        let text =
            r#"{{ range query "up" }}{{ .Labels.instance }}{{ end }} query {{ $labels.job }}"#;
        let found: Vec<_> = labels(text).into_iter().map(|word| word.text).collect();
        assert_eq!(found, ["job"]);
    }

    #[test]
    fn labels_are_named_by_index() {
        let found = labels(r#"{{ index $labels "job" }}"#);
        assert_eq!(found.len(), 1);
        assert_eq!((&*found[0].text, found[0].span.clone()), ("job", 18..21));
    }
}
