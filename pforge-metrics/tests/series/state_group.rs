//! State groups with gauges that have labels, or start unset.

use super::assert_shows;
use pforge_metrics::__private as runtime;
use runtime::{By, Descriptor, Family, Gauge, Grouped, Kind, LabelDescriptor, Placement, Unset};

runtime::label! {
    /// Role of an agent.
    pub enum Role = "role" {
        /// `planner`
        Planner = "planner",
        /// `fixer`
        Fixer = "fixer",
    }
}

runtime::label_range! {
    /// Shard.
    pub struct Shard = "shard" in 1..=3 { "1", "2", "3", }
}

type ByRole<T> = By<Role, T, 2>;
type ByShard<T> = By<Shard, T, 3>;

static AGENTS: Family<Gauge<Cells, i64, Grouped>, (Role, Shard)> = Family::new(Gauge::new(0));
static ENTROPY: Gauge<Cells, f64, Grouped> = Gauge::new(6);
static EFFICIENCY: Gauge<Cells, f64, Unset<Grouped>> = Gauge::new(7);
static LEVEL: Family<Gauge<Cells, i64, Unset<Grouped>>, Role> = Family::new(Gauge::new(9));

runtime::cells! {
    /// Cells.
    pub Cells { lanes: 0, shared: 13, grouped: 13 }
    &[
        Descriptor::new::<i64>(Kind::Gauge, "agents", "A.", Placement::Shared(0)).with_labels(&[
            LabelDescriptor::new::<Role>("role"),
            LabelDescriptor::new::<Shard>("shard"),
        ]),
        Descriptor::new::<f64>(Kind::Gauge, "entropy", "E.", Placement::Shared(6)),
        Descriptor::new::<f64>(Kind::Gauge, "efficiency", "F.", Placement::Shared(7)).optional(),
        Descriptor::new::<i64>(Kind::Gauge, "level", "L.", Placement::Shared(9))
            .with_labels(&[LabelDescriptor::new::<Role>("role")])
            .optional(),
    ]
}

static CATALOG: runtime::Catalog<Cells> = runtime::Catalog::new();

#[derive(Clone, Copy, Debug, PartialEq)]
struct State {
    agents: ByRole<ByShard<i64>>,
    entropy: f64,
    efficiency: f64,
    level: ByRole<i64>,
}

fn update(state: &State) {
    runtime::publish::<Cells>(|update| {
        AGENTS.store(&state.agents, update);
        ENTROPY.store(state.entropy, update);
        EFFICIENCY.store(state.efficiency, update);
        LEVEL.store(&state.level, update);
    });
}

#[test]
fn an_update_writes_every_label_set_of_every_field() {
    LEVEL.with(Role::Fixer).dec();
    let text = CATALOG.snapshot().to_string();
    assert!(text.contains("level{role=\"fixer\"} -1\n"));
    assert!(
        !text.contains("efficiency 0") && !text.contains("level{role=\"planner\"}"),
        "{text}"
    );
    update(&State {
        agents: By::from_fn(|role: Role| {
            By::from_fn(|shard: Shard| {
                if role == Role::Fixer {
                    10 * shard.get()
                } else {
                    shard.get()
                }
            })
        }),
        entropy: 0.5,
        efficiency: 0.0,
        level: By::from([4, 5]),
    });
    AGENTS.with((Role::Planner, Shard::MAX)).add(4);
    assert_shows(
        CATALOG,
        r#"# HELP agents A.
# TYPE agents gauge
agents{role="planner",shard="1"} 1
agents{role="planner",shard="2"} 2
agents{role="planner",shard="3"} 7
agents{role="fixer",shard="1"} 10
agents{role="fixer",shard="2"} 20
agents{role="fixer",shard="3"} 30
# HELP efficiency F.
# TYPE efficiency gauge
efficiency 0
# HELP entropy E.
# TYPE entropy gauge
entropy 0.5
# HELP level L.
# TYPE level gauge
level{role="planner"} 4
level{role="fixer"} 5
"#,
    );
}

#[test]
fn a_value_by_label_is_a_map_without_gaps() {
    let mut by: ByRole<i64> = By::default();
    by[Role::Fixer] += 3;
    assert_eq!(by, By::from([0, 3]));
    assert_eq!((by[Role::Planner], by.values()), (0, &[0, 3]));
    assert!(by.iter().eq([(Role::Planner, &0), (Role::Fixer, &3)]));
    assert_eq!(format!("{by:?}"), "{Planner: 0, Fixer: 3}");
    for (role, value) in &mut by {
        *value += i64::from(role == Role::Planner);
    }
    by.iter_mut().for_each(|(_, value)| *value *= 2);
    let seen: Vec<(Role, &i64)> = (&by).into_iter().collect();
    assert_eq!(seen, [(Role::Planner, &2), (Role::Fixer, &6)]);
    let copied = by;
    by[Role::Planner] = 1;
    assert_ne!(by, copied);
}
