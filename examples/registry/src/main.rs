//! Example back end.

fn main() {}
