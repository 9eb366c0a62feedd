mod common;
mod orders;
mod people;

pub use people::{Person as Human, Team};

/// Its own table stands in another source.
pub(crate) use crate::elsewhere::Country;
