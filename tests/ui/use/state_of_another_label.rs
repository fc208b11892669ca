mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.phase]
            help   = "What the swarm does."
            values = ["planning", "idle"]

            [label.mood]
            help   = "How it does it."
            values = ["calm", "hasty"]

            [stateset.phase]
            help   = "What the swarm does."
            states = "phase"
            labels = ["mood"]
        "#
    );
}

fn main() {
    metrics::PHASE
        .with(metrics::Mood::Calm)
        .set(metrics::Mood::Hasty);
}
