//! Sources in, models out.

mod cases;
mod dump;
mod roots;
