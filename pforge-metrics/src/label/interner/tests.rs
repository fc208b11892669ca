//! Tests of private parts: reentrant calls, which only a global allocator can make, and the repair of values.

use super::Interner;
use super::reentrancy::ReentrancyGuard;

#[test]
fn a_reentrant_call_gets_the_overflow_unless_the_value_has_a_number() {
    static NEW: Interner = Interner::new("new", 2, 64, "_other");
    static USED: Interner = Interner::new("used", 2, 64, "_other");
    assert_eq!(USED.intern("known"), 0);

    // Simulates a call from an allocation of another label's table.
    let guard = ReentrancyGuard::enter();
    assert!(guard.is_some() && ReentrancyGuard::enter().is_none());
    assert_eq!((NEW.intern("a"), NEW.find("a")), (2, None));
    assert_eq!((USED.intern("known"), USED.intern("unknown")), (0, 2));
    assert_eq!(USED.find("known\n"), None);
    drop(guard);

    assert_eq!((NEW.intern("a"), USED.intern("unknown")), (0, 1));
}

#[test]
fn copies_only_values_with_control_characters_for_repair() {
    static SHORT: Interner = Interner::new("short", 2, 8, "_other");
    static LONGER: Interner = Interner::new("longer", 2, 20, "_other");
    for (value, repaired) in [("12345678", "12345678"), ("1éééé", "1ééé"), ("", "")] {
        assert!(
            matches!(SHORT.repaired(value), std::borrow::Cow::Borrowed(text) if text == repaired)
        );
    }
    let std::borrow::Cow::Owned(repaired) = LONGER.repaired("1\n\u{85}890123456789012") else {
        panic!("the value must be copied");
    };
    assert_eq!(
        (&*repaired, repaired.capacity()),
        ("1\u{fffd}\u{fffd}8901234567890", 20)
    );
}
