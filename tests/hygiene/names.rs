//! Names that generated code, the prelude or the language also use.

/// Labels with the names of types of the prelude and the runtime.
pub mod labels {
    pforge_metrics::include_metrics!(
        inline = r#"
            [lint]
            prelude_name = "allow"

            [label.option]
            help   = "A type of the prelude."
            values = ["some", "none"]

            [label.result]
            help   = "A type of the prelude."
            values = ["ok", "err"]

            [label.string]
            help   = "A type of the prelude."
            values = ["self-test", "super", "crate", "type", "static"]

            [label.vec]
            help   = "A type of the prelude."
            values = ["all", "name", "values", "index", "from_str"]

            [label.clone]
            help   = "A trait that is derived."
            values = ["copy", "debug", "hash", "eq", "ord"]

            [label.label]
            help   = "A trait of the runtime."
            values = ["label", "set"]

            [label.store]
            help   = "A trait of the runtime."
            values = ["store", "storage"]

            [label.lane]
            help   = "A type of the runtime."
            values = ["lane", "hold"]

            [label.descriptor]
            help   = "A type of the runtime."
            values = ["descriptor", "kind"]

            [label.counter]
            help   = "A type of the runtime."
            values = ["counter", "family"]

            [counter.preludes_total]
            help   = "Labels named like types of the prelude."
            labels = ["option", "result", "string", "vec"]

            [counter.lanes_total]
            help   = "Labels named like types of the runtime."
            labels = ["clone", "label", "store", "lane"]

            [counter.spill_total]
            help   = "Labels named like types of the runtime."
            labels = ["descriptor", "counter"]

            [counter.keywords_total]
            help   = "Roles named like keywords."
            labels = { type = "option", fn = "option", match = "option" }

            [gauge.storage]
            help = "A static of the runtime."

            [gauge.shared]
            help = "A static of the runtime."

            [gauge.hold]
            help = "A static of the runtime."

            [state.state]
            help   = "A state named so, with a field named like the parameter of its function."
            fields = { state = "storage", type = "shared", self_type = "hold" }
        "#
    );
}

#[test]
fn labels_may_be_named_like_types_of_the_prelude() {
    use labels::PRELUDES_TOTAL;

    let set = (
        labels::Option::None,
        labels::Result::Err,
        labels::String::SelfTest,
        labels::Vec::All,
    );
    PRELUDES_TOTAL.with(set).inc();
    assert_eq!(PRELUDES_TOTAL.total(), 1);
    assert_eq!("err".parse(), Ok(labels::Result::Err));
}

#[test]
fn labels_may_be_named_like_types_of_the_runtime() {
    use labels::{Clone, Counter, Descriptor, LANES_TOTAL, Label, Lane, SPILL_TOTAL, Store};

    LANES_TOTAL
        .with((Clone::Debug, Label::Set, Store::Storage, Lane::Hold))
        .inc();
    SPILL_TOTAL.with((Descriptor::Kind, Counter::Family)).inc();
    assert_eq!((LANES_TOTAL.total(), SPILL_TOTAL.total()), (1, 1));
}

#[test]
fn roles_and_fields_may_be_named_like_keywords() {
    use labels::{KEYWORDS_TOTAL, KeywordsTotalLabels, SHARED, StateState, update_state_state};

    let labels = KeywordsTotalLabels {
        r#type: labels::Option::Some,
        r#fn: labels::Option::Some,
        r#match: labels::Option::None,
    };
    KEYWORDS_TOTAL.with(labels).inc();
    update_state_state(&StateState {
        state: 1.0,
        r#type: 2.0,
        self_type: 3.0,
    });
    assert_eq!(KEYWORDS_TOTAL.total(), 1);
    assert!((SHARED.get() - 2.0).abs() < f64::EPSILON);
}
