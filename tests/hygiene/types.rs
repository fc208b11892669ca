//! A struct names a metric by its generated type, and stays as it is whatever the schema says of the metric later.

/// One component for each schema, in the same words.
macro_rules! component {
    ($($(#[$doc:meta])* $module:ident: $schema:literal)*) => {$(
        $(#[$doc])*
        pub mod $module {
            /// Metrics.
            pub mod metrics {
                pforge_metrics::include_metrics!(inline = $schema);
            }
            use metrics::{
                DURATION_SECONDS, DurationSecondsSeries, EFFICIENCY, EfficiencySeries, JOBS_TOTAL, JobsTotalFamily,
                JobsTotalSeries, PHASE, PhaseSeries, Role,
            };

            /// A part of a program that is handed its metrics.
            #[derive(Clone, Copy, Debug)]
            pub struct Component {
                all_jobs: JobsTotalFamily,
                jobs: JobsTotalSeries,
                duration: DurationSecondsSeries,
                efficiency: EfficiencySeries,
                phase: PhaseSeries,
            }

            impl Component {
                /// With the metrics of the schema.
                #[must_use]
                pub fn new() -> Self {
                    Self {
                        all_jobs: JOBS_TOTAL,
                        jobs: JOBS_TOTAL.with(Role::Reader),
                        duration: DURATION_SECONDS,
                        efficiency: EFFICIENCY,
                        phase: PHASE,
                    }
                }

                /// Does a job.
                pub fn run(&self) {
                    self.phase.set(metrics::Phase::Running);
                    self.jobs.inc();
                    self.duration.observe(0.5);
                    self.efficiency.set(0.75);
                }

                /// What was counted.
                #[must_use]
                pub fn counted(&self) -> (u64, u64, f64, bool) {
                    let is_running = self.phase.is_active(metrics::Phase::Running);
                    (self.all_jobs.total(), self.duration.count(), self.efficiency.get(), is_running)
                }
            }

            impl Default for Component {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    )*

    #[test]
    fn one_struct_fits_the_metrics_whatever_flags_the_schema_sets() {
        $({
            let component = $module::Component::new();
            component.run();
            assert_eq!(component.counted(), (1, 1, 0.75, true), stringify!($module));
        })*
    }
    };
}

component! {
    /// No flag is set.
    plain: r#"
        [label.role]
        help   = "Role of a worker."
        values = ["reader", "writer"]

        [label.phase]
        help   = "What is being done."
        values = ["planning", "running"]

        [counter.jobs_total]
        help   = "Jobs done."
        labels = ["role"]

        [histogram.duration_seconds]
        help    = "Time that a job took."
        buckets = [0.1, 1]

        [gauge.efficiency]
        help = "Efficiency of the workers."

        [stateset.phase]
        help   = "What is being done."
        states = "phase"
    "#
    /// Exemplars are kept, buckets are native, and the gauge starts unset.
    flagged: r#"
        [label.role]
        help   = "Role of a worker."
        values = ["reader", "writer"]

        [label.phase]
        help   = "What is being done."
        values = ["planning", "running"]

        [counter.jobs_total]
        help      = "Jobs done."
        labels    = ["role"]
        exemplars = true

        [histogram.duration_seconds]
        help      = "Time that a job took."
        native    = { factor = 1.1 }
        exemplars = true

        [gauge.efficiency]
        help = "Efficiency of the workers."
        init = "unset"

        [stateset.phase]
        help   = "What is being done."
        states = "phase"
    "#
    /// The gauge is published by a state, and the histogram has other buckets.
    grouped: r#"
        [label.role]
        help   = "Role of a worker."
        values = ["reader", "writer"]

        [label.phase]
        help   = "What is being done."
        values = ["planning", "running"]

        [counter.jobs_total]
        help   = "Jobs done."
        labels = ["role"]

        [histogram.duration_seconds]
        help    = "Time that a job took."
        buckets = [0.1, 0.2, 0.4, 0.8, 1.6]

        [gauge.efficiency]
        help = "Efficiency of the workers."

        [state.workers]
        help   = "Snapshot of the workers."
        fields = ["efficiency"]

        [stateset.phase]
        help   = "What is being done."
        states = "phase"
    "#
}
