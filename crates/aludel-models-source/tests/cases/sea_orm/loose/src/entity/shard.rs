use sea_orm::entity::prelude::*;

#[derive(Copy, Clone, Default, Debug, DeriveEntity)]
pub struct Entity {
    pub number: u32,
}

impl EntityName for Entity {
    fn table_name(&self) -> &'static str {
        match self.number {
            1 => "shard_1",
            _ => "shard_2",
        }
    }
}
