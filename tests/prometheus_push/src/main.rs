//! Pushes the catalog of pForge to the Pushgateway at the given URL with the push function of `prometheus`.

#![forbid(unsafe_code)]

use pforge_metrics::catalog::{CATALOG, PFORGE_GAPS};
use std::collections::HashMap;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let url = std::env::args()
        .nth(1)
        .ok_or("missing argument: the URL of the gateway")?;
    PFORGE_GAPS.set(17);
    let collector = Box::new(CATALOG.collector());
    prometheus::push_collector("theirs", HashMap::new(), &url, vec![collector], None)?;
    Ok(())
}
