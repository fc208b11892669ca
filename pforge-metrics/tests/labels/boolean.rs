//! Labels of the type `bool`.

use pforge_metrics::{ClosedLabel, Label, LabelSet};

pforge_metrics::__private::label_bool! {
    /// Whether the answer was in the cache.
    pub struct Cached = "cached";
}

#[test]
fn a_bool_is_a_label_of_two_values() {
    assert_eq!(Cached::ALL, [Cached(false), Cached(true)]);
    assert_eq!(<Cached as ClosedLabel>::ALL, Cached::ALL);
    assert_eq!(Cached::VALUES, ["false", "true"]);
    assert!(bool::from(Cached(true)));
    assert_eq!(
        format!("{:>6}{:?}", Cached(true), Cached(false)),
        "  trueCached(false)"
    );
    for cached in Cached::ALL {
        assert_eq!(cached.as_str().parse(), Ok(*cached));
        assert_eq!(Cached::VALUES[Label::index(*cached)], cached.as_str());
    }
    assert_eq!(LabelSet::index((Cached(true), Cached(false))), 2);
    assert_eq!(
        Cached::try_from("True").unwrap_err().to_string(),
        "`True` is not a value of the label `cached` (did you mean `true`?): expected one of `false`, `true`"
    );
}
