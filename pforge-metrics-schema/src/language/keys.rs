//! Constructors of keys and tables.

use super::Need::Optional;
use super::{Key, Need, Table, Takes};

pub(super) const fn key(name: &'static str, takes: Takes, about: &'static str) -> Key {
    needed(name, Optional, takes, about)
}

pub(super) const fn needed(
    name: &'static str,
    need: Need,
    takes: Takes,
    about: &'static str,
) -> Key {
    Key {
        name,
        takes,
        need,
        about,
    }
}

pub(super) const fn table(header: &'static str, keys: &'static [Key]) -> Table {
    Table {
        header,
        keys,
        one_of: &[],
    }
}
