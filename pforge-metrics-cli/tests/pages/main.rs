//! Generated pages, as a browser shows them.
//!
//! `./test pages` provides Chromium; a plain `cargo test` leaves this out.

#![expect(
    clippy::unwrap_used,
    reason = "what a test can't go on without fails it"
)]

mod preview;
mod reference;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

/// What a page has become once its script has run, and what the browser had to say.
fn opened(page: &Path, query: &str) -> (String, String) {
    let output = Command::new("chromium")
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
        ])
        .args([
            "--enable-logging=stderr",
            "--virtual-time-budget=10000",
            "--dump-dom",
        ])
        .arg(format!("file://{}{query}", page.display()))
        .output()
        .expect("`./test pages` provides Chromium");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let said = text(&output.stderr);
    let of_page = said.lines().filter(|line| line.contains("CONSOLE"));
    (text(&output.stdout), of_page.collect())
}
