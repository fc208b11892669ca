//! Compiles arbitrary bytes as a schema. Zero bytes separate its files.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pforge_metrics_fuzz::check;

fuzz_target!(|bytes: &[u8]| {
    let files = bytes.split(|byte| *byte == 0);
    let files: Vec<_> = files
        .map(|file| String::from_utf8_lossy(file).into_owned())
        .collect();
    check(&files);
});
