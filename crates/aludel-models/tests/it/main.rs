//! Tests of models against real databases.
