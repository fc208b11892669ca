//! Contexts in which common names are shadowed or missing.

macro_rules! derive_for_own_types {
    () => {
        #[derive(::pforge_metrics::MetricLabel)]
        #[metric_label(Role)]
        pub(super) enum Worker {
            Reader,
            #[metric_label(Writer)]
            Author,
        }

        #[derive(::pforge_metrics::State)]
        pub(super) struct OwnState {
            pub(super) length: i64,
        }
    };
}

mod shadowed {
    #![allow(dead_code, unused_macros, reason = "they only shadow other names")]

    mod core {}
    mod std {}
    mod alloc {}
    mod pforge_metrics {}

    struct Option;
    struct Result;
    struct String;
    struct Vec;
    struct Box;
    struct Some;
    struct None;
    struct Ok;
    struct Err;
    struct Sync;
    trait Clone {}
    trait Copy {}
    trait Debug {}
    trait Display {}
    trait Hash {}
    trait PartialEq {}
    trait Eq {}
    trait PartialOrd {}
    trait Ord {}
    trait Send {}
    trait From {}
    trait Into {}
    trait AsRef {}
    trait FromStr {}
    trait Drop {}
    trait Iterator {}
    const fn drop() {}

    macro_rules! in_the_way {
        ($($name:ident)*) => { $(macro_rules! $name { ($d:tt) => { compile_error!("called the user's macro") }; })* };
    }
    in_the_way!(vec concat env option_env include_bytes thread_local format write panic matches assert cells label label_bool label_range label_open help_period);

    ::pforge_metrics::include_metrics!("tests/hygiene/every_kind.toml");
    derive_for_own_types!();
}

mod without_prelude {
    #![no_implicit_prelude]

    ::pforge_metrics::include_metrics!("tests/hygiene/every_kind.toml");
    derive_for_own_types!();
}

macro_rules! use_every_kind {
    ($metrics:ident) => {
        use $metrics::*;

        JOBS_TOTAL.with(Role::from(Worker::Author)).inc();
        assert!(matches!(Worker::from(Role::Reader), Worker::Reader));
        update_own_state(&OwnState { length: 1 });
        assert_eq!(OWN_LENGTH.get(), 1);
        HANDOFFS_TOTAL
            .with(HandoffsTotalLabels {
                from: Role::Reader,
                to: Role::Writer,
            })
            .inc();
        JOB_DURATION_SECONDS.observe(0.5);
        let exemplar = pforge_metrics::Exemplar::new(1, 2);
        JOB_DURATION_SECONDS.observe_with_exemplar(0.25, &exemplar);
        QUERY_DURATION_SECONDS.with(Role::Reader).observe(0.5);
        ANSWER_DURATION_SECONDS.with(Role::Reader).observe(0.5);
        WAIT_DURATION_SECONDS.observe_with_exemplar(0.5, &exemplar);
        WORKERS_ACTIVE.with((Role::Reader, Size::Large)).set(2);
        update_queue_state(&QueueState {
            queue_length: 3,
            queue_fill_ratio: 0.5,
        });
        assert_eq!(JOBS_TOTAL.total(), 1);

        LOOKUPS_TOTAL.with((Cached(true), Shard::MIN)).inc();
        COMMITS_TOTAL
            .with(Repo::new("acme/api"))
            .inc_with_exemplar(&exemplar);
        MERGE_DURATION_SECONDS
            .with(MergeDurationSecondsLabels {
                source: Repo::OVERFLOW,
                kind: Role::Writer,
            })
            .observe(0.5);
        LAST_MERGE_TIMESTAMP_SECONDS.set_to_current_time();
        REPO_AGE_SECONDS.with(Repo::new("acme/api")).set(1.0);
        update_shards_state(&ShardsState {
            ready: ByShard::from_fn(|shard| ByCached::from([shard.get(), 0])),
            moving: 0.5,
        });
        WORKER_PHASE.with(Role::Reader).set(Phase::Working);
        PHASE.enable(Phase::Working);
        assert_eq!(BUILD_INFO.labels().count(), 2);
    };
}

#[test]
fn names_of_the_standard_library_can_be_shadowed() {
    use_every_kind!(shadowed);
}

#[test]
fn the_prelude_is_not_required() {
    use_every_kind!(without_prelude);
}
