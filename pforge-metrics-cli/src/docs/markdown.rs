//! As Markdown.

use super::push;
use super::reference::{Entry, EntryLabel, Fact, Reference, Section};

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
    page + &sections
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
    for Fact {
        name,
        value,
        is_code,
    } in &entry.facts
    {
        let value = if *is_code { code(value) } else { text(value) };
        push(&mut shown, format_args!("- {name}: {value}\n"));
    }
    push(
        &mut shown,
        format_args!("- Declared in {}\n", code(&entry.place)),
    );
    if !entry.labels.is_empty() {
        shown += "\n| label | values |\n|---|---|\n";
        shown += &entry.labels.iter().map(label).collect::<String>();
    }
    if let Some(query) = &entry.query {
        push(&mut shown, format_args!("\n```promql\n{query}\n```\n"));
    }
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
    for c in text.chars() {
        if "\\`*_{}[]<>#|~$".contains(c) {
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
            text("<b> *a* _b_ [c](d) `e` #f ~g~ $h$ i|j {k} \\l\nm"),
            r"\<b\> \*a\* \_b\_ \[c\](d) \`e\` \#f \~g\~ \$h\$ i\|j \{k\} \\l m"
        );
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
