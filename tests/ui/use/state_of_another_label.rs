mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.phase]
            help   = "Phase of the swarm."
            values = ["planning", "idle"]

            [label.mood]
            help   = "Mode of the swarm."
            values = ["calm", "hasty"]

            [stateset.phase]
            help   = "Phase of the swarm."
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
