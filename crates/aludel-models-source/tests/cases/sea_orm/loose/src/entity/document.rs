//! Relations as they are written to join by, and a type that a macro makes.
use super::ids::DocumentId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: DocumentId,
    pub node_id: String,
    #[sea_orm(column_type = "my_type()")]
    pub body: Option<String>,
    #[sea_orm(ignore, column_type = "custom(\"tsvector\")", select_as = "text")]
    pub search: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::node::Entity"
        from = "Column::NodeId"
        to = "super::node::Column::NodeId")]
    Part,
    #[sea_orm(
        belongs_to = "super::node::Entity"
        from = "(Column::NodeId, Column::Id)"
        to = "(super::node::Column::NodeId, super::node::Column::DocumentId)"
    )]
    Node,
}
