//! Open labels.

use pforge_metrics::{Label, own};

macro_rules! open {
    ($name:ident, $label:literal, $max:literal, $max_len:literal) => {
        pforge_metrics::__private::label_open! {
            /// An open label.
            pub struct $name = $label { max: $max, max_len: $max_len, overflow: "_other" }
        }
    };
}

// A power of two: a table that had just as many slots would be searched without end.
open!(Repo, "repo", 4, 64);
open!(Short, "short", 10, 8);
open!(Handle, "handle", 5, 64);
open!(Reported, "reported", 1, 64);
open!(Looked, "looked", 3, 16);
open!(Tight, "tight", 3, 4);

pforge_metrics::__private::label_open! {
    /// What its overflow is called is as long as a value can be.
    pub struct Cut = "cut" { max: 3, max_len: 6, overflow: "others" }
}

/// What the label has refused so far.
fn refused(label: &str) -> u64 {
    let overflow = own::PFORGE_METRICS_LABEL_OVERFLOW_TOTAL;
    own::CATALOG
        .snapshot()
        .get(overflow.with(own::OpenLabel::new(label)))
}

#[test]
fn so_many_values_get_numbers_in_the_order_of_first_use() {
    let [a, b] = ["acme/api", "acme/web"].map(Repo::new);
    assert_eq!(
        (a.index(), b.index(), Repo::new("acme/api").index()),
        (0, 1, 0)
    );
    assert_eq!(Repo::new("third").index(), 2);
    assert_eq!(Repo::new("fourth").index(), 3);
    for late in ["fifth", "sixth", ""] {
        assert_eq!(Repo::new(late), Repo::OVERFLOW);
    }
    assert_eq!(Repo::new("acme/web"), b);
    assert_eq!(Repo::OVERFLOW.index(), 4);
    assert_eq!((Repo::COUNT, <Repo as Label>::OPEN), (5, true));
    assert_eq!(Repo::VALUES, ["_other"]);
    assert_eq!(<(Repo, Repo) as pforge_metrics::LabelSet>::SERIES, 25);
    assert_eq!(refused("repo"), 3);
}

#[test]
fn a_handle_is_small_and_shows_its_value() {
    let handle = Handle::new("acme/api");
    assert_eq!("acme/api".parse(), Ok(handle));
    assert_eq!(size_of::<Handle>(), 4);
    assert_eq!(handle.as_str(), "acme/api");
    assert_eq!(
        format!("{handle:?} {handle} {:?}", Handle::OVERFLOW),
        "Handle(\"acme/api\") acme/api Handle(\"_other\")"
    );
    assert_eq!(Handle::new("_other"), Handle::OVERFLOW);
    assert_eq!(refused("handle"), 0);
    assert_eq!(Handle::new(""), Handle::OVERFLOW);
    assert_eq!(refused("handle"), 1);
}

#[test]
fn values_are_cut_and_control_characters_replaced() {
    for (value, text) in [
        ("12345678", "12345678"),
        ("123456789", "12345678"),
        // Two bytes each, and one that would be cut in half.
        ("ééééé", "éééé"),
        ("1éééé", "1ééé"),
        ("a\nb", "a\u{fffd}b"),
        ("\u{0}\u{7f}\u{85}", "\u{fffd}\u{fffd}"),
        ("a\u{fffd}b", "a\u{fffd}b"),
        ("_other", "_other"),
    ] {
        assert_eq!(Short::new(value).as_str(), text, "{value:?}");
        assert!(Short::new(value).as_str().len() <= 8);
    }
    assert_eq!(Short::new(&"x".repeat(1 << 20)).as_str(), "xxxxxxxx");
    assert_eq!(Short::new("123456789"), Short::new("12345678"));
    assert_eq!(refused("short"), 0);
}

#[test]
fn only_the_overflow_itself_counts_under_it_and_is_not_refused() {
    assert_eq!(Cut::new("others"), Cut::OVERFLOW);
    assert_eq!(refused("cut"), 0);
    assert_eq!(Cut::new("others of them"), Cut::OVERFLOW);
    assert_eq!(refused("cut"), 1);
    assert_eq!(Cut::get("others of them"), None);
}

#[test]
fn an_overflow_that_is_longer_than_values_is_known_all_the_same() {
    assert_eq!(Tight::new("_other"), Tight::OVERFLOW);
    assert_eq!((Tight::OVERFLOW.as_str(), refused("tight")), ("_other", 0));
}

#[test]
fn to_look_a_value_up_takes_no_room() {
    assert_eq!(Looked::get("acme/api"), None);
    assert_eq!(Looked::get("_other"), Some(Looked::OVERFLOW));
    let known = ["acme/api", "12345678901234567", "a\nb"].map(Looked::new);
    let found = ["acme/api", "12345678901234567", "a\nb"].map(Looked::get);
    assert_eq!(found, known.map(Some));
    for unknown in ["", "acme/web", "a\tc", "9\u{85}"] {
        assert_eq!(Looked::get(unknown), None, "{unknown:?}");
    }
    assert_eq!(Looked::get("1234567890123456"), Some(known[1]));
    assert_eq!(refused("looked"), 0);
}

#[test]
fn what_is_refused_is_counted_from_the_first_use_of_the_label_on() {
    let line =
        |count: u64| format!("pforge_metrics_label_overflow_total{{label=\"reported\"}} {count}\n");
    let text = || own::CATALOG.snapshot().to_string();
    assert!(!text().contains("reported"));
    let _ = Reported::new("first");
    assert!(text().contains(&line(0)), "{}", text());
    let _ = Reported::new("second");
    let _ = Reported::new("first");
    assert!(text().contains(&line(1)), "{}", text());
    // The label that distinguishes these has slots of its own, and does not report its own overflow.
    assert!(!text().contains(&format!("label=\"{}\"", own::OpenLabel::NAME)));
}
