mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [gauge.efficiency]
            help = "Efficiency of the puzzle."

            [gauge.gaps]
            help  = "Empty cells of the puzzle."
            value = "int"

            [state.puzzle]
            help   = "The puzzle."
            fields = ["efficiency", "gaps"]
            type   = "crate::PuzzleState"
        "#
    );
}

#[derive(pforge_metrics::State)]
struct PuzzleState {
    efficiency: f64,
    pieces: i64,
}

fn main() {
    metrics::update_puzzle_state(&PuzzleState {
        efficiency: 0.5,
        pieces: 1,
    });
}
