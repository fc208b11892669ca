//! Caches attempts in tables of a fixed size, in which newer entries replace older ones.

use crate::exporter::digest::Digest;

/// Entries of [`TurnedAway`], of 16 bytes each. At 5,000 guesses a second, this remembers an attempt that
/// is repeated after a second with a probability of 96%.
const TURNED_AWAY: usize = 1 << 17;

/// Entries of [`Wrong`], of 33 bytes each.
const WRONG: usize = 1 << 10;

/// The first arrival of rejected attempts. Two digests with the same first 64 bits share a queue position, which is harmless.
#[derive(Default)]
pub(super) struct TurnedAway {
    /// Digests and arrivals. The arrival 0 marks an empty entry. Allocated when the first attempt is rejected.
    entries: Vec<(u64, u64)>,
}

impl TurnedAway {
    pub(super) fn arrival(&self, attempt: &Digest) -> Option<u64> {
        let number = attempt.number();
        let entry = self.entries.get(index(number, TURNED_AWAY));
        let entry = entry.filter(|(known, arrival)| *known == number && *arrival > 0);
        entry.map(|(_, arrival)| *arrival)
    }

    pub(super) fn remember(&mut self, attempt: &Digest, arrival: u64) {
        if self.entries.is_empty() {
            self.entries = vec![(0, 0); TURNED_AWAY];
        }
        let number = attempt.number();
        self.entries[index(number, TURNED_AWAY)] = (number, arrival);
    }

    pub(super) fn forget(&mut self, attempt: &Digest) {
        if self.arrival(attempt).is_some() {
            self.entries[index(attempt.number(), TURNED_AWAY)] = (0, 0);
        }
    }
}

/// The last wrong attempts, which are not checked again. Compares whole digests, because a collision would reject a correct
/// password.
#[derive(Default)]
pub(super) struct Wrong {
    entries: Vec<Option<Digest>>,
}

impl Wrong {
    pub(super) fn has(&self, attempt: &Digest) -> bool {
        let entry = self.entries.get(index(attempt.number(), WRONG));
        entry.is_some_and(|entry| entry.is_some_and(|it| it.equals(attempt).into()))
    }

    pub(super) fn remember(&mut self, attempt: Digest) {
        if self.entries.is_empty() {
            self.entries = vec![None; WRONG];
        }
        self.entries[index(attempt.number(), WRONG)] = Some(attempt);
    }
}

fn index(number: u64, entries: usize) -> usize {
    // The conversion cannot fail: the remainder is less than `entries`.
    usize::try_from(number % entries as u64).unwrap_or_default()
}
