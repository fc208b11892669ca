//! Any bytes as a schema: files one after the other, with a zero byte between them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pforge_metrics_fuzz::survives;

fuzz_target!(|bytes: &[u8]| {
    let files = bytes.split(|byte| *byte == 0);
    let files: Vec<_> = files
        .map(|file| String::from_utf8_lossy(file).into_owned())
        .collect();
    survives(&files);
});
