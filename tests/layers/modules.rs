//! The modules of a crate, without test code.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The path of a module from the root of its crate. The path of the root is empty.
pub type ModulePath = Vec<String>;

/// The modules of a crate, by path.
pub struct Modules {
    pub all: BTreeMap<ModulePath, Module>,
    /// The modules that define exported macros. Macro paths go through the root.
    pub macros: BTreeMap<String, ModulePath>,
}

/// The code of one module.
#[derive(Default)]
pub struct Module {
    pub file: String,
    pub tokens: Vec<TokenTree>,
}

impl Modules {
    /// The modules that the root declares.
    pub fn of_root(&self) -> impl Iterator<Item = &str> {
        let of_root = self.all.keys().filter(|module_path| module_path.len() == 1);
        of_root.map(|module_path| module_path[0].as_str())
    }
}

/// Reads the modules of a crate. The roots of a library and a binary are combined.
pub fn read(source: &Path) -> Modules {
    let mut modules = Modules {
        all: BTreeMap::new(),
        macros: BTreeMap::new(),
    };
    let mut left = Vec::new();
    for root in ["lib.rs", "main.rs"] {
        let path = source.join(root);
        if path.exists() {
            left.extend(modules.add_file(&path, &[]));
        }
    }
    while let Some(module_path) = left.pop() {
        let path = source.join(module_path.iter().collect::<std::path::PathBuf>());
        left.extend(modules.add_file(&path.with_extension("rs"), &module_path));
    }
    modules
}

impl Modules {
    /// Adds the module of a file, and returns the paths of its child modules in separate files.
    fn add_file(&mut self, path: &Path, module_path: &[String]) -> Vec<ModulePath> {
        let text =
            fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let tokens: TokenStream = text
            .parse()
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let file = path.strip_prefix(env!("CARGO_MANIFEST_DIR"));
        let file = file.unwrap_or(path).display().to_string();
        self.add(tokens, &file, module_path)
    }

    fn add(&mut self, tokens: TokenStream, file: &str, module_path: &[String]) -> Vec<ModulePath> {
        let tokens = without_tests(tokens);
        let mut in_files = Vec::new();
        let mut own = Vec::new();
        let mut rest = &tokens[..];
        while let Some((first, behind)) = rest.split_first() {
            rest = behind;
            match (first, behind) {
                (TokenTree::Ident(word), [TokenTree::Ident(name), end, ..]) if word == "mod" => {
                    let inner = [module_path, &[name.to_string()]].concat();
                    match end {
                        TokenTree::Group(body) => {
                            in_files.extend(self.add(body.stream(), file, &inner));
                        }
                        _ => in_files.push(inner),
                    }
                    rest = &behind[2..];
                }
                (
                    TokenTree::Ident(word),
                    [
                        TokenTree::Punct(mark),
                        TokenTree::Ident(name),
                        TokenTree::Group(body),
                        ..,
                    ],
                ) if word == "macro_rules" && mark.as_char() == '!' => {
                    self.macros.insert(name.to_string(), module_path.to_vec());
                    own.push(TokenTree::Group(body.clone()));
                    rest = &behind[3..];
                }
                _ => own.push(first.clone()),
            }
        }
        let module = self.all.entry(module_path.to_vec()).or_default();
        file.clone_into(&mut module.file);
        module.tokens.extend(own);
        in_files
    }
}

/// The tokens of a module without test code.
fn without_tests(tokens: TokenStream) -> Vec<TokenTree> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut kept = Vec::new();
    let mut rest = &tokens[..];
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        match (first, behind) {
            (TokenTree::Punct(mark), [TokenTree::Group(attribute), item @ ..])
                if mark.as_char() == '#' && is_for_tests(attribute.stream()) =>
            {
                rest = after_item(item);
            }
            (TokenTree::Group(group), _) => {
                let inner = without_tests(group.stream()).into_iter().collect();
                kept.push(TokenTree::Group(proc_macro2::Group::new(
                    group.delimiter(),
                    inner,
                )));
            }
            _ => kept.push(first.clone()),
        }
    }
    kept
}

/// Whether an attribute is a `cfg` that requires `test`.
fn is_for_tests(attribute: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = attribute.into_iter().collect();
    match &tokens[..] {
        [TokenTree::Ident(cfg), TokenTree::Group(condition)] if cfg == "cfg" => {
            needs_test(condition.stream())
        }
        _ => false,
    }
}

