//! Sound schemas, spoiled as the bytes say.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pforge_metrics_fuzz::{mutation, survives};

fuzz_target!(|program: &[u8]| survives(&mutation::mutated(program)));
