//! Labels and label sets: they map a combination of label values to the cells of a series.
//!
//! `include_metrics!` declares each label with a macro of this module. There are four forms: an enum ([`closed`]), a
//! [`boolean`], an integer of a [`range`], and a handle of an [`open`] label, whose values the [`interner`] stores. The rest of
//! the runtime treats all values as numbers from 0, and distinguishes labels only by [`Label::OPEN`].

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

/// Restricts implementations of [`Label`], [`LabelSet`] and [`State`](trait@crate::State) to generated code.
pub trait Sealed {}

/// A label: a type that [`include_metrics!`](crate::include_metrics) generates from a `[label.x]` table. Sealed.
///
/// - A label with `values` is an enum.
/// - A label of the type `bool` is a struct with one `bool`, such as `Cached(true)`.
/// - A label with a `range` is a struct with an integer. `new` and `clamped` create it.
/// - An open label is a handle of four bytes. `new` creates it from any text, and `get` returns it if the text was
///   used before. Up to `max` values get series of their own. They are cut to `max_len` bytes, and control characters
///   are replaced by U+FFFD. Later values and the empty value count under the `overflow` value. Handles compare by
///   the order in which their values were first used.
///
/// All of them are `Copy` and have a text (`as_str`, `Display`). With the feature `serde` they are serialized as this
/// text and deserialized from it.
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
/// The other forms:
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [label.cached]
///     help = "Whether the response came from the cache."
///     type = "bool"
///
///     [label.shard]
///     help  = "Shard that served the lookup."
///     range = [0, 7]
///
///     [label.repo]
///     help = "Repository, as owner/name."
///     open = { max = 2, max_len = 64, overflow = "_other" }
///
///     [counter.lookups_total]
///     help   = "Cache lookups."
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
/// let api = Repo::new("acme/api");            // Reuse the handle: each call looks the text up.
/// PULLS_TOTAL.with(api).inc();
/// PULLS_TOTAL.with(Repo::new("acme/web")).inc();
/// PULLS_TOTAL.with(Repo::new("acme/app")).inc();  // exceeds `max`
/// assert_eq!(PULLS_TOTAL.with(Repo::OVERFLOW).get(), 1);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a label",
    label = "not the type of a label",
    note = "`include_metrics!` generates the type from a `[label.…]` table of the schema"
)]
pub trait Label: Sealed + Copy + Eq + Ord + Hash + Debug + Display + Send + Sync + 'static {
    /// The name of the label in metrics.toml.
    const NAME: &'static str;

    /// The exposed texts of the values that are known at compile time, in the order of their declaration.
    ///
    /// For a closed label these are all values. For an open label this is only the overflow.
    const VALUES: &'static [&'static str];

    /// The maximum number of values, including the overflow of an open label.
    const COUNT: usize = Self::VALUES.len();

    /// Returns the interner with the values of an open label. `None` for closed labels.
    #[doc(hidden)]
    const INTERNER: Option<fn() -> &'static Interner> = None;

    /// Whether the label is open, so that values are added at run time.
    const OPEN: bool = Self::INTERNER.is_some();

    /// Returns the position of this value among all possible values. The overflow of an open label is the last.
    fn index(self) -> usize;
}

/// The enum of a label with `values`. `#[derive(MetricLabel)]` requires it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the enum of a label",
    label = "not an enum that `include_metrics!` generates",
    note = "`MetricLabel` binds an enum to one that `include_metrics!` generates from a `[label.…]` table with `values`",
    note = "labels of the type `bool`, with a `range` and open ones have no variants: make a value with `Cached(true)`, `clamped` or `new`"
)]
pub trait EnumLabel: ClosedLabel {}

/// Compiles only if `L` is the enum of a label.
pub const fn assert_enum_label<L: EnumLabel>() {}

/// A label whose values are all known at compile time. Sealed.
///
/// The states of a [`StateSet`](crate::StateSet) and the index of a [`By`](crate::By) must be closed labels.
#[diagnostic::on_unimplemented(
    message = "the values of `{Self}` are not known at compile time",
    label = "not a closed label"
)]
pub trait ClosedLabel: Label {
    /// All values, in the order of their declaration.
    const ALL: &'static [Self];
}
