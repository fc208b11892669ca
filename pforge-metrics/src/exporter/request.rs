//! What becomes of a request: [`handler`] is the way from its head to the response.

mod admission;
pub(super) mod failure;
pub(super) mod handler;
pub(super) mod limits;
mod negotiation;
pub(super) mod query;
pub(super) mod rate;
mod timeout;
