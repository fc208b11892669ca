//! Model checks of the table: loom runs every interleaving, including the effects of weak memory.

use super::table::Table;
use crate::sync::{AtomicU64, Ordering::Relaxed};
use loom::thread;

fn leaked<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

#[test]
fn two_threads_agree_on_the_number_of_a_text() {
    loom::model(|| {
        let table = leaked(Table::new(2));
        let other = thread::spawn(|| table.insert("a"));
        let mine = table.insert("a");
        assert_eq!(other.join().unwrap(), mine);
        assert_eq!((mine, table.len()), (Some(0), 1));
    });
}

#[test]
fn only_one_of_two_texts_gets_the_last_number() {
    loom::model(|| {
        let table = leaked(Table::new(1));
        let other = thread::spawn(|| table.insert("a"));
        let numbers = (table.insert("b"), other.join().unwrap());
        assert!(matches!(numbers, (Some(0), None) | (None, Some(0))));
        assert_eq!((table.find("b"), table.find("a")), numbers);
    });
}

#[test]
fn finds_the_text_of_a_number_that_was_read_from_a_flag() {
    loom::model(|| {
        let table = leaked(Table::new(1));
        let flag = leaked(AtomicU64::new(0));
        let other = thread::spawn(|| {
            assert_eq!(table.insert("a"), Some(0));
            flag.store(1, Relaxed);
        });
        if flag.load(Relaxed) == 1 {
            assert_eq!(table.text(0), Some("a"));
        }
        other.join().unwrap();
    });
}
