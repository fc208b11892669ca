//! What a scrape reads, and the bytes that are made of it.
//!
//! [`sources`] says what there is. [`shared`] reads it once for all scrapes that come meanwhile, and the result is one [`gathered`].
//! [`body`] writes that in a format; it reads nothing else. [`families`] decides which family is served under which name:
//! [`names`] knows the names that are taken, [`difference`] what keeps two families of one name apart.

pub(super) mod body;
pub(super) mod difference;
pub(super) mod families;
pub(super) mod gathered;
mod names;
pub(super) mod shared;
pub(super) mod sources;
