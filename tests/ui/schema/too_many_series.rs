pforge_metrics::include_metrics!(
    inline = r#"
        [cardinality]
        max_per_metric = 8

        [label.role]
        help   = "Role of a worker."
        values = ["reader", "writer", "cleaner"]

        [counter.handoffs_total]
        help   = "Work handed over."
        labels = { from = "role", to = "role" }
    "#
);

fn main() {}
