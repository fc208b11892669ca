//! What rustc is told: which file to watch, and what the schema's compiler found.

use crate::invocation::Invocation;
use pforge_metrics_schema::{Diagnostic, Severity, Source};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

/// Names the file to rustc, so that editing it builds again. No absolute path gets into the expansion.
pub fn track(invocation: &Invocation) -> TokenStream {
    if invocation.is_inline {
        return TokenStream::new();
    }
    let path = format!("/{}", invocation.literal.value());
    quote! {
        const _: &[u8] = ::core::include_bytes!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #path));
    }
}

pub fn diagnostics<'a>(
    diagnostics: &'a [Diagnostic],
    source: &'a Source,
    span: Span,
) -> impl Iterator<Item = TokenStream> + 'a {
    diagnostics
        .iter()
        .map(move |diagnostic| match diagnostic.severity {
            Severity::Error => error(diagnostic, source, span),
            Severity::Warning => warning(diagnostic, source, span),
        })
}

fn error(diagnostic: &Diagnostic, source: &Source, span: Span) -> TokenStream {
    let message = format!(
        "{} [{}]{}",
        diagnostic.message,
        diagnostic.rule.id,
        below_title(diagnostic, source)
    );
    quote_spanned!(span=> ::core::compile_error! { #message })
}

/// Stable Rust lets a macro warn in one way: through the use of something deprecated. Of all that can be deprecated a
/// macro reads best, as rustc names it without a path: "use of deprecated macro `help_period`: help should …".
fn warning(diagnostic: &Diagnostic, source: &Source, span: Span) -> TokenStream {
    let rule = Ident::new(diagnostic.rule.id, span);
    let message = format!("{}{}", diagnostic.message, below_title(diagnostic, source));
    quote_spanned! {span=>
        const _: () = {
            #[deprecated(note = #message)]
            macro_rules! #rule { () => {}; }
            #rule! {}
        };
    }
}

/// What a diagnostic looks like from its second line on: rustc writes a first line of its own.
fn below_title(diagnostic: &Diagnostic, source: &Source) -> String {
    let rendered = diagnostic.render(source);
    let title = rendered.find('\n').unwrap_or(rendered.len());
    rendered[title..].trim_end().to_owned()
}
