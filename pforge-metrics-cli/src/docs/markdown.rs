//! As Markdown.

use super::push;
use super::reference::{Entry, EntryLabel, Fact, Reference, Rule, Rules, Section};

pub fn page(reference: &Reference) -> String {
    let mut page = format!("# {}\n", text(&reference.title));
    if !reference.constants.is_empty() {
        page += "\nEvery series has these labels too:\n\n";
        for constant in &reference.constants {
            push(&mut page, format_args!("- {}\n", code(&constant.value)));
        }
    }
    page += "\n| metric | kind | what it tells |\n|---|---|---|\n";
    for entry in reference
        .sections
        .iter()
        .flat_map(|section| &section.metrics)
    {
        let (name, help) = (&entry.name, cell(&text(&entry.help)));
        push(
            &mut page,
            format_args!("| [{}](#{name}) | {} | {help} |\n", code(name), entry.kind),
        );
    }
    let sections: String = reference.sections.iter().map(section).collect();
    let rules: String = reference.rules.iter().map(rules).collect();
    page + &sections + &rules
}

fn rules(sort: &Rules) -> String {
    let rules: String = sort.all.iter().map(rule).collect();
    format!("\n## {}\n{rules}", sort.title)
}

fn rule(rule: &Rule) -> String {
    let mut shown = format!("\n### {}\n\n{}\n", code(&rule.name), text(&rule.about));
    for paragraph in &rule.description {
        push(&mut shown, format_args!("\n{}\n", text(paragraph)));
    }
    shown += "\n";
    facts(&rule.facts, &mut shown);
    push(
        &mut shown,
        format_args!("- Declared in {}\n", code(&rule.file)),
    );
    shown += &rule.query.as_deref().map(promql).unwrap_or_default();
    if let Some(url) = &rule.runbook {
        push(&mut shown, format_args!("\n<{url}>\n"));
    }
    shown
}

fn facts(facts: &[Fact], shown: &mut String) {
    for Fact {
        name,
        value,
        is_code,
    } in facts
    {
        let value = if *is_code { code(value) } else { text(value) };
        push(shown, format_args!("- {name}: {value}\n"));
    }
}

/// Between as many backticks as it takes.
fn promql(query: &str) -> String {
    let longest = query.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("\n{fence}promql\n{query}\n{fence}\n")
}

fn section(section: &Section) -> String {
    let mut shown = format!("\n## {}\n", text(&section.title));
    if let Some(help) = &section.help {
        push(&mut shown, format_args!("\n{}\n", text(help)));
    }
    let metrics: String = section.metrics.iter().map(entry).collect();
    shown + &metrics
}

fn entry(entry: &Entry) -> String {
    let mut shown = format!("\n### `{}`\n\n{}\n", entry.name, text(&entry.help));
    if let Some(deprecated) = &entry.deprecated {
        push(&mut shown, format_args!("\n**{}**\n", text(deprecated)));
    }
    for paragraph in &entry.note {
        push(&mut shown, format_args!("\n{}\n", text(paragraph)));
    }
    push(&mut shown, format_args!("\n- Kind: {}\n", entry.kind));
    facts(&entry.facts, &mut shown);
    push(
        &mut shown,
        format_args!("- Declared in {}\n", code(&entry.file)),
    );
    if !entry.labels.is_empty() {
        shown += "\n| label | values |\n|---|---|\n";
        shown += &entry.labels.iter().map(label).collect::<String>();
    }
    shown += &entry.query.as_deref().map(promql).unwrap_or_default();
    for url in &entry.refs {
        push(&mut shown, format_args!("\n<{url}>\n"));
    }
    shown
}

fn label(label: &EntryLabel) -> String {
    let mut values: Vec<String> = Vec::new();
    for (value, help) in &label.values {
        values.push(match help {
            Some(help) => format!("{}: {}", code(value), text(help)),
            None => code(value),
        });
    }
    values.extend(label.rest.as_deref().map(text));
    let values = values.join("<br>");
    let name = match &*label.help {
        "" => code(&label.name),
        help => format!("{}<br>{}", code(&label.name), text(help)),
    };
    format!("| {} | {} |\n", cell(&name), cell(&values))
}

/// Text in which nothing is markup.
pub fn text(text: &str) -> String {
    let mut escaped = String::new();
    // What begins a list or underlines a heading, where a text begins a line.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let marker = match &text[digits..] {
        rest if rest.starts_with(['.', ')']) && digits > 0 => Some(digits),
        rest if rest.starts_with(['-', '+', '=']) && digits == 0 => Some(0),
        _ => None,
    };
    for (position, c) in text.char_indices() {
        if marker == Some(position) {
            escaped.push('\\');
        }
        if "\\`*_{}[]<>&#|~$".contains(c) {
            escaped.push('\\');
        }
        escaped.push(if c == '\n' { ' ' } else { c });
    }
    escaped
}

/// Text as it is, between as many backticks as it takes.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{text}{space}{fence}")
}

/// In a table a bar ends a cell, in code too.
fn cell(markdown: &str) -> String {
    let mut cell = String::new();
    let mut before = ' ';
    for c in markdown.chars() {
        if c == '|' && before != '\\' {
            cell.push('\\');
        }
        cell.push(c);
        before = c;
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::{cell, code, text};

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(
            text("<b> &lt; *a* _b_ [c](d) `e` #f ~g~ $h$ i|j {k} \\l\nm"),
            r"\<b\> \&lt; \*a\* \_b\_ \[c\](d) \`e\` \#f \~g\~ \$h\$ i\|j \{k\} \\l m"
        );
        for (plain, shown) in [
            ("- no list", r"\- no list"),
            ("+1", r"\+1"),
            ("=== no heading", r"\=== no heading"),
            ("1. no list", r"1\. no list"),
            ("12) neither - nor", r"12\) neither - nor"),
            ("AT&amp;T", r"AT\&amp;T"),
        ] {
            assert_eq!(text(plain), shown);
        }
    }

    #[test]
    fn code_holds_backticks_and_cells_hold_bars() {
        for (plain, shown) in [
            ("a", "`a`"),
            ("a`b", "``a`b``"),
            ("`a``b`", "``` `a``b` ```"),
            ("a|b", "`a|b`"),
        ] {
            assert_eq!(code(plain), shown);
        }
        assert_eq!(cell(&code("a|b")), r"`a\|b`");
        assert_eq!(cell(&text("a|b")), r"a\|b");
    }
}
