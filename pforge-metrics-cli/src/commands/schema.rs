//! `schema`: the JSON Schema of metrics.toml.

use crate::output::{Exit, print};
use anyhow::Result;
use pforge_metrics_schema::reference;

pub fn run() -> Result<Exit> {
    print(&reference::json_schema())?;
    Ok(Exit::Sound)
}
