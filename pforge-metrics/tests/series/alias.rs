//! A metric that is still exported under its old name.

use super::assert_shows;
use pforge_metrics::__private as runtime;
use runtime::{Better, Counter, Descriptor, Gauge, Kind, Placement, Stability};

static NEW_TOTAL: Counter<Cells> = Counter::new(0);
static OLD_TOTAL: Counter<Cells> = Counter::new(0);
static SCORE: Gauge<Cells> = Gauge::new(0);

runtime::cells! {
    /// Cells.
    pub Cells { lanes: 1, shared: 1, grouped: 0 }
    &[
        Descriptor::new::<u64>(Kind::Counter, "old_total", "O.", Placement::Lanes(0))
            .alias()
            .deprecated("1.1.0", Some("new_total"), None),
        Descriptor::new::<u64>(Kind::Counter, "new_total", "N.", Placement::Lanes(0))
            .with_unit("jobs")
            .with_exemplars(),
        Descriptor::new::<f64>(Kind::Gauge, "score", "S.", Placement::Shared(0))
            .with_stability(Stability::Stable)
            .with_better(Better::Higher)
            .with_owner("runtime")
            .with_group("Puzzle")
            .with_range(0.0, 1.0),
    ]
}

static CATALOG: runtime::Catalog<Cells> = runtime::Catalog::new();

#[test]
fn both_names_show_the_same_cells_once() {
    let before = CATALOG.snapshot();
    NEW_TOTAL.inc();
    OLD_TOTAL.inc_by(2);
    SCORE.set(0.5);
    assert_shows(
        CATALOG,
        "\
# HELP new_total N.
# TYPE new_total counter
new_total 3
# HELP old_total O.
# TYPE old_total counter
old_total 3
# HELP score S.
# TYPE score gauge
score 0.5
",
    );
    let change = CATALOG.snapshot().since(&before);
    assert_eq!(
        format!("{change:?}"),
        "{old_total: 3, new_total: 3, score: 0.5}"
    );
}

#[test]
fn the_table_tells_what_was_declared() {
    let [old, new, score] = CATALOG.descriptors() else {
        panic!("three metrics were declared");
    };
    let deprecation = old.deprecation();
    assert_eq!(
        deprecation.map(|old| (old.since(), old.renamed_to(), old.note())),
        Some(("1.1.0", Some("new_total"), None))
    );
    assert_eq!(
        (new.deprecation(), new.unit(), score.unit()),
        (None, Some("jobs"), None)
    );
    assert_eq!(
        (new.stability(), score.stability()),
        (Stability::Alpha, Stability::Stable)
    );
    assert!(Stability::Internal < Stability::Alpha && Stability::Beta < Stability::Stable);
    assert_eq!((new.better(), score.better()), (None, Some(Better::Higher)));
    assert_eq!(
        (score.owner(), score.group(), score.range()),
        (Some("runtime"), Some("Puzzle"), Some((0.0, 1.0)))
    );
    assert!(new.has_exemplars() && !score.has_exemplars());
}
