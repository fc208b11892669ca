//! The contexts in which the macro can be called, and the paths of the runtime.

/// A catalog in a public module, with `missing_docs` denied.
pub mod public {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.role]
            help   = "Role of a worker."
            values = ["reader", "writer"]

            [counter.jobs_total]
            help   = "Jobs done."
            labels = ["role"]

            [counter.handoffs_total]
            help   = "Work handed over."
            labels = { from = "role", to = "role" }

            [gauge.queue_length]
            help  = "Jobs that wait."
            value = "int"

            [histogram.job_duration_seconds]
            help    = "Time that a job took."
            buckets = [0.1, 1, 10]

            [state.queue]
            help   = "State of the queue."
            fields = { length = "queue_length" }
        "#
    );
}

/// A catalog in a private module, with the same names.
mod private {
    pforge_metrics::include_metrics!(
        inline = r#"
            [counter.jobs_total]
            help = "Jobs done."
        "#
    );
}

#[test]
fn two_catalogs_in_one_crate_are_independent() {
    use public::Role;

    public::JOBS_TOTAL.with(Role::Writer).inc_by(3);
    private::JOBS_TOTAL.inc();
    assert_eq!(public::JOBS_TOTAL.total(), 3);
    assert_eq!(private::JOBS_TOTAL.get(), 1);
}

#[test]
fn a_catalog_can_be_declared_in_a_function() {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.role]
            help   = "Role of a worker."
            values = ["reader", "writer"]

            [counter.handoffs_total]
            help   = "Work handed over."
            labels = { from = "role", to = "role" }

            [gauge.queue_length]
            help  = "Jobs that wait."
            value = "int"

            [state.queue]
            help   = "State of the queue."
            fields = ["queue_length"]
        "#
    );

    let labels = HandoffsTotalLabels {
        from: Role::Reader,
        to: Role::Writer,
    };
    HANDOFFS_TOTAL.with(labels).inc();
    update_queue_state(&QueueState { queue_length: 7 });
    assert_eq!(
        format!("{:?}", CATALOG.snapshot()),
        r#"{handoffs_total{from="reader", to="writer"}: 1, queue_length: 7}"#
    );
}

mod reexport {
    pub(super) use pforge_metrics as runtime;
}

mod renamed {
    super::reexport::runtime::include_metrics!(
        inline = r#"
            [label.role]
            help   = "Role of a worker."
            values = ["reader", "writer"]

            [counter.handoffs_total]
            help   = "Work handed over."
            labels = { from = "role", to = "role" }

            [gauge.queue_length]
            help = "Jobs that wait."

            [state.queue]
            help   = "State of the queue."
            fields = ["queue_length"]
        "#,
        crate = super::reexport::runtime,
    );
}

#[test]
fn the_runtime_can_have_another_path() {
    use renamed::{HANDOFFS_TOTAL, HandoffsTotalLabels, QueueState, Role, update_queue_state};

    let labels = HandoffsTotalLabels {
        from: Role::Reader,
        to: Role::Reader,
    };
    HANDOFFS_TOTAL.with(labels).inc();
    update_queue_state(&QueueState { queue_length: 0.5 });
    assert_eq!(HANDOFFS_TOTAL.total(), 1);
}

macro_rules! metrics {
    ($name:ident: $schema:literal) => {
        mod $name {
            pforge_metrics::include_metrics!(inline = $schema);
        }
    };
}

metrics!(by_macro: "counter.jobs_total.help = 'Jobs done.'");

#[test]
fn a_macro_can_forward_the_schema() {
    by_macro::JOBS_TOTAL.inc();
    assert_eq!(by_macro::JOBS_TOTAL.get(), 1);
}
