#[derive(aludel_models::Table)]
struct Entry {
    #[column(primary_key)]
    id: i64,
    what: String,
}
