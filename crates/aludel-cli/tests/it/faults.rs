//! What a production database goes through, done to the program on real servers.
//!
//! A revision counts how often it ran: `UPDATE counter SET n = n + 1` twice shows as 2.

mod cut;
mod input;
mod killed;
mod locks;
mod pooler;
mod project;
mod signals;
mod twenty;
