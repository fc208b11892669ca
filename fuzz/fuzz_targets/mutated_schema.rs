//! Compiles valid schemas after the mutations that the bytes encode.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pforge_metrics_fuzz::{check, mutation};

fuzz_target!(|program: &[u8]| check(&mutation::mutate(program)));
