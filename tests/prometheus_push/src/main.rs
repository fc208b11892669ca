//! Pushes pForge's catalog to the Pushgateway at the address that it is given, by the function of `prometheus`.

#![forbid(unsafe_code)]

use pforge_metrics::catalog::{CATALOG, PFORGE_GAPS};
use std::collections::HashMap;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let url = std::env::args()
        .nth(1)
        .ok_or("the gateway's URL is missing")?;
    PFORGE_GAPS.set(17);
    let collector = Box::new(CATALOG.collector());
    prometheus::push_collector("theirs", HashMap::new(), &url, vec![collector], None)?;
    Ok(())
}
