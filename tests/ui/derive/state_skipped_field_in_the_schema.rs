#[derive(pforge_metrics::State)]
struct PuzzleState {
    efficiency: f64,
    gaps: i64,
    pieces: i64,
    r#type: i64,
    #[state(skip)]
    round: u32,
}

// What `include_metrics!` emits for a state with a type.
const _: () = pforge_metrics::__private::assert_state_fields::<PuzzleState>(
    "puzzle",
    &["efficiency", "gaps", "type", "pieces", "round"],
);

fn main() {}
