pforge_metrics::include_metrics!("/etc/metrics.toml");

fn main() {}
