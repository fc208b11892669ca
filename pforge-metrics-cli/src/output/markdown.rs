//! Escapes text for Markdown.

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

/// Formats text as code, with as many backticks as necessary.
pub fn code(text: &str) -> String {
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
pub fn cell(markdown: &str) -> String {
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
