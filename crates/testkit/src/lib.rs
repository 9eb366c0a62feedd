//! Throw-away database servers and session files for the tests.
