//! What a command works with.
