//! What rustc is told: which file to watch, and what the schema's compiler found.

use crate::invocation::Invocation;
use pforge_metrics_schema::{Diagnostic, Severity, Source};
use proc_macro2::{Span, TokenStream};
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
    diagnostics.iter().map(move |diagnostic| {
        let message = diagnostic.render(source);
        match diagnostic.severity {
            Severity::Error => error(&message, span),
            Severity::Warning => warning(&message, span),
        }
    })
}

fn error(message: &str, span: Span) -> TokenStream {
    // rustc begins with `error: ` itself.
    let message = message.strip_prefix("error").unwrap_or(message);
    let message = message.strip_prefix(": ").unwrap_or(message).trim_end();
    quote_spanned!(span=> ::core::compile_error! { #message })
}

/// Stable Rust lets a macro warn in one way: through the use of something deprecated.
fn warning(message: &str, span: Span) -> TokenStream {
    let message = message.strip_prefix("warning").unwrap_or(message);
    let message = message.strip_prefix(": ").unwrap_or(message).trim_end();
    quote_spanned! {span=>
        const _: () = {
            #[deprecated(note = #message)]
            const METRICS: () = ();
            METRICS
        };
    }
}
