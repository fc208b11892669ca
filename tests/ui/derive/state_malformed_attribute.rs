#[derive(pforge_metrics::State)]
struct AtFields {
    #[state]
    efficiency: f64,
    #[state(ignore)]
    entropy: f64,
    #[state(skip = true)]
    gaps: i64,
    #[state(skip)]
    #[state(skip)]
    misfits: i64,
}

#[derive(pforge_metrics::State)]
#[state(skip)]
struct SkippedAsAWhole {
    efficiency: f64,
}

#[derive(pforge_metrics::State)]
#[state(crate = "pforge_metrics")]
struct WithText {
    efficiency: f64,
}

fn main() {}
