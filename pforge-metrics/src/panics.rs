//! Panics of callbacks, which end where the library calls the callback.

use std::any::Any;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// The panic of a callback. The payload is a value of the user's, so to drop it may panic as well, which ends here too.
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
            // It could go on like this.
            mem::forget(second);
        }
    }
}

/// Runs a callback. What a panic leaves half done is the callback's own: the library shares no state with it.
pub(crate) fn contained<T>(callback: impl FnOnce() -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(callback)).map_err(|payload| Panicked(Some(payload)))
}

#[cfg(test)]
mod tests {
    use super::contained;
    use std::panic::panic_any;

    struct PanicsInDrop;

    impl Drop for PanicsInDrop {
        fn drop(&mut self) {
            panic_any(Self);
        }
    }

    #[test]
    fn a_payload_that_panics_when_it_is_dropped_is_contained() {
        assert_eq!(contained(|| 1).ok(), Some(1));
        assert!(contained(|| panic_any(PanicsInDrop)).is_err());
    }
}
