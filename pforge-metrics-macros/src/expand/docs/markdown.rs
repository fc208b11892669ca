//! The user's text within Markdown.

/// Escapes text so that Markdown shows it verbatim, on one line.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // Within one line, only the first character can begin a block.
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut before = ' ';
    for c in line.chars() {
        let harmless = !c.is_ascii_punctuation()
            || ",:;!?(/%".contains(c)
            // Anywhere else, these can mark a list item or turn into a dash, an ellipsis or a quotation mark.
            || ".)-+'".contains(c) && before.is_alphabetic();
        if !harmless {
            escaped.push('\\');
        }
        escaped.push(c);
        before = c;
    }
    escaped
}

/// Escapes text whose paragraphs are separated by blank lines.
pub fn paragraphs(text: &str) -> String {
    let mut paragraphs: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines() {
        match paragraphs.last_mut() {
            Some(last) if !line.trim().is_empty() => last.push(line),
            _ => paragraphs.push(Vec::new()),
        }
    }
    let paragraphs = paragraphs.iter().filter(|lines| !lines.is_empty());
    let escaped: Vec<String> = paragraphs.map(|lines| escape(&lines.join(" "))).collect();
    escaped.join("\n\n")
}

/// Formats text as inline code.
pub fn code(text: &str) -> String {
    let longest_run = text.split(|c| c != '`').map(str::len).max();
    match longest_run {
        None | Some(0) => format!("`{text}`"),
        Some(run) => {
            let fence = "`".repeat(run + 1);
            format!("{fence} {text} {fence}")
        }
    }
}
