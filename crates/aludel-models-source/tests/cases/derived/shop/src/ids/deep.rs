pub type Kind = super::super::ids::deep::Code;

#[derive(aludel_models::ColumnType)]
#[column_type(length = 3)]
pub struct Code(String);
