//! What upgrade, downgrade, stamp and history are given.

/// A target.
pub struct Target;
