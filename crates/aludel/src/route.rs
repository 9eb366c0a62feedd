//! The ordered steps from the heads a database holds to a target.
