pforge_metrics::include_metrics!("metrics/nowhere.toml");

fn main() {}
