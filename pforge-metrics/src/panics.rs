//! Catches panics of user callbacks where the library calls them.

use std::any::Any;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// A caught panic of a callback.
///
/// The payload is a user value, so its destructor may panic as well. `Drop` catches that panic too.
pub(crate) struct Panicked(Option<Box<dyn Any + Send>>);

impl Panicked {
    /// Panics again with the same payload.
    pub(crate) fn resume(mut self) {
        if let Some(payload) = self.0.take() {
            resume_unwind(payload);
        }
    }
}

impl Drop for Panicked {
    fn drop(&mut self) {
        let payload = self.0.take();
        if let Err(second) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
            // The payload of the second panic may also panic when it is dropped, so it is leaked.
            mem::forget(second);
        }
    }
}

/// Runs a callback and catches its panic.
///
/// `AssertUnwindSafe` is sound here: the library shares no state with the callback that a panic could leave
/// inconsistent.
pub(crate) fn catch_panic<T>(callback: impl FnOnce() -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(callback)).map_err(|payload| Panicked(Some(payload)))
}

#[cfg(test)]
mod tests {
    use super::catch_panic;
    use std::panic::panic_any;

    struct PanicsInDrop;

    impl Drop for PanicsInDrop {
        fn drop(&mut self) {
            panic_any(Self);
        }
    }

    #[test]
    fn catches_the_panic_of_a_payload_that_is_dropped() {
        assert_eq!(catch_panic(|| 1).ok(), Some(1));
        assert!(catch_panic(|| panic_any(PanicsInDrop)).is_err());
    }
}
