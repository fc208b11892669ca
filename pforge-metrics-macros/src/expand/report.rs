//! What rustc is told: which files to watch, and what the schema's compiler found.

use crate::invocation::Invocation;
use pforge_metrics_schema::{Compiled, Diagnostic, Severity, Sources};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

/// Names the files to rustc, so that editing one builds again. No absolute path gets into the expansion.
pub fn track(invocation: &Invocation, sources: &Sources) -> TokenStream {
    let files = sources.iter().skip(usize::from(invocation.is_inline));
    let paths = files.map(|file| format!("/{}", file.path));
    quote! {
        #(const _: &[u8] = ::core::include_bytes!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #paths));)*
    }
}

pub fn diagnostics(compiled: &Compiled, span: Span) -> impl Iterator<Item = TokenStream> {
    compiled
        .diagnostics
        .iter()
        .map(move |diagnostic| match diagnostic.severity {
            Severity::Error => error(diagnostic, &compiled.sources, span),
            Severity::Warning => warning(diagnostic, &compiled.sources, span),
        })
}

fn error(diagnostic: &Diagnostic, sources: &Sources, span: Span) -> TokenStream {
    let message = format!(
        "{} [{}]{}",
        diagnostic.message,
        diagnostic.rule.id,
        below_title(diagnostic, sources)
    );
    quote_spanned!(span=> ::core::compile_error! { #message })
}

/// Stable Rust lets a macro warn in one way: through the use of something deprecated. Of all that can be deprecated a
/// macro reads best, as rustc names it without a path: "use of deprecated macro `help_period`: help should …".
fn warning(diagnostic: &Diagnostic, sources: &Sources, span: Span) -> TokenStream {
    let rule = Ident::new(diagnostic.rule.id, span);
    let message = format!("{}{}", diagnostic.message, below_title(diagnostic, sources));
    quote_spanned! {span=>
        const _: () = {
            #[deprecated(note = #message)]
            macro_rules! #rule { () => {}; }
            #rule! {}
        };
    }
}

/// What a diagnostic looks like from its second line on: rustc writes a first line of its own.
fn below_title(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let rendered = diagnostic.render(sources);
    let title = rendered.find('\n').unwrap_or(rendered.len());
    rendered[title..].trim_end().to_owned()
}
