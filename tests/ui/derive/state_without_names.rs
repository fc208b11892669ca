#[derive(pforge_metrics::State)]
enum Phase {
    Planning,
}

#[derive(pforge_metrics::State)]
union Bits {
    int: u64,
    float: f64,
}

#[derive(pforge_metrics::State)]
struct Pair(f64, i64);

#[derive(pforge_metrics::State)]
struct Unit;

fn main() {}
