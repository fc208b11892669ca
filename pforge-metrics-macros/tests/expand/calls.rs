
#[test]
fn kinds() {
    use schemas::kinds::*;
    WORKER_PHASE.with(Worker::First).set(Phase::Planning);
    PHASE.set(Phase::Planning);
    EFFICIENCY.set(0.5);
    CALLS_TOTAL.with(Worker::First).inc();
    assert_counted(&CATALOG, "kinds");
}

#[test]
fn labels() {
    use schemas::labels::*;
    JOBS_TOTAL.with((Mode::Fast, Cached(true), Shard::clamped(-1))).inc();
    COMMITS_TOTAL.with(Repo::new("example")).inc();
    let _timer = MERGE_SECONDS.with(MergeSecondsLabels { source: Repo::new("example"), target: Repo::new("example") }).start_timer(); // observes the elapsed time on drop
    MERGE_SECONDS.with(MergeSecondsLabels { source: Repo::new("example"), target: Repo::new("example") }).observe(0.25);
    assert_counted(&CATALOG, "labels");
}

#[test]
fn native() {
    use schemas::native::*;
    let _timer = PLAN_DURATION_SECONDS.with(Phase::Planning).start_timer(); // observes the elapsed time on drop
    PLAN_DURATION_SECONDS.with(Phase::Planning).observe(0.25);
    let _timer = CALL_DURATION_SECONDS.start_timer(); // observes the elapsed time on drop
    CALL_DURATION_SECONDS.observe(0.25);
    let _timer = CALL_DURATION_SECONDS.start_timer(); // observes the elapsed time on drop
    CALL_DURATION_SECONDS.observe(0.25);
    assert_counted(&CATALOG, "native");
}

#[test]
fn renamed() {
    use schemas::renamed::*;
    TOKENS_USED_TOTAL.with(Vendor::Openai).inc();
    TOKENS_USED_TOTAL.with(Vendor::Openai).inc();
    MOOD.set(0.5);
    assert_counted(&CATALOG, "renamed");
}

#[test]
fn state() {
    use schemas::state::*;
    EFFICIENCY.set(0.5);
    GAPS.set(3);
    TEMPERATURE_CELSIUS.set(0.5);
    AGENTS.with((Role::Planner, Idle(true))).set(3);
    SPENT_RATIO.set(0.5);
    update_puzzle_state(&PuzzleState {
        efficiency: 0.5,
        gaps: 3,
        agents: ByRole::from_fn(|_| ByIdle::from_fn(|_| 3)),
    });
    update_budget_state(&budget_state);
    assert_counted(&CATALOG, "state");
}

#[test]
fn too_large_for_lanes() {
    use schemas::too_large_for_lanes::*;
    NUMBERS_TOTAL.with(NumbersTotalLabels { a: Digit::V0, b: Digit::V0, c: Digit::V0, d: Digit::V0 }).inc();
    TICKS_TOTAL.inc();
    let _timer = NUMBERS_SECONDS.with(NumbersSecondsLabels { a: Digit::V0, b: Digit::V0, c: Digit::V0 }).start_timer(); // observes the elapsed time on drop
    NUMBERS_SECONDS.with(NumbersSecondsLabels { a: Digit::V0, b: Digit::V0, c: Digit::V0 }).observe(0.25);
    assert_counted(&CATALOG, "too_large_for_lanes");
}

#[test]
fn with_labels() {
    use schemas::with_labels::*;
    JOBS_TOTAL.with(Role::Reader).inc();
    ATTEMPTS_TOTAL.with((Role::Reader, Outcome::Done)).inc();
    HANDOFFS_TOTAL.with(HandoffsTotalLabels { from: Role::Reader, r#type: Role::Reader }).inc();
    WORKERS_ACTIVE.with(Role::Reader).set(3);
    let _timer = JOB_DURATION_SECONDS.with(Outcome::Done).start_timer(); // observes the elapsed time on drop
    JOB_DURATION_SECONDS.with(Outcome::Done).observe(0.25);
    assert_counted(&CATALOG, "with_labels");
}

#[test]
fn without_labels() {
    use schemas::without_labels::*;
    JOBS_TOTAL.inc();
    CPU_SECONDS_TOTAL.inc_by(0.5);
    LOAD_RATIO.set(0.5);
    QUEUE_LENGTH.set(3);
    let _timer = JOB_DURATION_SECONDS.start_timer(); // observes the elapsed time on drop
    JOB_DURATION_SECONDS.observe(0.25);
    assert_counted(&CATALOG, "without_labels");
}
