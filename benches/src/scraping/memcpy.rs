//! The limit: no scrape can be faster than copying its finished body.

use anyhow::Result;

use super::Scrape;

/// A body, and the buffer that it is copied into.
pub struct Memcpy {
    finished: Vec<u8>,
    body: Vec<u8>,
}

/// Copies this body at every scrape.
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
