//! What rustc needs from the schema: the files to watch, and the diagnostics.

use crate::invocation::Invocation;
use pforge_metrics_schema::{Compiled, Diagnostic, Severity, Sources};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

/// Makes rustc track the schema files, so that an edit triggers a rebuild. The expansion contains no absolute path.
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

/// Emits a warning by using a deprecated macro: on stable Rust, a procedural macro cannot warn in any other way. rustc names a
/// deprecated macro without its path, so the warning reads "use of deprecated macro `help_period`: help should …".
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

/// The rendered diagnostic without its first line, which rustc writes itself.
fn below_title(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let rendered = diagnostic.render(sources);
    let title = rendered.find('\n').unwrap_or(rendered.len());
    rendered[title..].trim_end().to_owned()
}
