mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.role]
            help   = "Role of an agent."
            values = ["planner", "fixer"]

            [label.mood]
            help   = "Mood of an agent."
            values = ["calm", "stuck"]

            [gauge.gaps]
            help  = "Empty cells of the puzzle."
            value = "int"

            [gauge.agents]
            help   = "Agents of a role."
            value  = "int"
            labels = ["role"]

            [gauge.moods]
            help   = "Agents in a mood."
            value  = "int"
            labels = ["mood"]

            [state.swarm]
            help   = "The swarm."
            fields = ["gaps", "agents", "moods"]
            type   = "crate::SwarmState"
        "#
    );
}

#[derive(pforge_metrics::State)]
struct SwarmState {
    gaps: f64,
    agents: metrics::ByMood<i64>,
    moods: metrics::ByMood<i64>,
}

fn main() {
    metrics::update_swarm_state(&SwarmState {
        gaps: 1.0,
        agents: metrics::ByMood::from([1, 2]),
        moods: metrics::ByMood::from([1, 2]),
    });
}
