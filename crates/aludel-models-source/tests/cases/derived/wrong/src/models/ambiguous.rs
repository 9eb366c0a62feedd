use jiff::civil::*;
use time::*;

#[derive(aludel_models::Table)]
pub struct Ambiguous {
    #[column(primary_key)]
    id: i32,
    day: Date,
}
