//! Our side of the tables: a catalog for the updates, and one for each size of a scrape.
//!
//! Peers borrow the labels, so that everybody shows the same values.

pub use pforge_metrics::Label;

/// Small families, as most are.
pub mod updating {
    pforge_metrics::include_metrics!("schema/updating.toml");
}

/// One counter of 100 × 100 series.
pub mod counters_10k {
    pforge_metrics::include_metrics!("schema/counters_10k.toml");
}

/// Ten of them.
pub mod counters_100k {
    pforge_metrics::include_metrics!("schema/counters_100k.toml");
}

/// One histogram of 100 × 100 label sets.
pub mod histograms_10k {
    pforge_metrics::include_metrics!("schema/histograms_10k.toml");
}
