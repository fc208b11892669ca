//! Labels that are integers of a range.

use pforge_metrics::{ClosedLabel, Label};

pforge_metrics::__private::label_range! {
    /// Shard of the store.
    pub struct Shard = "shard" in -2..=3 { "-2", "-1", "0", "1", "2", "3", }
}

pforge_metrics::__private::label_range! {
    /// All that fits.
    pub struct Edge = "edge" in 9_223_372_036_854_775_806..=9_223_372_036_854_775_807 {
        "9223372036854775806", "9223372036854775807",
    }
}

const KNOWN: Option<Shard> = Shard::new(3);

#[test]
fn the_integers_of_the_range_are_the_values() {
    let integers: Vec<i64> = Shard::ALL.iter().map(|shard| shard.get()).collect();
    assert_eq!(integers, [-2, -1, 0, 1, 2, 3]);
    assert_eq!(<Shard as ClosedLabel>::ALL, Shard::ALL);
    assert_eq!((Shard::ALL[0], Shard::ALL[5]), (Shard::MIN, Shard::MAX));
    assert_eq!(KNOWN, Some(Shard::MAX));
    assert_eq!((Shard::new(-3), Shard::new(4)), (None, None));
    for (index, shard) in Shard::ALL.iter().enumerate() {
        assert_eq!(shard.index(), index);
        assert_eq!(shard.to_string(), shard.get().to_string());
        assert_eq!(shard.as_str().parse(), Ok(*shard));
        assert_eq!(Shard::try_from(i64::from(*shard)), Ok(*shard));
    }
    assert_eq!(format!("{:?}", Edge::MAX), "Edge(9223372036854775807)");
}

#[test]
fn an_integer_outside_is_moved_to_the_nearest_end() {
    assert_eq!(Shard::clamped(i64::MIN), Shard::MIN);
    assert_eq!(Shard::clamped(1).get(), 1);
    assert_eq!(Shard::clamped(i64::MAX), Shard::MAX);
    assert_eq!(Edge::clamped(i64::MIN), Edge::MIN);
}

#[test]
fn what_is_outside_is_answered_with_the_range() {
    let message = "`17` is not a value of the label `shard`: expected an integer from -2 to 3";
    assert_eq!(Shard::try_from(17).unwrap_err().to_string(), message);
    assert_eq!(Shard::try_from("17").unwrap_err().to_string(), message);
    for text in ["+1", "01", " 1", "1.0", ""] {
        assert!(text.parse::<Shard>().is_err(), "{text:?}");
    }
}
