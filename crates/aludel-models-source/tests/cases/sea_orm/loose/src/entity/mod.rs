pub mod document;
pub mod ids;
pub mod node;
pub mod shard;
