//! The lower bound: a scrape cannot be faster than a copy of its body.

use anyhow::Result;

use super::Scrape;

/// A finished body, and the buffer that it is copied into.
pub struct Memcpy {
    finished: Vec<u8>,
    body: Vec<u8>,
}

/// Creates a contestant that copies `body` in each scrape.
pub fn of(body: &[u8]) -> Memcpy {
    Memcpy {
        finished: body.to_vec(),
        body: body.to_vec(),
    }
}

impl Scrape for Memcpy {
    fn scrape(&mut self) -> Result<()> {
        self.body.clear();
        self.body.extend_from_slice(&self.finished);
        Ok(())
    }

    fn body(&self) -> &[u8] {
        &self.body
    }
}
