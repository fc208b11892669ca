//! Open labels: values come up at run time, and there is a bound on how many.
//!
//! There is no `From<&str>`: under `.into()` the compiler infers the label, so that two swapped ones would compile. For the
//! same reason a label of the type `bool` has no `From<bool>`.

/// The handle of an open label.
#[doc(hidden)]
#[macro_export]
macro_rules! __label_open {
    (
        $(#[$doc:meta])*
        $visibility:vis struct $label:ident = $name:literal {
            max: $max:literal, max_len: $max_len:literal, overflow: $overflow:literal
        }
    ) => {
        $(#[$doc])*
        #[derive(
            ::core::clone::Clone, ::core::marker::Copy, ::core::hash::Hash,
            ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::cmp::PartialOrd, ::core::cmp::Ord,
        )]
        $visibility struct $label(u32);

        const _: () = {
            use $crate::__private as __runtime;

            static INTERNER: __runtime::Interner =
                __runtime::Interner::new($name, $max, $max_len, $overflow);

            fn interner() -> &'static __runtime::Interner {
                &INTERNER
            }

            impl $label {
                /// What counts the values that came too late to get series of their own.
                pub const OVERFLOW: Self = Self($max);

                /// The handle of a value: the same one for the same text, for as long as the process lives.
                ///
                /// To look up a known value takes no lock, and an allocation only where control characters have to be replaced.
                /// It is safe in a global allocator: one that is called for a new value of an open label gets the overflow.
                #[must_use]
                pub fn new(value: &str) -> Self {
                    Self(__runtime::Interner::intern(&INTERNER, value))
                }

                /// The handle of a value that came up before: to read a series, or to forgo one. A value that did not
                /// takes no room and is not counted as refused.
                #[must_use]
                pub fn get(value: &str) -> ::core::option::Option<Self> {
                    ::core::option::Option::map(__runtime::Interner::find(&INTERNER, value), Self)
                }

                /// The value as the exposition shows it.
                #[must_use]
                pub fn as_str(self) -> &'static str {
                    __runtime::Interner::text(&INTERNER, self.0)
                }
            }

            impl $crate::Label for $label {
                const NAME: &'static str = $name;
                const VALUES: &'static [&'static str] = &[$overflow];
                const COUNT: usize = $max + 1;
                const INTERNER: ::core::option::Option<fn() -> &'static __runtime::Interner> =
                    ::core::option::Option::Some(interner);

                #[inline]
                fn index(self) -> usize {
                    self.0 as usize
                }
            }
        };

        impl ::core::fmt::Debug for $label {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let text = Self::as_str(*self);
                ::core::fmt::DebugTuple::finish(::core::fmt::DebugTuple::field(
                    &mut ::core::fmt::Formatter::debug_tuple(f, ::core::stringify!($label)),
                    &text,
                ))
            }
        }

        impl ::core::str::FromStr for $label {
            type Err = ::core::convert::Infallible;

            fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(Self::new(value))
            }
        }

        $crate::__label_text!($label);
        $crate::__label_serde!($label);
    };
}
