//! A script: its statements, each with its place in it.
