//! Labels and label sets: which cell of a family a combination of label values is.

use std::fmt::{Debug, Display};
use std::hash::Hash;

/// Keeps [`Label`], [`LabelSet`] and [`State`](trait@crate::State) to generated code.
pub trait Sealed {}

/// A closed label: an enum that [`include_metrics!`](crate::include_metrics) generates from a `[label.x]` table. Sealed.
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
/// let error = "opnai".parse::<Vendor>().unwrap_err();
/// assert_eq!(error.to_string(), "`opnai` is not a value of the label `vendor`: expected one of `openai`, `local`");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a label",
    label = "not the enum of a label",
    note = "`include_metrics!` generates the enum from a `[label.…]` table of the schema"
)]
pub trait Label: Sealed + Copy + Eq + Ord + Hash + Debug + Display + Send + Sync + 'static {
    /// The label's name in metrics.toml.
    const NAME: &'static str;

    /// The values as the exposition shows them, in the order of their declaration.
    const VALUES: &'static [&'static str];

    /// The position of this value among them.
    fn index(self) -> usize;
}

/// Compiles for labels only.
pub const fn assert_label<L: Label>() {}

/// The labels of one metric: a label, a tuple of labels, or the struct of named labels generated for it.
///
/// Sealed: the macro implements it, since a wrong [`index`](Self::index) would count in the cells of another metric.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a label set",
    label = "not the labels of a metric",
    note = "a label set is the enum of a label, a tuple of two to eight of them, or the struct that is generated for labels with roles"
)]
pub trait LabelSet: Sealed + Copy + Send + Sync + 'static {
    /// How many label sets there are.
    const SERIES: usize;

    /// The position of this one; the last label varies fastest.
    fn index(self) -> usize;
}

#[diagnostic::do_not_recommend]
impl<L: Label> LabelSet for L {
    const SERIES: usize = L::VALUES.len();

    #[inline]
    fn index(self) -> usize {
        Label::index(self)
    }
}

macro_rules! tuple {
    ($($label:ident $field:tt),+) => {
        impl<$($label: Label),+> Sealed for ($($label,)+) {}

        #[diagnostic::do_not_recommend]
        impl<$($label: Label),+> LabelSet for ($($label,)+) {
            const SERIES: usize = 1 $(* $label::VALUES.len())+;

            #[inline]
            fn index(self) -> usize {
                let mut index = 0;
                $(index = index * $label::VALUES.len() + self.$field.index();)+
                index
            }
        }
    };
}

tuple!(A 0, B 1);
tuple!(A 0, B 1, D 2);
tuple!(A 0, B 1, D 2, E 3);
tuple!(A 0, B 1, D 2, E 3, F 4);
tuple!(A 0, B 1, D 2, E 3, F 4, G 5);
tuple!(A 0, B 1, D 2, E 3, F 4, G 5, H 6);
tuple!(A 0, B 1, D 2, E 3, F 4, G 5, H 6, I 7);

/// A text that is no value of a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLabelValue {
    label: &'static str,
    value: String,
    expected: &'static [&'static str],
}

impl UnknownLabelValue {
    #[doc(hidden)]
    #[must_use]
    pub fn new<L: Label>(value: &str) -> Self {
        Self {
            label: L::NAME,
            value: value.to_owned(),
            expected: L::VALUES,
        }
    }

    /// The values that the label has.
    #[must_use]
    pub fn expected(&self) -> &'static [&'static str] {
        self.expected
    }
}

impl std::fmt::Display for UnknownLabelValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            label,
            value,
            expected,
        } = self;
        write!(
            f,
            "`{value}` is not a value of the label `{label}`: expected one of "
        )?;
        for (i, expected) in expected.iter().enumerate() {
            write!(f, "{}`{expected}`", if i == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownLabelValue {}

/// The enum of a label, with all that makes it a good citizen.
#[doc(hidden)]
#[macro_export]
macro_rules! __label {
    (
        $(#[$doc:meta])*
        $visibility:vis enum $label:ident = $name:literal {
            $($(#[$value_doc:meta])* $variant:ident = $value:literal,)+
        }
    ) => {
        $(#[$doc])*
        #[derive(
            ::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, ::core::hash::Hash,
            ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::cmp::PartialOrd, ::core::cmp::Ord,
        )]
        $visibility enum $label {
            $($(#[$value_doc])* $variant,)+
        }

        impl $label {
            /// All values, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The value as the exposition shows it.
            #[inline]
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $value),+ }
            }
        }

        impl $crate::__private::Sealed for $label {}

        impl $crate::Label for $label {
            const NAME: &'static str = $name;
            const VALUES: &'static [&'static str] = &[$($value),+];

            #[inline]
            fn index(self) -> usize {
                self as usize
            }
        }

        impl ::core::fmt::Display for $label {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Formatter::pad(f, Self::as_str(*self))
            }
        }

        impl ::core::convert::AsRef<str> for $label {
            fn as_ref(&self) -> &str {
                Self::as_str(*self)
            }
        }

        impl ::core::str::FromStr for $label {
            type Err = $crate::UnknownLabelValue;

            fn from_str(value: &str) -> ::core::result::Result<Self, $crate::UnknownLabelValue> {
                match value {
                    $($value => ::core::result::Result::Ok(Self::$variant),)+
                    _ => ::core::result::Result::Err($crate::UnknownLabelValue::new::<Self>(value)),
                }
            }
        }
    };
}
