//! What a scrape reads, and the bytes that are made of it.
//!
//! [`sources`] holds the sources. A gather returns a [`Gathered`](gathered::Gathered), and [`body`] writes that in a format: it
//! reads nothing else, and has no side effects. [`bodies`] keeps what was written, and [`shared`] gathers once for all scrapes that
//! come meanwhile. [`read`] makes families of it for bridges. [`families`] decides which family is served under which name: [`names`] knows the names that are taken,
//! [`difference`] what keeps two families of one name apart, [`catalogs`] what is known of catalogs before anything is gathered.

pub(super) mod bodies;
pub(super) mod body;
mod catalogs;
mod difference;
pub(super) mod families;
pub(super) mod filter;
pub(super) mod gathered;
mod names;
mod read;
pub(super) mod shared;
pub(super) mod sources;
