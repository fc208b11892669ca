//! The labels that the templates of an alert name.

use super::tree::Word;

/// What stands before the name of a label: `{{ $labels.x }}`, and without the variable that Prometheus defines for it.
const BEFORE: &[&str] = &["$labels.", ".Labels."];

/// Every label that is named within the braces of a template.
pub(super) fn labels(text: &str) -> Vec<Word> {
    let mut labels = Vec::new();
    let mut rest = 0;
    while let Some(open) = text[rest..].find("{{") {
        let start = rest + open;
        let end = text[start..].find("}}").map_or(text.len(), |it| start + it);
        labels.extend(
            BEFORE
                .iter()
                .flat_map(|before| after(text, start..end, before)),
        );
        rest = end;
    }
    labels
}

fn after<'a>(
    text: &'a str,
    template: std::ops::Range<usize>,
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
}
