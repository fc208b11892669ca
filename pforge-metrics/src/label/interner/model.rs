//! Model checks of the table: loom runs every interleaving of these, weak memory included.

use super::table::Table;
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
fn of_two_texts_one_gets_the_last_number() {
    loom::model(|| {
        let table = leaked(Table::new(1));
        let other = thread::spawn(|| table.insert("a"));
        let numbers = (table.insert("b"), other.join().unwrap());
        assert!(matches!(numbers, (Some(0), None) | (None, Some(0))));
        assert_eq!((table.find("b"), table.find("a")), numbers);
    });
}
