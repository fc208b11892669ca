struct PuzzleState {
    efficiency: f64,
}

// What `include_metrics!` emits for a state with a type.
const _: () =
    pforge_metrics::__private::assert_state_fields::<PuzzleState>("puzzle", &["efficiency"]);

fn main() {}
