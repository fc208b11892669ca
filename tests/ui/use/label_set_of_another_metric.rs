mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.role]
            help   = "Role of a worker."
            values = ["reader", "writer"]

            [counter.handoffs_total]
            help   = "Work handed over."
            labels = { from = "role", to = "role" }

            [counter.returns_total]
            help   = "Work handed back."
            labels = { from = "role", to = "role" }
        "#
    );
}

use metrics::*;

fn main() {
    let labels = ReturnsTotalLabels { from: Role::Reader, to: Role::Writer };
    HANDOFFS_TOTAL.with(labels).inc();
    HANDOFFS_TOTAL.with((Role::Reader, Role::Writer)).inc();
}
