//! The catalogs of pforge-metrics: one for the updates, and one for each population of the scrapes.
//!
//! The other libraries use the same labels, so that all of them export the same values.

pub use pforge_metrics::Label;

/// Small families, as in most programs.
pub mod updating {
    pforge_metrics::include_metrics!("schema/updating.toml");
}

/// One counter of 100 × 100 series.
pub mod counters_10k {
    pforge_metrics::include_metrics!("schema/counters_10k.toml");
}

/// Ten such counters.
pub mod counters_100k {
    pforge_metrics::include_metrics!("schema/counters_100k.toml");
}

/// One histogram of 100 × 100 label sets.
pub mod histograms_10k {
    pforge_metrics::include_metrics!("schema/histograms_10k.toml");
}
