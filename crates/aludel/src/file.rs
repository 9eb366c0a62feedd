//! A revision file: parse and print.
