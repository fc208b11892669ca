struct PuzzleState {
    efficiency: f64,
}

// The code that `include_metrics!` generates for a state with a type.
const _: () =
    pforge_metrics::__private::assert_state_fields::<PuzzleState>("puzzle", &["efficiency"]);

fn main() {}
