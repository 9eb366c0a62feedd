#[derive(Table)]
pub struct Broken {
    id: i32
    name: String,
}
