//! State sets and infos.

use super::assert_shows;
use pforge_metrics::__private as runtime;
use runtime::{Descriptor, Family, Info, Kind, LabelDescriptor, Placement, StateSet};

runtime::label! {
    /// What is done.
    pub enum Phase = "phase" {
        /// `plan`
        Plan = "plan",
        /// `self-repair`
        SelfRepair = "self-repair",
        /// `rest`
        Rest = "rest",
    }
}

runtime::label_bool! {
    /// Whether it is the main one.
    pub struct Main = "main";
}

runtime::label_open! {
    /// Worker.
    pub struct Worker = "worker" { max: 2, max_len: 64, overflow: "_other" }
}

static BUILD_INFO: Info<Cells> = Info::new(&[("version", "1.2.3"), ("revision", "unknown")]);
static PHASE: StateSet<Cells, Phase> = StateSet::new(0);
static PHASES: Family<StateSet<Cells, Phase>, Main> = Family::new(StateSet::new(1));
static WORKER_UP: Family<StateSet<Cells, Main>, Worker> = Family::new(StateSet::new(3));

runtime::cells! {
    /// Cells.
    pub Cells { lanes: 0, shared: 9, grouped: 0 }
    &[
        Descriptor::new::<u64>(Kind::Info, "build_info", "B.", Placement::Shared(0))
            .with_labels(&[
                LabelDescriptor::constant("version", "1.2.3"),
                LabelDescriptor::constant("revision", "unknown"),
            ]),
        Descriptor::new::<u64>(Kind::StateSet, "phase", "P.", Placement::Shared(0))
            .with_states::<Phase>(),
        Descriptor::new::<u64>(Kind::StateSet, "phases", "Ps.", Placement::Shared(1))
            .with_labels(&[LabelDescriptor::new::<Main>("main")])
            .with_states::<Phase>(),
        Descriptor::new::<u64>(Kind::StateSet, "worker_up", "W.", Placement::Shared(3))
            .with_labels(&[LabelDescriptor::new::<Worker>("worker")])
            .with_states::<Main>()
            .optional(),
    ]
}

static CATALOG: runtime::Catalog<Cells> = runtime::Catalog::new();

const SHOWN: &str = r#"# HELP build_info B.
# TYPE build_info gauge
build_info{version="1.2.3",revision="unknown"} 1
# HELP phase P.
# TYPE phase gauge
phase{phase="plan"} 0
phase{phase="self-repair"} 1
phase{phase="rest"} 0
# HELP phases Ps.
# TYPE phases gauge
phases{main="false",phases="plan"} 0
phases{main="false",phases="self-repair"} 0
phases{main="false",phases="rest"} 0
phases{main="true",phases="plan"} 1
phases{main="true",phases="self-repair"} 0
phases{main="true",phases="rest"} 1
# HELP worker_up W.
# TYPE worker_up gauge
worker_up{worker="w",worker_up="false"} 0
worker_up{worker="w",worker_up="true"} 0
"#;

#[test]
fn each_state_is_a_series_that_tells_whether_it_is_active() {
    let before = CATALOG.snapshot();
    assert_eq!(before.get(PHASE), []);
    PHASE.set(Phase::Plan);
    PHASE.set(Phase::SelfRepair);
    let main = PHASES.with(Main(true));
    for phase in Phase::ALL {
        main.enable(*phase);
    }
    main.disable(Phase::SelfRepair);
    WORKER_UP.with(Worker::new("w")).enable(Main(true));
    WORKER_UP.with(Worker::new("w")).clear();

    let snapshot = CATALOG.snapshot();
    assert_eq!(snapshot.to_string(), SHOWN);
    assert_eq!(
        super::gathered(CATALOG).replace(
            "revision=\"unknown\",version=\"1.2.3\"",
            "version=\"1.2.3\",revision=\"unknown\""
        ),
        SHOWN
    );
    assert_eq!(
        (PHASE.get(), main.get()),
        (vec![Phase::SelfRepair], vec![Phase::Plan, Phase::Rest])
    );
    assert!(PHASE.is_active(Phase::SelfRepair) && !PHASE.is_active(Phase::Plan));
    assert_eq!(snapshot.get(main), [Phase::Plan, Phase::Rest]);
    assert_eq!(
        format!("{:?}", snapshot.since(&before)),
        r#"{phase: ["self-repair"], phases{main="true"}: ["plan", "rest"]}"#
    );
    assert_eq!(snapshot.since(&snapshot).get(PHASE), [Phase::SelfRepair]);
    let series: Vec<usize> = CATALOG
        .descriptors()
        .iter()
        .map(Descriptor::series)
        .collect();
    assert_eq!(series, [1, 3, 6, 6]);
}

#[test]
fn an_info_tells_its_texts() {
    assert!(
        BUILD_INFO
            .labels()
            .eq([("version", "1.2.3"), ("revision", "unknown")])
    );
    assert_eq!(
        (BUILD_INFO.get("version"), BUILD_INFO.get("time")),
        (Some("1.2.3"), None)
    );
}

/// 64 states: the last one is the last bit.
mod many {
    use super::{Descriptor, Kind, Placement, StateSet, assert_shows, runtime};

    runtime::label_range! {
        /// Bit.
        pub struct Bit = "bit" in 0..=63 {
            "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15",
            "16", "17", "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30",
            "31", "32", "33", "34", "35", "36", "37", "38", "39", "40", "41", "42", "43", "44", "45",
            "46", "47", "48", "49", "50", "51", "52", "53", "54", "55", "56", "57", "58", "59", "60",
            "61", "62", "63",
        }
    }

    static BITS: StateSet<Cells, Bit> = StateSet::new(0);

    runtime::cells! {
        /// Cells.
        pub Cells { lanes: 0, shared: 1, grouped: 0 }
        &[Descriptor::new::<u64>(Kind::StateSet, "bits", "B.", Placement::Shared(0)).with_states::<Bit>()]
    }

    #[test]
    fn there_can_be_64_states() {
        BITS.enable(Bit::MAX);
        assert_eq!(BITS.get(), [Bit::MAX]);
        let state = |bit: &Bit| format!("bits{{bits=\"{bit}\"}} {}\n", u8::from(*bit == Bit::MAX));
        let series: String = Bit::ALL.iter().map(state).collect();
        let header = "# HELP bits B.\n# TYPE bits gauge\n".to_owned();
        assert_shows(runtime::Catalog::<Cells>::new(), &(header + &series));
    }
}
