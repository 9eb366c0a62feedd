pub mod hand;
pub mod leaf;