/// `test`, or `all(…)` with a condition that requires `test`.
fn needs_test(condition: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = condition.into_iter().collect();
    match &tokens[..] {
        [TokenTree::Ident(all), TokenTree::Group(inner)] if all == "all" => inner
            .stream()
            .into_iter()
            .any(|token| matches!(token, TokenTree::Ident(word) if word == "test")),
        [TokenTree::Ident(word)] => word == "test",
        _ => false,
    }
}

/// The tokens after the item, field, arm or statement at the start of `tokens`.
fn after_item(tokens: &[TokenTree]) -> &[TokenTree] {
    let item = after_visibility(tokens);
    let word = |position: usize| match item.get(position) {
        Some(TokenTree::Ident(word)) => word.to_string(),
        Some(TokenTree::Punct(mark)) => mark.as_char().to_string(),
        _ => String::new(),
    };
    let is_constant = word(0) == "const" && !ITEMS.contains(&word(1).as_str());
    let is_item = ITEMS.contains(&word(0).as_str()) || word(0) == "const" || word(1) == "!";
    let end = item.iter().enumerate().position(|(position, token)| {
        let has_mark =
            |marks: &[char]| matches!(token, TokenTree::Punct(it) if marks.contains(&it.as_char()));
        let is_body = matches!(token, TokenTree::Group(it) if it.delimiter() == Delimiter::Brace);
        match word(0).as_str() {
            "use" | "static" | "type" | "let" => has_mark(&[';']),
            _ if is_constant => has_mark(&[';']),
            _ if is_item => has_mark(&[';']) || is_body,
            _ => has_mark(&[';', ',']) || is_body && (position == 0 || word(position - 1) == ">"),
        }
    });
    end.map_or(&[], |end| &item[end + 1..])
}

/// The keywords that start an item with a body.
const ITEMS: [&str; 11] = [
    "async",
    "enum",
    "extern",
    "fn",
    "impl",
    "macro_rules",
    "mod",
    "struct",
    "trait",
    "union",
    "unsafe",
];

/// The tokens after further attributes and `pub`.
fn after_visibility(tokens: &[TokenTree]) -> &[TokenTree] {
    match tokens {
        [TokenTree::Punct(mark), TokenTree::Group(_), rest @ ..] if mark.as_char() == '#' => {
            after_visibility(rest)
        }
        [TokenTree::Ident(word), TokenTree::Group(scope), rest @ ..]
            if word == "pub" && scope.delimiter() == Delimiter::Parenthesis =>
        {
            rest
        }
        [TokenTree::Ident(word), rest @ ..] if word == "pub" => rest,
        _ => tokens,
    }
}

#[cfg(test)]
mod tests {
    use super::{TokenStream, without_tests};

    #[test]
    fn only_test_code_is_ignored() {
        for (code, kept) in [
            ("#[cfg(test)] struct A {} use b::C;", "use b::C;"),
            ("#[cfg(test)] struct A(B); use b::C;", "use b::C;"),
            ("#[cfg(test)] pub(crate) use a::B; use b::C;", "use b::C;"),
            (
                "#[cfg(test)] #[expect(unused)] mod a { use b::C; } use d::E;",
                "use d::E;",
            ),
            ("#[cfg(test)] mod a; use d::E;", "use d::E;"),
            (
                "#[cfg(test)] const A: [u8; 2] = { B }; use d::E;",
                "use d::E;",
            ),
            (
                "#[cfg(test)] const fn a() { b::c() } use d::E;",
                "use d::E;",
            ),
            (
                "#[cfg(test)] thread_local! { static A: B = c::D; } const E: f::G = H;",
                "const E: f::G = H;",
            ),
            (
                "struct A { #[cfg(test)] a: b::C, d: e::F }",
                "struct A { d: e::F }",
            ),
            (
                "enum A { #[cfg(test)] B(c::D), E(f::G) }",
                "enum A { E(f::G) }",
            ),
            ("fn a(#[cfg(test)] b: c::D, e: f::G) {}", "fn a(e: f::G) {}"),
            (
                "match a { #[cfg(test)] B => { c::d() } E => f::g() }",
                "match a { E => f::g() }",
            ),
            (
                "#[cfg(all(test, unix))] fn a() {} #[cfg(not(test))] use b::C;",
                "#[cfg(not(test))] use b::C;",
            ),
        ] {
            let left: TokenStream = without_tests(code.parse().unwrap()).into_iter().collect();
            let kept: TokenStream = kept.parse().unwrap();
            assert_eq!(left.to_string(), kept.to_string(), "{code}");
        }
    }
}
