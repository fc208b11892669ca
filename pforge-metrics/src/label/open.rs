//! Open labels: values are added at run time, up to a limit.
//!
//! They do not implement `From<&str>`. With `.into()` the compiler infers the label, so two swapped labels would
//! compile. For the same reason a label of the type `bool` does not implement `From<bool>`.

/// Declares the handle of an open label.
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
                /// The value that counts all values beyond the limit.
                pub const OVERFLOW: Self = Self($max);

                /// Returns the handle of a value. The same text has the same handle until the process ends.
                ///
                /// The lookup of a value that has a handle takes no lock, and allocates only to replace control
                /// characters. A global allocator may call this function: if a new value of an open label is being
                /// stored on the same thread, the result is the overflow.
                #[must_use]
                pub fn new(value: &str) -> Self {
                    Self(__runtime::Interner::intern(&INTERNER, value))
                }

                /// Returns the handle of a value that was used before, for example to read its series.
                ///
                /// Returns `None` for other values. They do not count towards the limit or the overflow.
                #[must_use]
                pub fn get(value: &str) -> ::core::option::Option<Self> {
                    ::core::option::Option::map(__runtime::Interner::find(&INTERNER, value), Self)
                }

                /// Returns the value as the exposition shows it.
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
