#[derive(pforge_metrics::State)]
struct PuzzleState<'a, T: Copy> {
    efficiency: &'a T,
}

fn main() {}
