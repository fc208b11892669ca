//! Finds paths in the tokens of a module.

use proc_macro2::{Delimiter, TokenTree};

/// A path in the source text, such as `crate::source::Span`.
pub struct Written {
    pub segments: Vec<String>,
    /// Whether a `use` imports it, and so gives it a name in the module.
    pub is_use: bool,
}

/// Returns each path of a `use`, and each other path that starts with `crate`, `super` or `self`.
pub fn of(tokens: &[TokenTree]) -> Vec<Written> {
    let mut paths = Vec::new();
    collect(tokens, &mut paths);
    paths
}

fn collect(tokens: &[TokenTree], paths: &mut Vec<Written>) {
    let mut rest = tokens;
    // `$crate` in a macro is ignored, because the users of the crate expand it.
    let mut is_behind_dollar = false;
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        match first {
            TokenTree::Ident(word)
                if word == "use" && !begins_with(behind, '<') && !begins_with(behind, '$') =>
            {
                let end = behind.iter().position(|token| is_mark(token, ';'));
                let (tree, after) = behind.split_at(end.unwrap_or(behind.len()));
                let mut found = Vec::new();
                use_tree(tree, &[], &mut found);
                paths.extend(found.into_iter().map(|segments| Written {
                    segments,
                    is_use: true,
                }));
                rest = after;
            }
            TokenTree::Ident(word)
                if !is_behind_dollar && ["crate", "super", "self"].iter().any(|it| word == it) =>
            {
                let (segments, after) = path(behind, word.to_string());
                if segments.len() > 1 {
                    paths.push(Written {
                        segments,
                        is_use: false,
                    });
                }
                rest = after;
            }
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                collect(&inner, paths);
            }
            _ => {}
        }
        is_behind_dollar = is_mark(first, '$');
    }
}

fn begins_with(tokens: &[TokenTree], mark: char) -> bool {
    tokens.first().is_some_and(|first| is_mark(first, mark))
}

fn is_mark(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

/// The segments of a path that starts with `first`, and the tokens after it.
fn path(mut rest: &[TokenTree], first: String) -> (Vec<String>, &[TokenTree]) {
    let mut segments = vec![first];
    while let [
        TokenTree::Punct(one),
        TokenTree::Punct(two),
        TokenTree::Ident(name),
        after @ ..,
    ] = rest
        && one.as_char() == ':'
        && two.as_char() == ':'
    {
        segments.push(name.to_string());
        rest = after;
    }
    (segments, rest)
}

/// The full paths of a `use` tree. The last segment is the imported name.
fn use_tree(tokens: &[TokenTree], prefix: &[String], found: &mut Vec<Vec<String>>) {
    for tree in tokens.split(|token| is_mark(token, ',')) {
        let mut segments = prefix.to_vec();
        let mut inner = None;
        for token in tree {
            match token {
                TokenTree::Ident(word) if word == "as" => break,
                TokenTree::Ident(word) => segments.push(word.to_string()),
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    inner = Some(group.stream());
                }
                _ => {}
            }
        }
        match inner {
            Some(group) => {
                let group: Vec<TokenTree> = group.into_iter().collect();
                use_tree(&group, &segments, found);
            }
            None if tree.is_empty() => {}
            None => {
                if segments.len() > 1 && segments.last().is_some_and(|last| last == "self") {
                    segments.pop();
                }
                found.push(segments);
            }
        }
    }
}
