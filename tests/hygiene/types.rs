//! A struct that uses the generated type of a metric compiles with any options in the schema.

/// The same component, once for each schema.
macro_rules! component {
    ($($(#[$doc:meta])* $module:ident: $schema:literal)*) => {$(
        $(#[$doc])*
        pub mod $module {
            /// Metrics.
            pub mod metrics {
                pforge_metrics::include_metrics!(inline = $schema);
            }
            use pforge_metrics::{InFlight, Timer};
            use metrics::{
                DURATION_SECONDS, DurationSecondsSeries, EFFICIENCY, EfficiencySeries, JOBS_TOTAL, JobsTotalFamily,
                JobsTotalSeries, PHASE, PhaseSeries, RUNNING_JOBS, RunningJobsSeries, Role,
            };

            /// A part of a program that receives its metrics.
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            pub struct Component {
                all_jobs: JobsTotalFamily,
                jobs: JobsTotalSeries,
                duration: DurationSecondsSeries,
                efficiency: EfficiencySeries,
                phase: PhaseSeries,
            }

            /// A running job. Dropping it updates the metrics.
            #[derive(Debug)]
            pub struct Job {
                _in_flight: InFlight<RunningJobsSeries>,
                timer: Timer<DurationSecondsSeries>,
            }

            impl Job {
                /// Starts the job.
                #[must_use]
                pub fn start() -> Self {
                    Self {
                        _in_flight: RUNNING_JOBS.track_in_flight(),
                        timer: DURATION_SECONDS.start_timer(),
                    }
                }

                /// Ends the job without a measurement.
                pub fn abort(self) {
                    self.timer.discard();
                }

                /// The numbers of running and of measured jobs.
                #[must_use]
                pub fn counted() -> (i64, u64) {
                    (RUNNING_JOBS.get(), DURATION_SECONDS.count())
                }
            }

            impl Component {
                /// Creates the component with the metrics of the schema.
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

                /// Runs a job.
                pub fn run(&self) {
                    self.phase.set(metrics::Phase::Running);
                    self.jobs.inc();
                    self.duration.observe(0.5);
                    self.efficiency.set(0.75);
                }

                /// The number of counted jobs.
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
    fn the_same_struct_works_for_all_options_in_the_schema() {
        $({
            let component = $module::Component::new();
            component.run();
            assert_eq!(component.counted(), (1, 1, 0.75, true), stringify!($module));
            assert_eq!(component, $module::Component::new(), stringify!($module));
            assert_eq!($module::Job::counted(), (0, 1), stringify!($module));
            let (dropped, aborted) = ($module::Job::start(), $module::Job::start());
            assert_eq!($module::Job::counted(), (2, 1), stringify!($module));
            drop(dropped);
            aborted.abort();
            assert_eq!($module::Job::counted(), (0, 2), stringify!($module));
        })*
    }
    };
}

component! {
    /// No option is set.
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

        [gauge.running_jobs]
        help  = "Jobs that run."
        value = "int"

        [stateset.phase]
        help   = "What is being done."
        states = "phase"
    "#
    /// With exemplars, native buckets, and a gauge that starts unset.
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

        [gauge.running_jobs]
        help  = "Jobs that run."
        value = "int"
        init  = "unset"

        [stateset.phase]
        help   = "What is being done."
        states = "phase"
    "#
    /// A state publishes the gauge, and the histogram has other buckets.
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

        [gauge.running_jobs]
        help  = "Jobs that run."
        value = "int"
        init  = "unset"

        [state.workers]
        help   = "Snapshot of the workers."
        fields = ["efficiency", "running_jobs"]

        [stateset.phase]
        help   = "What is being done."
        states = "phase"
    "#
}
