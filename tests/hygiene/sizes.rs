//! Schemas at the limits of labels and series.

/// A label with a hundred values, from a file.
pub mod hundred_values {
    pforge_metrics::include_metrics!("tests/hygiene/hundred_values.toml");
}

/// Metrics with eight labels.
pub mod eight_labels {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.a]
            help   = "First switch."
            values = ["off", "on"]

            [label.b]
            help   = "Second switch."
            values = ["off", "on"]

            [label.c]
            help   = "Third switch."
            values = ["off", "on"]

            [label.d]
            help   = "Fourth switch."
            values = ["off", "on"]

            [label.e]
            help   = "Fifth switch."
            values = ["off", "on"]

            [label.f]
            help   = "Sixth switch."
            values = ["off", "on"]

            [label.g]
            help   = "Seventh switch."
            values = ["off", "on"]

            [label.h]
            help   = "Eighth switch."
            values = ["off", "on"]

            [counter.moves_total]
            help   = "Moves of the switches."
            labels = ["a", "b", "c", "d", "e", "f", "g", "h"]

            [counter.roles_total]
            help   = "Moves of eight switches of one kind."
            labels = { i = "a", j = "a", k = "a", l = "a", m = "a", n = "a", o = "a", p = "a" }
        "#
    );
}

/// Families that are too large for lanes.
pub mod too_large_for_lanes {
    pforge_metrics::include_metrics!("pforge-metrics-macros/tests/expand/too_large_for_lanes.toml");
}

#[test]
fn a_label_can_have_a_hundred_values() {
    use hundred_values::{READS_TOTAL, Shard};

    for shard in Shard::ALL {
        READS_TOTAL.with(*shard).inc();
    }
    assert_eq!(Shard::ALL.len(), 100);
    assert_eq!(READS_TOTAL.with(Shard::Shard99).get(), 1);
    assert_eq!(READS_TOTAL.total(), 100);
}

#[test]
fn a_metric_can_have_eight_labels() {
    use eight_labels::{
        A, B, C, CATALOG, D, E, F, G, H, MOVES_TOTAL, ROLES_TOTAL, RolesTotalLabels,
    };

    MOVES_TOTAL
        .with((A::On, B::Off, C::On, D::Off, E::On, F::Off, G::On, H::Off))
        .inc();
    let labels = RolesTotalLabels {
        i: A::Off,
        j: A::Off,
        k: A::Off,
        l: A::Off,
        m: A::On,
        n: A::On,
        o: A::On,
        p: A::On,
    };
    ROLES_TOTAL.with(labels).inc();
    assert_eq!(
        format!("{:#?}", CATALOG.snapshot()),
        r#"{
    moves_total{a="on", b="off", c="on", d="off", e="on", f="off", g="on", h="off"}: 1,
    roles_total{i="off", j="off", k="off", l="off", m="on", n="on", o="on", p="on"}: 1,
}"#
    );
}

#[test]
fn a_family_can_have_ten_thousand_series() {
    use too_large_for_lanes::{CATALOG, Digit, NUMBERS_TOTAL, NumbersTotalLabels};

    let labels = NumbersTotalLabels {
        a: Digit::V9,
        b: Digit::V8,
        c: Digit::V7,
        d: Digit::V6,
    };
    NUMBERS_TOTAL.with(labels).inc_by(2);
    assert_eq!(NUMBERS_TOTAL.total(), 2);
    assert_eq!(
        format!("{:?}", CATALOG.snapshot()),
        r#"{numbers_total{a="9", b="8", c="7", d="6"}: 2}"#
    );
}
