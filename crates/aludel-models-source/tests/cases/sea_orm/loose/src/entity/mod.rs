pub mod document;
pub mod ids;
pub mod node;
pub mod node_name;
pub mod shard;
