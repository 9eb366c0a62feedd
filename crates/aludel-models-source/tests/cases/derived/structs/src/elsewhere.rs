#[derive(aludel_models::Table)]
#[table(name = "countries", schema = "world")]
pub struct Country {
    #[column(primary_key, name = "iso")]
    code: String,
}
