//! What a database holds, and how to get from one schema to another.
//!
//! Everything is a composition of five functions: inspect, diff, plan, verify, render. The files
//! beside this one are the spine and know no kind of object; what a table or a trigger is stands in
//! the folder of its dialect, one file a kind.

pub mod diagram;
pub mod scratch;
pub mod source;
