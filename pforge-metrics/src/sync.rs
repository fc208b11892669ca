//! The synchronization primitives of lanes, the state lock, slots and the tables of open labels.
//!
//! They come from std, or from loom in model checks.

#[cfg(not(all(test, model)))]
mod primitives {
    pub(crate) use std::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering, fence};
    pub(crate) use std::sync::{Mutex, OnceLock};

    /// Hash keys that differ in each process.
    pub(crate) type HashKeys = std::hash::RandomState;

    pub(crate) fn pause() {
        std::hint::spin_loop();
    }

    /// Creates an array of equal values.
    macro_rules! repeat {
        ($value:expr; $len:expr) => {
            [const { $value }; $len]
        };
    }
    pub(crate) use repeat;
}

#[cfg(all(test, model))]
mod primitives {
    pub(crate) use loom::sync::Mutex;

    /// Fixed hash keys: loom requires each execution to be deterministic.
    pub(crate) type HashKeys = std::hash::BuildHasherDefault<std::hash::DefaultHasher>;

    pub(crate) use loom::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering, fence};

    pub(crate) fn pause() {
        loom::thread::yield_now();
    }

    macro_rules! repeat {
        ($value:expr; $len:expr) => {
            std::array::from_fn::<_, { $len }, _>(|_| $value)
        };
    }
    pub(crate) use repeat;

    use loom::sync::atomic::AtomicBool;

    /// A replacement for `OnceLock`, which loom does not provide.
    ///
    /// As with std's type, `get` may miss a value that another thread has set, unless other synchronization orders
    /// the two calls.
    pub(crate) struct OnceLock<T: 'static> {
        is_set: AtomicBool,
        value: Mutex<Option<&'static T>>,
    }

    impl<T> OnceLock<T> {
        pub(crate) fn new() -> Self {
            Self {
                is_set: AtomicBool::new(false),
                value: Mutex::new(None),
            }
        }

        pub(crate) fn get(&self) -> Option<&'static T> {
            let is_set = self.is_set.load(Ordering::Acquire);
            is_set.then(|| *self.value.lock().unwrap()).flatten()
        }

        pub(crate) fn get_or_init(&self, init: impl FnOnce() -> T) -> &'static T {
            let mut slot = self.value.lock().unwrap();
            let value = *slot.get_or_insert_with(|| Box::leak(Box::new(init())));
            self.is_set.store(true, Ordering::Release);
            value
        }

        pub(crate) fn set(&self, value: T) -> Result<(), T> {
            let mut slot = self.value.lock().unwrap();
            if slot.is_some() {
                return Err(value);
            }
            *slot = Some(Box::leak(Box::new(value)));
            self.is_set.store(true, Ordering::Release);
            Ok(())
        }
    }
}

pub(crate) use primitives::*;

/// Declares a constructor of statics. It is `const` except under loom, whose atomics have no `const` constructor.
macro_rules! const_unless_loom {
    ($(#[$doc:meta])* $visibility:vis fn $($rest:tt)*) => {
        $(#[$doc])*
        #[cfg(not(all(test, model)))]
        $visibility const fn $($rest)*
        $(#[$doc])*
        #[cfg(all(test, model))]
        $visibility fn $($rest)*
    };
}
pub(crate) use const_unless_loom;
