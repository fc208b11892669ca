//! The statics and thread-locals of a catalog's storage, which must be in the user's crate.

/// Declares the `Cells` type of one catalog, its statics and its thread-locals.
#[doc(hidden)]
#[macro_export]
macro_rules! __cells {
    (
        $(#[$doc:meta])*
        $visibility:vis $cells:ident {
            lanes: $lanes:literal, shared: $shared:literal, grouped: $grouped:literal
            $(, exemplars: $exemplars:literal)?
            $(, refresh: $refresh:path)?
        }
        $descriptors:expr
    ) => {
        $(#[$doc])*
        #[derive(
            ::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug,
            ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::hash::Hash,
        )]
        $visibility struct $cells;

        #[allow(
            clippy::zero_repeat_side_effects,
            reason = "a catalog may have no cells of a kind, and constants have no side effects"
        )]
        const _: () = {
            // This import uses a single, unlikely name: the descriptors refer to user types, which may be called
            // `Store` or `Lane`.
            use $crate::__private as __runtime;

            static DESCRIPTORS: &[__runtime::Descriptor] = $descriptors;
            static SPILL: [__runtime::AtomicU64; $lanes] =
                [const { __runtime::AtomicU64::new(0) }; $lanes];
            static SHARED: [__runtime::AtomicU64; $shared] =
                [const { __runtime::AtomicU64::new(0) }; $shared];
            static EXEMPLARS: [__runtime::Slot; 0 $(+ $exemplars)?] =
                [const { __runtime::Slot::new() }; 0 $(+ $exemplars)?];
            static STORAGE: __runtime::Storage =
                __runtime::Storage::new(DESCRIPTORS, &SPILL, &SHARED, $grouped, &EXEMPLARS)
                    $(.with_refresh($refresh))?;

            __runtime::thread_local! {
                static LANE: ::core::cell::Cell<
                    ::core::option::Option<&'static [__runtime::AtomicU64; $lanes]>,
                > = const { ::core::cell::Cell::new(::core::option::Option::None) };
                static HOLD: __runtime::LaneHold<$cells> =
                    const { __runtime::LaneHold::new() };
            }

            impl __runtime::Store for $cells {
                #[inline]
                fn storage() -> &'static __runtime::Storage {
                    &STORAGE
                }

                #[inline]
                fn shared() -> &'static [__runtime::AtomicU64] {
                    &SHARED
                }

                #[inline]
                fn exemplars() -> &'static [__runtime::Slot] {
                    &EXEMPLARS
                }

                #[inline]
                fn lane() -> ::core::option::Option<&'static [__runtime::AtomicU64]> {
                    LANE.get().map(<[_; $lanes]>::as_slice)
                }

                fn set_lane(cells: ::core::option::Option<&'static [__runtime::AtomicU64]>) {
                    LANE.set(__runtime::as_array(cells));
                }

                fn with_hold(
                    take: fn(
                        &__runtime::LaneHold<Self>,
                    ) -> ::core::option::Option<&'static __runtime::Lane>,
                ) -> ::core::option::Option<&'static __runtime::Lane> {
                    match HOLD.try_with(take) {
                        ::core::result::Result::Ok(lane) => lane,
                        ::core::result::Result::Err(_) => ::core::option::Option::None,
                    }
                }
            }
        };
    };
}
