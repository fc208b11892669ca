//! Labels and label sets: which cell of a family a combination of label values is.
//!
//! A label is one of four types that `include_metrics!` declares with a macro of this module: an enum ([`closed`]), a
//! [`boolean`], an integer of a [`range`], or a handle of an [`open`] label, whose values the [`interner`] knows. To the
//! rest of the runtime all of them are numbers from 0 on: nothing there asks what kind of label it deals with, but for
//! [`Label::OPEN`].

mod boolean;
mod closed;
mod environment;
mod interner;
mod open;
mod range;
mod serde;
mod set;
mod unknown;

pub use environment::environment;
pub use interner::Interner;
pub(crate) use interner::used;
pub use range::{clamp, index_in, is_in};
#[cfg(feature = "serde")]
pub use serde::deserialize;
pub use set::LabelSet;
pub use unknown::UnknownLabelValue;

use std::fmt::{Debug, Display};
use std::hash::Hash;

/// Keeps [`Label`], [`LabelSet`] and [`State`](trait@crate::State) to generated code.
pub trait Sealed {}

/// A label: a type that [`include_metrics!`](crate::include_metrics) generates from a `[label.x]` table. Sealed.
///
/// - A label with `values` is an enum.
/// - A label of the type `bool` is a struct around one, `Cached(true)`.
/// - A label with a `range` is an integer, made by `new` or `clamped`.
/// - An open label is a handle of four bytes, made by `new` from any text, or by `get` if the text came up before. At most
///   so many values as its declaration allows get series of their own, cut to its `max_len` bytes and with U+FFFD for
///   control characters; later values, and the empty one, count under the value that the declaration calls `overflow`.
///   Handles compare by the order in which their values were first used.
///
/// All are `Copy` and know their text (`as_str`, `Display`); with the feature `serde` they are serialized as it, and read
/// from it.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [label.vendor]
///     help   = "LLM vendor."
///     values = ["openai", "local"]
///
///     [counter.calls_total]
///     help   = "Calls made."
///     labels = ["vendor"]
/// "#);
/// # }
/// # use metrics::*;
/// use pforge_metrics::Label;
///
/// assert_eq!("openai".parse(), Ok(Vendor::Openai));
/// assert_eq!(Vendor::ALL, [Vendor::Openai, Vendor::Local]);
/// assert_eq!(Vendor::VALUES, ["openai", "local"]);
/// assert_eq!(Vendor::Local.index(), 1);
///
/// let error = Vendor::try_from("opnai").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "`opnai` is not a value of the label `vendor` (did you mean `openai`?): expected one of `openai`, `local`",
/// );
/// ```
///
/// The other sorts:
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [label.cached]
///     help = "Whether the answer was at hand."
///     type = "bool"
///
///     [label.shard]
///     help  = "Shard that was asked."
///     range = [0, 7]
///
///     [label.repo]
///     help = "Repository, as owner/name."
///     open = { max = 2, max_len = 64, overflow = "_other" }
///
///     [counter.lookups_total]
///     help   = "Answers looked up."
///     labels = ["cached", "shard"]
///
///     [counter.pulls_total]
///     help   = "Pulls of a repository."
///     labels = ["repo"]
/// "#);
/// # }
/// # use metrics::*;
/// LOOKUPS_TOTAL.with((Cached(true), Shard::clamped(9))).inc();
/// assert_eq!(Shard::clamped(9).get(), 7);
/// assert_eq!(Shard::new(9), None);
///
/// let api = Repo::new("acme/api");            // keep it: each call looks the text up
/// PULLS_TOTAL.with(api).inc();
/// PULLS_TOTAL.with(Repo::new("acme/web")).inc();
/// PULLS_TOTAL.with(Repo::new("acme/app")).inc();  // one more than there is room for
/// assert_eq!(PULLS_TOTAL.with(Repo::OVERFLOW).get(), 1);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a label",
    label = "not the type of a label",
    note = "`include_metrics!` generates the type from a `[label.…]` table of the schema"
)]
pub trait Label: Sealed + Copy + Eq + Ord + Hash + Debug + Display + Send + Sync + 'static {
    /// The label's name in metrics.toml.
    const NAME: &'static str;

    /// The values that are known at compile time, as the exposition shows them, in the order of their declaration: all
    /// values of a closed label, and of an open one the overflow.
    const VALUES: &'static [&'static str];

    /// How many values there can be at most; of an open label the overflow counts too.
    const COUNT: usize = Self::VALUES.len();

    /// Where the values of an open label are.
    #[doc(hidden)]
    const INTERNER: Option<fn() -> &'static Interner> = None;

    /// Whether values come up at run time.
    const OPEN: bool = Self::INTERNER.is_some();

    /// The position of this value among all that there can be; the overflow of an open label is the last.
    fn index(self) -> usize;
}

/// A label with `values`, which is an enum: what `#[derive(MetricLabel)]` binds to.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the enum of a label",
    label = "not an enum that `include_metrics!` generates",
    note = "`MetricLabel` binds an enum to one that `include_metrics!` generates from a `[label.…]` table with `values`",
    note = "labels of the type `bool`, with a `range` and open ones have no variants: make a value with `Cached(true)`, `clamped` or `new`"
)]
pub trait EnumLabel: ClosedLabel {}

/// Compiles for the enums of labels only.
pub const fn assert_enum_label<L: EnumLabel>() {}

/// A label whose values are all known at compile time. Sealed.
///
/// Only such a label can be the states of a [`StateSet`](crate::StateSet) or the index of a [`By`](crate::By).
#[diagnostic::on_unimplemented(
    message = "the values of `{Self}` are not known at compile time",
    label = "not a closed label"
)]
pub trait ClosedLabel: Label {
    /// All values, in the order of their declaration.
    const ALL: &'static [Self];
}
