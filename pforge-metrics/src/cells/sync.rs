//! The primitives that lanes, the state lock and the tables of open labels are built from: std's, or loom's when the interleavings are model-checked.

#[cfg(not(all(test, model)))]
mod primitives {
    pub(crate) use std::sync::atomic::{
        AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering, fence,
    };
    pub(crate) use std::sync::{Mutex, OnceLock};

    pub(crate) fn pause() {
        std::hint::spin_loop();
    }
}

#[cfg(all(test, model))]
mod primitives {
    pub(crate) use loom::sync::Mutex;
    pub(crate) use loom::sync::atomic::{
        AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering, fence,
    };

    pub(crate) fn pause() {
        loom::thread::yield_now();
    }

    /// loom has no `OnceLock`; a lock around an `Option` has at least its orderings.
    pub(crate) struct OnceLock<T: 'static>(Mutex<Option<&'static T>>);

    impl<T> OnceLock<T> {
        pub(crate) fn new() -> Self {
            Self(Mutex::new(None))
        }

        pub(crate) fn get(&self) -> Option<&'static T> {
            *self.0.lock().unwrap()
        }

        pub(crate) fn set(&self, value: T) -> Result<(), T> {
            let mut slot = self.0.lock().unwrap();
            if slot.is_some() {
                return Err(value);
            }
            *slot = Some(Box::leak(Box::new(value)));
            Ok(())
        }
    }
}

pub(crate) use primitives::*;

/// Constructors of statics are `const`, but for loom, whose atomics are not.
macro_rules! const_unless_loom {
    ($(#[$doc:meta])* pub(crate) fn $($rest:tt)*) => {
        $(#[$doc])*
        #[cfg(not(all(test, model)))]
        pub(crate) const fn $($rest)*
        #[cfg(all(test, model))]
        pub(crate) fn $($rest)*
    };
}
pub(crate) use const_unless_loom;
