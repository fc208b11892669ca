mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [gauge.efficiency]
            help = "Efficiency of the puzzle."

            [gauge.gaps]
            help  = "Empty cells of the puzzle."
            value = "int"

            [state.puzzle]
            help   = "Snapshot of the puzzle."
            fields = ["efficiency", "gaps"]
        "#
    );
}

use metrics::*;

fn main() {
    update_puzzle_state(&PuzzleState { efficiency: 0.5 });
}
